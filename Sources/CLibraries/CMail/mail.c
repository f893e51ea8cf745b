#include "CMail.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

typedef struct upload {
    const uint8_t *bytes;
    size_t left;
} upload;

static size_t read_upload(char *buffer, size_t size, size_t count, void *context) {
    upload *upload = context;
    size_t room = size * count;
    size_t taken = upload->left < room ? upload->left : room;
    memcpy(buffer, upload->bytes, taken);
    upload->bytes += taken;
    upload->left -= taken;
    return taken;
}

static CURLcode configure(
    CURL *curl, const char *url, const char *user, const char *password, const char *from,
    struct curl_slist *recipients, upload *body, int requires_tls, const char *authorities, long timeout_seconds,
    char *reason) {
    CURLcode code = CURLE_OK;
#define SET(option, value) \
    if (code == CURLE_OK) code = curl_easy_setopt(curl, option, value)
    SET(CURLOPT_ERRORBUFFER, reason);
    SET(CURLOPT_URL, url);
    SET(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    SET(CURLOPT_USE_SSL, (long)(requires_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_TIMEOUT, timeout_seconds);
    SET(CURLOPT_CONNECTTIMEOUT, timeout_seconds);
    SET(CURLOPT_NOPROXY, "*");
    if (authorities) SET(CURLOPT_CAINFO, authorities);
    if (user) SET(CURLOPT_USERNAME, user);
    if (password) SET(CURLOPT_PASSWORD, password);
    SET(CURLOPT_MAIL_FROM, from);
    SET(CURLOPT_MAIL_RCPT, recipients);
    SET(CURLOPT_READFUNCTION, read_upload);
    SET(CURLOPT_READDATA, body);
    SET(CURLOPT_UPLOAD, 1L);
#undef SET
    return code;
}

cmail_status cmail_send(
    const char *url, const char *user, const char *password, const char *from, const char *to, const uint8_t *bytes,
    size_t byte_count, int requires_tls, const char *authorities, long timeout_seconds,
    char reason[CMAIL_REASON_BYTES]) {
    reason[0] = 0;
    pthread_once(&once, start);
    CURL *curl = curl_easy_init();
    struct curl_slist *recipients = curl_slist_append(NULL, to);
    if (!curl || !recipients) {
        curl_slist_free_all(recipients);
        if (curl) curl_easy_cleanup(curl);
        return CMAIL_OUT_OF_MEMORY;
    }
    upload body = {bytes, byte_count};
    char words[CURL_ERROR_SIZE] = {0};
    CURLcode code = configure(
        curl, url, user, password, from, recipients, &body, requires_tls, authorities, timeout_seconds, words);
    if (code == CURLE_OK) code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        snprintf(reason, CMAIL_REASON_BYTES, "%s", words[0] ? words : curl_easy_strerror(code));
    }
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    return code == CURLE_OK ? CMAIL_OK : CMAIL_FAILED;
}
