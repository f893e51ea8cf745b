#include "CFetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum { HEADER_BYTES = 64 << 10, FIRST_BYTES = 64 << 10 };

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

typedef struct fetch {
    const cfetch_request *request;
    cfetch_answer *answer;
    CURL *curl;
    size_t capacity;
    size_t header_bytes;
    /// Why we broke off ourselves; `CFETCH_OK` where we did not.
    cfetch_status reason;
    /// We have what we need and want no more.
    int is_done;
} fetch;

/// The last gate: whatever libcurl has understood, a socket is made for a vetted address or not at all.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to) {
    fetch *fetch = context;
    const cfetch_request *request = fetch->request;
    const uint8_t *bytes = NULL;
    size_t length = 0;
    uint16_t port = 0;
    if (to->family == AF_INET) {
        const struct sockaddr_in *four = (const void *)&to->addr;
        bytes = (const uint8_t *)&four->sin_addr;
        length = 4;
        port = ntohs(four->sin_port);
    } else if (to->family == AF_INET6) {
        const struct sockaddr_in6 *six = (const void *)&to->addr;
        bytes = (const uint8_t *)&six->sin6_addr;
        length = 16;
        port = ntohs(six->sin6_port);
    }
    for (size_t i = 0; bytes && purpose == CURLSOCKTYPE_IPCXN && i < request->address_count; i++) {
        const cfetch_address *one = &request->addresses[i];
        if (one->length == length && !memcmp(one->bytes, bytes, length) && port == request->port) {
            return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
        }
    }
    fetch->reason = CFETCH_STRAY_ADDRESS;
    return CURL_SOCKET_BAD;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    fetch *fetch = context;
    cfetch_answer *answer = fetch->answer;
    long status = 0;
    curl_easy_getinfo(fetch->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) {
        fetch->is_done = 1;
        return 0;
    }
    size_t more = size * count;
    if (more > fetch->request->byte_limit - answer->byte_count) {
        fetch->reason = CFETCH_TOO_LARGE;
        return 0;
    }
    if (answer->byte_count + more > fetch->capacity) {
        size_t wanted = fetch->capacity ? fetch->capacity * 2 : FIRST_BYTES;
        while (wanted < answer->byte_count + more) wanted *= 2;
        uint8_t *grown = realloc(answer->bytes, wanted);
        if (!grown) {
            fetch->reason = CFETCH_OUT_OF_MEMORY;
            return 0;
        }
        answer->bytes = grown;
        fetch->capacity = wanted;
    }
    memcpy(answer->bytes + answer->byte_count, bytes, more);
    answer->byte_count += more;
    return more;
}

/// Makes a `Location` absolute by the URL that was asked for.
static void take_location(fetch *fetch, const char *value, size_t length) {
    while (length && (*value == ' ' || *value == '\t')) value++, length--;
    while (length && (unsigned char)value[length - 1] <= ' ') length--;
    char *text = strndup(value, length);
    char *whole = NULL;
    CURLU *url = curl_url();
    fetch->answer->location[0] = 0;
    if (text && url && !curl_url_set(url, CURLUPART_URL, fetch->request->url, 0)
        && !curl_url_set(url, CURLUPART_URL, text, 0) && !curl_url_get(url, CURLUPART_URL, &whole, 0)
        && strlen(whole) < CFETCH_LOCATION_BYTES) {
        strcpy(fetch->answer->location, whole);
    }
    curl_free(whole);
    curl_url_cleanup(url);
    free(text);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    static const char name[] = "location:";
    fetch *fetch = context;
    size_t length = size * count;
    fetch->header_bytes += length;
    if (fetch->header_bytes > HEADER_BYTES) {
        fetch->reason = CFETCH_UNREACHABLE;
        return 0;
    }
    size_t prefix = sizeof name - 1;
    if (length > prefix && !strncasecmp(bytes, name, prefix)) take_location(fetch, bytes + prefix, length - prefix);
    return length;
}

static CURLcode configure(fetch *fetch, struct curl_slist *pins, struct curl_slist *headers) {
    const cfetch_request *request = fetch->request;
    CURLcode code = CURLE_OK;
#define SET(option, value) \
    if (code == CURLE_OK) code = curl_easy_setopt(fetch->curl, option, value)
    SET(CURLOPT_URL, request->url);
    SET(CURLOPT_PROTOCOLS_STR, "https");
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    if (pins) SET(CURLOPT_RESOLVE, pins);
    SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    SET(CURLOPT_OPENSOCKETDATA, fetch);
    // An empty proxy is none, whatever the environment says.
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NOPROXY, "*");
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (request->authorities) SET(CURLOPT_CAINFO, request->authorities);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_HTTP09_ALLOWED, 0L);
    SET(CURLOPT_HTTPHEADER, headers);
    SET(CURLOPT_USERAGENT, "RenderStack");
    SET(CURLOPT_FRESH_CONNECT, 1L);
    SET(CURLOPT_FORBID_REUSE, 1L);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_TIMEOUT_MS, request->timeout_milliseconds);
    SET(CURLOPT_CONNECTTIMEOUT_MS, request->timeout_milliseconds);
    SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->byte_limit);
    SET(CURLOPT_WRITEFUNCTION, take_body);
    SET(CURLOPT_WRITEDATA, fetch);
    SET(CURLOPT_HEADERFUNCTION, take_header);
    SET(CURLOPT_HEADERDATA, fetch);
#undef SET
    return code;
}

static cfetch_status outcome(const fetch *fetch, CURLcode code) {
    if (fetch->reason != CFETCH_OK) return fetch->reason;
    if (fetch->is_done) return CFETCH_OK;
    switch (code) {
    case CURLE_OK: return CFETCH_OK;
    case CURLE_OUT_OF_MEMORY: return CFETCH_OUT_OF_MEMORY;
    case CURLE_OPERATION_TIMEDOUT: return CFETCH_TIMEOUT;
    case CURLE_FILESIZE_EXCEEDED: return CFETCH_TOO_LARGE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return CFETCH_CERTIFICATE;
    default: return CFETCH_UNREACHABLE;
    }
}

cfetch_status cfetch_get(const cfetch_request *request, cfetch_answer *answer) {
    memset(answer, 0, sizeof *answer);
    pthread_once(&once, start);
    fetch fetch = {.request = request, .answer = answer, .curl = curl_easy_init(), .reason = CFETCH_OK};
    struct curl_slist *pins = request->pin ? curl_slist_append(NULL, request->pin) : NULL;
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: image/png, image/jpeg");
    cfetch_status status = CFETCH_OUT_OF_MEMORY;
    if (fetch.curl && (pins || !request->pin) && headers) {
        CURLcode code = configure(&fetch, pins, headers);
        if (code == CURLE_OK) code = curl_easy_perform(fetch.curl);
        curl_easy_getinfo(fetch.curl, CURLINFO_RESPONSE_CODE, &answer->status);
        status = outcome(&fetch, code);
    }
    curl_slist_free_all(pins);
    curl_slist_free_all(headers);
    if (fetch.curl) curl_easy_cleanup(fetch.curl);
    if (status != CFETCH_OK) cfetch_free(answer);
    return status;
}

void cfetch_free(cfetch_answer *answer) {
    free(answer->bytes);
    answer->bytes = NULL;
    answer->byte_count = 0;
}
