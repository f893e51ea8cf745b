#include <stdlib.h>

#include "runs.h"

int row_tokens_open(row_tokens *tokens, size_t width) {
    *tokens = (row_tokens){width, word_count(width), 0, NULL, NULL, NULL};
    tokens->left = malloc((2 * tokens->words + 2) * sizeof(uint64_t) + (width + 2 * WORD) * sizeof(uint16_t));
    if (!tokens->left) return 0;
    tokens->above = tokens->left + tokens->words + 1;
    tokens->starts = (uint16_t *)(tokens->above + tokens->words + 1);
    return 1;
}

void row_tokens_close(row_tokens *tokens) { free(tokens->left); }

/// One bit for each of `count` pixels, at most 64, that are equal.
typedef uint64_t equal_word(const uint8_t *a, const uint8_t *b, size_t count);

static inline uint64_t equal_word_portable(const uint8_t *a, const uint8_t *b, size_t count) {
    uint64_t word = 0;
    for (size_t bit = 0; bit < count; bit++) word |= (uint64_t)(load(a, bit) == load(b, bit)) << bit;
    return word;
}

#if defined(__x86_64__)
#include <immintrin.h>

/// A processor that has AVX2 and counts and clears bits in one instruction.
#define VECTOR_TARGET __attribute__((target("avx2,bmi,popcnt")))

static int has_vectors(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

VECTOR_TARGET static inline uint64_t equal_some_avx2(const uint8_t *a, const uint8_t *b, size_t count) {
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    uint64_t word = 0;
    for (size_t index = 0; index < count; index += 8) {
        const int *left = (const int *)(const void *)(a + index * 4);
        const int *right = (const int *)(const void *)(b + index * 4);
        const __m256i wanted = _mm256_cmpgt_epi32(_mm256_set1_epi32((int)(count - index)), lanes);
        const __m256i equal = _mm256_cmpeq_epi32(
            _mm256_maskload_epi32(left, wanted), _mm256_maskload_epi32(right, wanted));
        const __m256i both = _mm256_and_si256(equal, wanted);
        word |= (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(both)) << index;
    }
    return word;
}

VECTOR_TARGET static inline uint64_t equal_word_avx2(const uint8_t *a, const uint8_t *b, size_t count) {
    if (count < WORD) return equal_some_avx2(a, b, count);
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    uint64_t word = 0;
    for (size_t half = 0; half < WORD; half += 32) {
        __m256i equal[4];
        for (size_t part = 0; part < 4; part++) {
            const size_t offset = (half + part * 8) * 4;
            equal[part] = _mm256_cmpeq_epi32(_mm256_loadu_si256((const __m256i *)(const void *)(a + offset)),
                                             _mm256_loadu_si256((const __m256i *)(const void *)(b + offset)));
        }
        const __m256i packed = _mm256_packs_epi16(
            _mm256_packs_epi32(equal[0], equal[1]), _mm256_packs_epi32(equal[2], equal[3]));
        const __m256i sorted = _mm256_permutevar8x32_epi32(packed, order);
        word |= (uint64_t)(uint32_t)_mm256_movemask_epi8(sorted) << half;
    }
    return word;
}
#endif

void cd_equal_pixels(const uint8_t *a, const uint8_t *b, size_t count, uint64_t *bits, int portable) {
    equal_word *equal = equal_word_portable;
#if defined(__x86_64__)
    if (!portable && has_vectors()) equal = equal_word_avx2;
#else
    (void)portable;
#endif
    for (size_t first = 0; first < count; first += WORD)
        bits[first / WORD] = equal(a + first * 4, b + first * 4, count - first < WORD ? count - first : WORD);
}

/// Writes the places of a word's bits. Eight at a time without a question in between: what is too much is overwritten.
static inline __attribute__((always_inline)) size_t write_starts(uint64_t bits, size_t first, uint16_t *starts) {
    const size_t count = (size_t)__builtin_popcountll(bits);
    for (size_t written = 0; written < count; written += 8) {
        for (size_t i = 0; i < 8; i++) {
            starts[written + i] = (uint16_t)(first + (size_t)__builtin_ctzg(bits, WORD));
            bits &= bits - 1;
        }
    }
    return count;
}

/// The bits of `runs` that stand in one run with a bit of `needed`, which lie in `runs`: a carry goes from each to the
/// end of its run, then longer and longer steps to its start.
static inline __attribute__((always_inline)) uint64_t whole_runs(uint64_t runs, uint64_t needed) {
    uint64_t found = (((runs + needed) ^ runs) | needed) & runs;
    for (uint32_t step = 1; step < WORD; step *= 2) {
        found |= found >> step & runs;
        runs &= runs >> step;
    }
    return found;
}

static inline __attribute__((always_inline)) void find(row_tokens *tokens, const uint8_t *row, const uint8_t *over,
                                                       int is_like_left, equal_word *equal) {
    const size_t width = tokens->width;
    uint64_t *lefts = tokens->left, *aboves = tokens->above, carry = is_like_left != 0;
    uint16_t *next = tokens->starts;
    for (size_t word = 0; word < tokens->words; word++) {
        const size_t first = word * WORD, rest = width - first, here = rest < WORD ? rest : WORD;
        const uint8_t *pixels = row + first * 4;
        const uint64_t inside = ~0ull >> (WORD - here);
        const uint64_t repeated = equal(pixels + 4, pixels, rest > WORD ? WORD : rest - 1);
        const uint64_t side = (repeated << 1 | carry) & inside;
        carry = repeated >> 63;
        if (side == ~0ull) {  // Plain ground asks for no look above.
            const int continues = word % 2 && lefts[word - 1] == ~0ull;
            *next++ = (uint16_t)(first + (continues ? LONGEST_RUN - WORD : 0));
            lefts[word] = side;
            aboves[word] = 0;
            continue;
        }
        const uint64_t up = over ? equal(pixels, over + first * 4, here) : 0;
        const uint64_t above = whole_runs(up, up & ~side), left = side & ~above;
        const int continues = word % 2 && above == ~0ull && aboves[word - 1] == ~0ull;
        const uint64_t starts = (inside & ~(left | above)) | (above & ~(above << 1)) | (left & ~(left << 1));
        next += write_starts(continues ? 1ull << (LONGEST_RUN - WORD) : starts, first, next);
        lefts[word] = left;
        aboves[word] = above;
    }
    *next = (uint16_t)width;
    tokens->count = (size_t)(next - tokens->starts);
}

#if defined(__x86_64__)
VECTOR_TARGET static void find_avx2(row_tokens *tokens, const uint8_t *row, const uint8_t *over, int is_like_left) {
    find(tokens, row, over, is_like_left, equal_word_avx2);
}
#endif

void row_tokens_find(row_tokens *tokens, const uint8_t *row, const uint8_t *over, int is_like_left) {
#if defined(__x86_64__)
    if (has_vectors()) {
        find_avx2(tokens, row, over, is_like_left);
        return;
    }
#endif
    find(tokens, row, over, is_like_left, equal_word_portable);
}
