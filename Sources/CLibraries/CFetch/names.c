// Names become addresses here and nowhere else, so that every one of them can be looked at before a connection is made.
#include "CFetch.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static int is_known(const cfetch_address *addresses, size_t count, const cfetch_address *one) {
    for (size_t i = 0; i < count; i++) {
        if (addresses[i].length == one->length && !memcmp(addresses[i].bytes, one->bytes, one->length)) return 1;
    }
    return 0;
}

size_t cfetch_resolve(const char *host, cfetch_address addresses[CFETCH_ADDRESSES]) {
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, NULL, &hints, &found) != 0) return 0;
    size_t count = 0;
    for (struct addrinfo *entry = found; entry; entry = entry->ai_next) {
        cfetch_address one = {0};
        if (entry->ai_family == AF_INET) {
            one.length = 4;
            memcpy(one.bytes, &((struct sockaddr_in *)(void *)entry->ai_addr)->sin_addr, 4);
        } else if (entry->ai_family == AF_INET6) {
            one.length = 16;
            memcpy(one.bytes, &((struct sockaddr_in6 *)(void *)entry->ai_addr)->sin6_addr, 16);
        } else {
            continue;
        }
        if (is_known(addresses, count, &one)) continue;
        if (count == CFETCH_ADDRESSES) {
            // One that was not looked at must not be among those that are used.
            count = 0;
            break;
        }
        addresses[count++] = one;
    }
    freeaddrinfo(found);
    return count;
}

int cfetch_read_address(const char *text, cfetch_address *address) {
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, text, address->bytes) == 1) {
        address->length = 4;
    } else if (inet_pton(AF_INET6, text, address->bytes) == 1) {
        address->length = 16;
    }
    return address->length != 0;
}

void cfetch_write_address(const cfetch_address *address, char text[CFETCH_ADDRESS_TEXT]) {
    text[0] = 0;
    inet_ntop(address->length == 4 ? AF_INET : AF_INET6, address->bytes, text, CFETCH_ADDRESS_TEXT);
}
