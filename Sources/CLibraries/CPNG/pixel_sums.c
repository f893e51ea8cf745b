#include "pixel_sums.h"

#include "words.h"

/// For a row's last pixels, and for processors without AVX2.
static pixel_sums sums_portable(const uint8_t *pixels, size_t count) {
    pixel_sums sums = {0, 0};
    for (size_t i = 0; i < count; i++) {
        const uint32_t pixel = load(pixels, i), green = pixel >> 8 & 255, blue = pixel >> 16 & 255;
        const uint32_t all = (pixel & 255) + green + blue;
        sums.bytes += all;
        sums.weighted += (uint64_t)all * PIXEL_BYTES * (count - i) - green - 2 * blue;
    }
    return sums;
}

#if defined(__x86_64__)
#include <immintrin.h>

/// Eight pixels at a time: their bytes' places from the end of the eight weigh them, and whenever eight more come, all
/// bytes before them weigh 24 more.
__attribute__((target("avx2"))) static pixel_sums sums_avx2(const uint8_t *pixels, size_t count) {
    enum { GROUP = 8 };
    const __m256i colors = _mm256_set1_epi32(0xffffff), none = _mm256_setzero_si256(), ones = _mm256_set1_epi16(1);
    const __m256i places = _mm256_setr_epi8(24, 23, 22, 0, 21, 20, 19, 0, 18, 17, 16, 0, 15, 14, 13, 0,
                                            12, 11, 10, 0, 9, 8, 7, 0, 6, 5, 4, 0, 3, 2, 1, 0);
    __m256i bytes = none, before = none, weighted = none;
    for (size_t index = 0; index < count; index += GROUP) {
        const __m256i group = _mm256_loadu_si256((const __m256i *)(const void *)(pixels + index * 4));
        before = _mm256_add_epi64(before, bytes);
        bytes = _mm256_add_epi64(bytes, _mm256_sad_epu8(_mm256_and_si256(group, colors), none));
        weighted = _mm256_add_epi32(weighted, _mm256_madd_epi16(_mm256_maddubs_epi16(group, places), ones));
    }
    uint64_t sums[2][4], parts[8 / 2];
    _mm256_storeu_si256((__m256i *)(void *)sums[0], bytes);
    _mm256_storeu_si256((__m256i *)(void *)sums[1], before);
    _mm256_storeu_si256((__m256i *)(void *)parts, weighted);
    pixel_sums result = {0, 0};
    for (size_t lane = 0; lane < 4; lane++) {
        result.bytes += sums[0][lane];
        result.weighted += PIXEL_BYTES * GROUP * sums[1][lane] + (uint32_t)parts[lane] + (parts[lane] >> 32);
    }
    return result;
}
#endif

pixel_sums pixel_sums_of(const uint8_t *pixels, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        const size_t whole = count & ~(size_t)7, rest = count - whole;
        return pixel_sums_joined(sums_avx2(pixels, whole), sums_portable(pixels + whole * 4, rest), rest);
    }
#endif
    return sums_portable(pixels, count);
}
