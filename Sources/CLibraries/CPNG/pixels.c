#include "CPNG.h"

#include <string.h>

#include "vector.h"
#include "words.h"

FOR_EACH_VECTOR_WIDTH void pixels_premultiply(uint8_t *pixels, size_t count) {
    for (size_t index = 0; index < count; index++) {
        uint32_t word = load(pixels, index);
        uint32_t alpha = word >> 24;
        // (x + 128 + ((x + 128) >> 8)) >> 8 is x / 255 rounded to nearest for every product of two bytes.
        uint32_t red_blue = (word & 0x00ff00ff) * alpha + 0x00800080;
        red_blue = ((red_blue + ((red_blue >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
        uint32_t green = ((word >> 8) & 0xff) * alpha + 0x80;
        green = ((green + (green >> 8)) >> 8) & 0xff;
        store(pixels, index, alpha << 24 | red_blue | green << 8);
    }
}

static inline uint32_t divided(uint32_t color, uint32_t alpha, uint32_t reciprocal) {
    // A premultiplied colour is never above its alpha; the clamp keeps the product below 2^32 where it is.
    uint32_t bounded = color < alpha ? color : alpha;
    return (bounded * 255 + alpha / 2) * reciprocal >> 24;
}

FOR_EACH_VECTOR_WIDTH void pixels_unpremultiply(const uint8_t *pixels, size_t count, uint8_t *straight) {
    // ceil(2^24 / alpha): exact for numerators up to 65,152 since 65,152 * 254 < 2^24. 0 makes transparent black.
    uint32_t reciprocals[256];
    reciprocals[0] = 0;
    for (uint32_t alpha = 1; alpha < 256; alpha++) reciprocals[alpha] = ((1u << 24) + alpha - 1) / alpha;
    for (size_t index = 0; index < count; index++) {
        uint32_t word = load(pixels, index);
        uint32_t alpha = word >> 24;
        uint32_t reciprocal = reciprocals[alpha];
        uint32_t red = divided(word & 0xff, alpha, reciprocal);
        uint32_t green = divided((word >> 8) & 0xff, alpha, reciprocal);
        uint32_t blue = divided((word >> 16) & 0xff, alpha, reciprocal);
        store(straight, index, alpha << 24 | blue << 16 | green << 8 | red);
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

/// Four pixels a shuffle; each store writes four bytes that the next overwrites, so the last pixels are left alone.
__attribute__((target("avx2"))) static size_t to_rgb_avx2(const uint8_t *pixels, size_t count, uint8_t *rgb) {
    const __m128i order = _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
    size_t index = 0;
    for (; index + 6 <= count; index += 4) {
        const __m128i four = _mm_loadu_si128((const __m128i *) (const void *) (pixels + index * 4));
        _mm_storeu_si128((__m128i *) (void *) (rgb + index * 3), _mm_shuffle_epi8(four, order));
    }
    return index;
}
#endif

void pixels_to_rgb(const uint8_t *pixels, size_t count, uint8_t *rgb) {
    size_t index = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) index = to_rgb_avx2(pixels, count, rgb);
#endif
    for (; index + 4 <= count; index += 4) {
        uint32_t first = load(pixels, index), second = load(pixels, index + 1);
        uint32_t third = load(pixels, index + 2), fourth = load(pixels, index + 3);
        uint32_t words[3] = {
            (first & 0xffffff) | second << 24,
            (second >> 8 & 0xffff) | third << 16,
            (third >> 16 & 0xff) | fourth << 8,
        };
        memcpy(rgb + index * 3, words, sizeof words);
    }
    for (; index < count; index++) memcpy(rgb + index * 3, pixels + index * 4, 3);
}

FOR_EACH_VECTOR_WIDTH void pixels_over_white(const uint8_t *pixels, size_t count, uint8_t *opaque) {
    for (size_t index = 0; index < count; index++) {
        uint32_t word = load(pixels, index);
        uint32_t rest = 255 - (word >> 24);
        uint32_t red = (word & 0xff) + rest;
        uint32_t green = (word >> 8 & 0xff) + rest;
        uint32_t blue = (word >> 16 & 0xff) + rest;
        red = red < 255 ? red : 255;
        green = green < 255 ? green : 255;
        blue = blue < 255 ? blue : 255;
        store(opaque, index, 0xff000000u | blue << 16 | green << 8 | red);
    }
}

FOR_EACH_VECTOR_WIDTH int pixels_are_opaque(const uint8_t *pixels, size_t count) {
    const size_t block = 4096;
    for (size_t start = 0; start < count; start += block) {
        size_t end = start + block < count ? start + block : count;
        uint32_t all = 0xffffffffu;
        for (size_t index = start; index < end; index++) all &= load(pixels, index);
        if (all >> 24 != 255) return 0;
    }
    return 1;
}

/// Where an upright picture's pixel comes from: `origin + column * column_step + row * row_step`.
typedef struct walk {
    ptrdiff_t origin, column_step, row_step;
} walk;

static walk walk_of(int orientation, ptrdiff_t width, ptrdiff_t height) {
    const ptrdiff_t last_column = width - 1, last_row = (height - 1) * width;
    switch (orientation) {
        case 2: return (walk) {last_column, -1, width};
        case 3: return (walk) {last_row + last_column, -1, -width};
        case 4: return (walk) {last_row, 1, -width};
        case 5: return (walk) {0, width, 1};
        case 6: return (walk) {last_row, -width, 1};
        case 7: return (walk) {last_row + last_column, -width, -1};
        case 8: return (walk) {last_column, width, -1};
        default: return (walk) {0, 1, width};
    }
}

void pixels_orient(const uint8_t *pixels, size_t width, size_t height, int orientation, uint8_t *upright) {
    const walk from = walk_of(orientation, (ptrdiff_t) width, (ptrdiff_t) height);
    const size_t columns = orientation >= 5 ? height : width, rows = orientation >= 5 ? width : height;
    // Tiles keep both pictures in the first-level cache when columns become rows.
    const size_t tile = 32;
    for (size_t top = 0; top < rows; top += tile) {
        const size_t bottom = top + tile < rows ? top + tile : rows;
        for (size_t left = 0; left < columns; left += tile) {
            const size_t right = left + tile < columns ? left + tile : columns;
            for (size_t row = top; row < bottom; row++) {
                const ptrdiff_t start = from.origin + (ptrdiff_t) row * from.row_step;
                for (size_t column = left; column < right; column++) {
                    const ptrdiff_t source = start + (ptrdiff_t) column * from.column_step;
                    store(upright, row * columns + column, load(pixels, (size_t) source));
                }
            }
        }
    }
}
