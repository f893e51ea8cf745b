#include "bodies.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define S avx2

/// `color * mask + destination * (255 - mask)`, divided by 255 with rounding, in 16-bit lanes.
static inline __m256i blended_lanes(__m256i destination, __m256i color, __m256i mask) {
    const __m256i half = _mm256_set1_epi16(128);
    const __m256i rest = _mm256_sub_epi16(_mm256_set1_epi16(255), mask);
    __m256i sum = _mm256_add_epi16(_mm256_mullo_epi16(color, mask), _mm256_mullo_epi16(destination, rest));
    sum = _mm256_add_epi16(sum, half);
    return _mm256_srli_epi16(_mm256_add_epi16(sum, _mm256_srli_epi16(sum, 8)), 8);
}

/// Stores the first 1...7 of eight pixels: masked stores take longer than the sums.
static inline void store_some(uint32_t *destination, __m256i pixels, size_t count) {
    __m128i four = _mm256_castsi256_si128(pixels);
    if (count & 4) {
        _mm_storeu_si128((__m128i *)(void *)destination, four);
        four = _mm256_extracti128_si256(pixels, 1);
        destination += 4;
    }
    if (count & 2) {
        _mm_storel_epi64((__m128i *)(void *)destination, four);
        four = _mm_unpackhi_epi64(four, four);
        destination += 2;
    }
    if (count & 1) *destination = (uint32_t)_mm_cvtsi128_si32(four);
}

/// Eight pixels under eight mask bytes.
static inline __m256i over_eight(__m256i old, __m256i lanes, uint64_t eight) {
    const __m256i zero = _mm256_setzero_si256(), masks = _mm256_set1_epi64x((int64_t)eight);
    // Each mask byte four times: pixels 0, 1, 4, 5 to the low halves that unpacking makes, 2, 3, 6, 7 to the high.
    const __m256i low = _mm256_setr_epi8(0, -1, 0, -1, 0, -1, 0, -1, 1, -1, 1, -1, 1, -1, 1, -1,
                                         4, -1, 4, -1, 4, -1, 4, -1, 5, -1, 5, -1, 5, -1, 5, -1);
    const __m256i high = _mm256_add_epi8(low, _mm256_set1_epi16(2));
    const __m256i first = blended_lanes(_mm256_unpacklo_epi8(old, zero), lanes, _mm256_shuffle_epi8(masks, low));
    const __m256i second = blended_lanes(_mm256_unpackhi_epi8(old, zero), lanes, _mm256_shuffle_epi8(masks, high));
    return _mm256_packus_epi16(first, second);
}

/// An opaque colour through a mask, eight pixels at once; letters are mostly holes and solid ink, which need no sums.
/// Returns how many pixels are done: all or none.
static inline size_t over_opaque_mask_avx2(uint32_t *destination, const uint8_t *mask, size_t count, uint32_t color) {
    if (count < 8) return 0;
    const __m256i solid = _mm256_set1_epi32((int32_t)color);
    const __m256i lanes = _mm256_unpacklo_epi8(solid, _mm256_setzero_si256());
    uint64_t eight;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        memcpy(&eight, mask + i, 8);
        if (!eight) continue;
        __m256i *eight_pixels = (__m256i *)(void *)(destination + i);
        const __m256i pixels =
            eight == UINT64_MAX ? solid : over_eight(_mm256_loadu_si256(eight_pixels), lanes, eight);
        _mm256_storeu_si256(eight_pixels, pixels);
    }
    const size_t left = count - i;
    if (left == 0) return count;
    // The last eight mask bytes, of which the first are done.
    memcpy(&eight, mask + count - 8, 8);
    eight >>= 8 * (8 - left);
    if (!eight) return count;
    const __m256i read = _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)left), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    const __m256i old = _mm256_maskload_epi32((const int *)(const void *)(destination + i), read);
    store_some(destination + i, over_eight(old, lanes, eight), left);
    return count;
}

#include "kernels.inc"
#pragma clang attribute pop
#endif
