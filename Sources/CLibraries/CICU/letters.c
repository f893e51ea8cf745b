#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucasemap.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static int32_t change(
    icu_case which, const char *language, const UChar *from, int32_t length, UChar *to, int32_t capacity,
    UErrorCode *status) {
    if (which == ICU_CASE_UPPER) return u_strToUpper(to, capacity, from, length, language, status);
    if (which == ICU_CASE_LOWER) return u_strToLower(to, capacity, from, length, language, status);
    UCaseMap *map = ucasemap_open(language, U_TITLECASE_NO_LOWERCASE, status);
    if (U_FAILURE(*status)) return -1;
    int32_t result = ucasemap_toTitle(map, to, capacity, from, length, status);
    ucasemap_close(map);
    return result;
}

int32_t icu_change_case(
    icu_case which, const char *language, const uint32_t *scalars, int32_t count, uint32_t *result, int32_t capacity) {
    if (count <= 0 || count > INT32_MAX / 16) return count == 0 ? 0 : -1;
    // Full case mapping turns one UTF-16 unit into at most three.
    int32_t room = count * 6 + 8;
    UChar *from = malloc((size_t)count * 2 * sizeof *from);
    UChar *to = malloc((size_t)room * sizeof *to);
    int32_t written = -1;
    if (from && to) {
        UErrorCode status = U_ZERO_ERROR;
        int32_t length = 0;
        u_strFromUTF32WithSub(
            from, count * 2, &length, (const UChar32 *)scalars, count, 0xFFFD, NULL, &status);
        int32_t changed = U_FAILURE(status) ? -1 : change(which, language, from, length, to, room, &status);
        if (!U_FAILURE(status) && changed >= 0 && changed <= room) {
            u_strToUTF32WithSub((UChar32 *)result, capacity, &written, to, changed, 0xFFFD, NULL, &status);
            if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) written = -1;
        }
    }
    free(from);
    free(to);
    return written;
}

uint32_t icu_scalar_traits(uint32_t scalar) {
    UChar32 c = (UChar32)scalar;
    uint32_t traits = 0;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) traits |= ICU_EMOJI_PRESENTATION;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) traits |= ICU_EXTENDED_PICTOGRAPHIC;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) traits |= ICU_EMOJI_MODIFIER;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) traits |= ICU_DEFAULT_IGNORABLE;
    uint32_t category = U_GET_GC_MASK(c);
    if (category & U_GC_M_MASK) traits |= ICU_MARK;
    if (category & U_GC_CC_MASK) traits |= ICU_CONTROL;
    if (category & U_GC_L_MASK) traits |= ICU_LETTER;
    if (u_getCombiningClass(c) == 9) traits |= ICU_VIRAMA;
    return traits;
}

bool icu_is_language(const char *subtag) {
    for (const char *const *known = uloc_getISOLanguages(); *known; known++) {
        if (strcmp(*known, subtag) == 0) return true;
    }
    return false;
}
