#pragma once
// Mail over SMTP through libcurl: one call, which blocks until the message is handed over or has failed.
#include <stddef.h>
#include <stdint.h>

typedef enum cmail_status {
    CMAIL_OK = 0,
    CMAIL_OUT_OF_MEMORY = 1,
    /// The server was not reached, refused, or broke off; `reason` says it in libcurl's words.
    CMAIL_FAILED = 2,
} cmail_status;

/// Room for the reason, the closing zero included.
enum { CMAIL_REASON_BYTES = 256 };

/// Sends a message. `url` is `smtp://host:port` or `smtps://host:port`; `user` and `password` may be null.
/// Certificates are verified wherever TLS is spoken, by the PEM file `authorities` or, where it is null, by libcurl's own
/// default; `requires_tls` refuses a server that does not offer TLS.
cmail_status cmail_send(
    const char *url, const char *user, const char *password, const char *from, const char *to, const uint8_t *bytes,
    size_t byte_count, int requires_tls, const char *authorities, long timeout_seconds, char reason[CMAIL_REASON_BYTES]);
