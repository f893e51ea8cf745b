#pragma once

#include <stdbool.h>
#include <stdint.h>

#if __has_include("CICUIDNA.h")
#include "CICUIDNA.h"
#endif

/// Finds text boundaries (UAX 14 or UAX 29). Not thread-safe: one a worker.
typedef struct icu_breaker icu_breaker;

/// Opens a line breaker for a language subtag such as "th", or "" for the default rules. NULL on failure.
icu_breaker *icu_breaker_open_lines(const char *language);

/// Opens a grapheme cluster breaker. NULL on failure.
icu_breaker *icu_breaker_open_clusters(void);

void icu_breaker_close(icu_breaker *breaker);

/// Sets `starts[i]` to 1 where a boundary lies before scalar `i`, else 0; `starts[0]` is 1. Surrogates count as U+FFFD.
bool icu_breaker_mark(icu_breaker *breaker, const uint32_t *scalars, int32_t count, uint8_t *starts);

typedef enum { ICU_CASE_UPPER, ICU_CASE_LOWER, ICU_CASE_TITLE } icu_case;

/// Changes case by the language's full rules. Title case leaves all but each word's first letter alone.
/// Returns the length of the result, which is written as far as `capacity` allows, or -1 on failure.
int32_t icu_change_case(
    icu_case which, const char *language, const uint32_t *scalars, int32_t count, uint32_t *result, int32_t capacity);

enum {
    ICU_EMOJI_PRESENTATION = 1,
    ICU_EXTENDED_PICTOGRAPHIC = 2,
    ICU_EMOJI_MODIFIER = 4,
    ICU_DEFAULT_IGNORABLE = 8,
    ICU_MARK = 16,
    ICU_CONTROL = 32,
    ICU_LETTER = 64,
    ICU_VIRAMA = 128,
};

/// The properties above of one scalar, as bits.
uint32_t icu_scalar_traits(uint32_t scalar);

/// True where the subtag is an ISO 639 language that ICU knows.
bool icu_is_language(const char *subtag);
