#pragma once
// Pixels as 32-bit words: red in the lowest byte, alpha in the highest.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "pixels are read as little-endian words"
#endif

static inline uint32_t load(const uint8_t *pixels, size_t index) {
    uint32_t word;
    memcpy(&word, pixels + index * 4, 4);
    return word;
}

static inline void store(uint8_t *pixels, size_t index, uint32_t word) {
    memcpy(pixels + index * 4, &word, 4);
}
