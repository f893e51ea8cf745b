#pragma once
// One https GET through libcurl, to addresses that the caller has vetted, and the look-up of names apart from it. Both
// block.
#include <stddef.h>
#include <stdint.h>

typedef enum cfetch_status {
    /// An answer came; its status may be any.
    CFETCH_OK = 0,
    CFETCH_OUT_OF_MEMORY = 1,
    CFETCH_TIMEOUT = 2,
    /// The body is longer than the limit.
    CFETCH_TOO_LARGE = 3,
    /// The server's certificate is not valid for the name, or by nobody who is trusted.
    CFETCH_CERTIFICATE = 4,
    /// No connection, or one that broke.
    CFETCH_UNREACHABLE = 5,
    /// libcurl wanted to connect elsewhere than to the given addresses, which was prevented.
    CFETCH_STRAY_ADDRESS = 6,
} cfetch_status;

enum {
    /// Addresses that one name may have.
    CFETCH_ADDRESSES = 32,
    /// Room for an address in digits, the closing zero included.
    CFETCH_ADDRESS_TEXT = 48,
    /// Room for where a redirect leads, the closing zero included.
    CFETCH_LOCATION_BYTES = 4096,
};

/// An address in network byte order; `length` is 4 or 16.
typedef struct cfetch_address {
    uint8_t length;
    uint8_t bytes[16];
} cfetch_address;

typedef struct cfetch_request {
    const char *url;
    /// `host:port:address,address`: what libcurl is told instead of looking up the name; null for a URL with an address
    /// in digits, where there is nothing to look up.
    const char *pin;
    /// The only addresses and the only port that are connected to.
    const cfetch_address *addresses;
    size_t address_count;
    uint16_t port;
    /// A PEM file with certificate authorities beside the system's, or null.
    const char *authorities;
    size_t byte_limit;
    long timeout_milliseconds;
} cfetch_request;

typedef struct cfetch_answer {
    long status;
    /// Of a 200 only. Belongs to the caller: `cfetch_free`.
    uint8_t *bytes;
    size_t byte_count;
    /// The absolute URL that a redirect leads to; empty where there is none, or none that fits.
    char location[CFETCH_LOCATION_BYTES];
} cfetch_answer;

/// Looks up a name or reads an address in digits.
/// Returns how many addresses there are, 0 where there is none or more than `CFETCH_ADDRESSES`.
size_t cfetch_resolve(const char *host, cfetch_address addresses[CFETCH_ADDRESSES]);

/// Reads an address in digits; 0 where it is none.
int cfetch_read_address(const char *text, cfetch_address *address);

/// Writes an address in digits.
void cfetch_write_address(const cfetch_address *address, char text[CFETCH_ADDRESS_TEXT]);

/// Asks once: no redirect is followed, no proxy, cookie or netrc is used, certificates are verified.
cfetch_status cfetch_get(const cfetch_request *request, cfetch_answer *answer);

void cfetch_free(cfetch_answer *answer);
