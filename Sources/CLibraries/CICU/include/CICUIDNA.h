#pragma once
#include <stdint.h>

// Internationalized host names by ICU's UTS 46, nontransitional, with the STD3, bidi and joiner checks.
// Everything is a value: nothing is kept between calls, and every function may run on any thread.

enum {
    ICU_IDNA_OK = 0,
    // A label between two dots is empty.
    ICU_IDNA_EMPTY_LABEL = 1,
    // A label has more than 63 bytes as an A-label.
    ICU_IDNA_LABEL_TOO_LONG = 2,
    // The name has more than 253 bytes as A-labels, or more than `capacity`.
    ICU_IDNA_NAME_TOO_LONG = 3,
    // A character, a hyphen's place, a direction or an A-label that no host name may have.
    ICU_IDNA_NOT_A_NAME = 4,
    // ICU itself failed: no memory, no data.
    ICU_IDNA_FAILED = 5,
};

// Writes the A-labels of a UTF-8 host name, lower-cased, without a terminating zero.
// `written` gets the number of bytes on ICU_IDNA_OK, else 0. One trailing dot is kept.
int32_t icu_idna_ascii(const char *name, int32_t length, char *output, int32_t capacity, int32_t *written);
