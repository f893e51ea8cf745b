#pragma once
// Adler-32 over pixels of which a PNG row takes three bytes each.
#include <stddef.h>
#include <stdint.h>

enum { PIXEL_BYTES = 3, ADLER_BASE = 65521 };

/// What pixels add to Adler's two sums: the bytes, and each byte times its place from the end.
typedef struct { uint64_t bytes, weighted; } pixel_sums;

/// Of one row's pixels at most: for more, 32 bits would not hold the parts.
pixel_sums pixel_sums_of(const uint8_t *pixels, size_t count);

/// The sums of two pieces, the second `count` pixels long.
static inline pixel_sums pixel_sums_joined(pixel_sums first, pixel_sums second, size_t count) {
    const uint64_t moved = first.bytes * PIXEL_BYTES * count;
    return (pixel_sums){first.bytes + second.bytes, first.weighted + moved + second.weighted};
}

/// Goes on with the checksum over a row: an unfiltered row's first byte is 0, then come its pixels.
static inline uint32_t adler_add_row(uint32_t adler, size_t width, pixel_sums row) {
    const uint64_t first = adler & 0xffff, second = adler >> 16;
    const uint64_t weighted = (second + first * (1 + PIXEL_BYTES * width) + row.weighted) % ADLER_BASE;
    return (uint32_t)(weighted << 16 | (first + row.bytes) % ADLER_BASE);
}
