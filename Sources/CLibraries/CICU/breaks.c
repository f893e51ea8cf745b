#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>

struct icu_breaker {
    UBreakIterator *iterator;
    UChar *units;
    int32_t *owners;
    int32_t capacity;
};

static icu_breaker *open_breaker(UBreakIteratorType type, const char *language) {
    UErrorCode status = U_ZERO_ERROR;
    icu_breaker *breaker = calloc(1, sizeof *breaker);
    if (!breaker) return NULL;
    breaker->iterator = ubrk_open(type, language, NULL, 0, &status);
    if (U_FAILURE(status) || !breaker->iterator) {
        icu_breaker_close(breaker);
        return NULL;
    }
    return breaker;
}

icu_breaker *icu_breaker_open_lines(const char *language) { return open_breaker(UBRK_LINE, language); }

icu_breaker *icu_breaker_open_clusters(void) { return open_breaker(UBRK_CHARACTER, ""); }

void icu_breaker_close(icu_breaker *breaker) {
    if (!breaker) return;
    if (breaker->iterator) ubrk_close(breaker->iterator);
    free(breaker->units);
    free(breaker->owners);
    free(breaker);
}

static bool reserve(icu_breaker *breaker, int32_t units) {
    if (units <= breaker->capacity) return true;
    UChar *grown = realloc(breaker->units, (size_t)units * sizeof *grown);
    if (!grown) return false;
    breaker->units = grown;
    int32_t *owners = realloc(breaker->owners, (size_t)units * sizeof *owners);
    if (!owners) return false;
    breaker->owners = owners;
    breaker->capacity = units;
    return true;
}

bool icu_breaker_mark(icu_breaker *breaker, const uint32_t *scalars, int32_t count, uint8_t *starts) {
    if (count <= 0) return count == 0;
    if (count > INT32_MAX / 2 || !reserve(breaker, count * 2)) return false;
    int32_t length = 0;
    for (int32_t i = 0; i < count; i++) {
        uint32_t scalar = scalars[i];
        starts[i] = 0;
        if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar <= 0xDFFF)) scalar = 0xFFFD;
        breaker->owners[length] = i;
        if (scalar < 0x10000) {
            breaker->units[length++] = (UChar)scalar;
        } else {
            breaker->units[length++] = (UChar)(0xD7C0 + (scalar >> 10));
            breaker->owners[length] = i;
            breaker->units[length++] = (UChar)(0xDC00 | (scalar & 0x3FF));
        }
    }
    starts[0] = 1;
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(breaker->iterator, breaker->units, length, &status);
    if (U_FAILURE(status)) return false;
    for (int32_t at = ubrk_first(breaker->iterator); at != UBRK_DONE; at = ubrk_next(breaker->iterator)) {
        if (at >= 0 && at < length) starts[breaker->owners[at]] = 1;
    }
    return true;
}
