#include "CICUIDNA.h"
#include <unicode/uidna.h>

static int32_t status_of(uint32_t errors) {
    if (errors & UIDNA_ERROR_EMPTY_LABEL) return ICU_IDNA_EMPTY_LABEL;
    if (errors & UIDNA_ERROR_LABEL_TOO_LONG) return ICU_IDNA_LABEL_TOO_LONG;
    if (errors & UIDNA_ERROR_DOMAIN_NAME_TOO_LONG) return ICU_IDNA_NAME_TOO_LONG;
    return errors == 0 ? ICU_IDNA_OK : ICU_IDNA_NOT_A_NAME;
}

int32_t icu_idna_ascii(const char *name, int32_t length, char *output, int32_t capacity, int32_t *written) {
    const uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ
        | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE;
    *written = 0;
    UErrorCode code = U_ZERO_ERROR;
    UIDNA *idna = uidna_openUTS46(options, &code);
    if (U_FAILURE(code)) return ICU_IDNA_FAILED;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    int32_t count = uidna_nameToASCII_UTF8(idna, name, length, output, capacity, &info, &code);
    uidna_close(idna);
    int32_t status = status_of(info.errors);
    if (status != ICU_IDNA_OK) return status;
    if (code == U_BUFFER_OVERFLOW_ERROR || count > capacity) return ICU_IDNA_NAME_TOO_LONG;
    if (U_FAILURE(code)) return ICU_IDNA_FAILED;
    *written = count;
    return ICU_IDNA_OK;
}
