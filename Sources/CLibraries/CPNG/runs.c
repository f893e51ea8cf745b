#include "CPNGRuns.h"

#include <stdlib.h>

#include "huffman.h"
#include "vector.h"
#include "words.h"

// Runs end where a word of 64 pixels ends; of two words that are one run the first takes as many pixels as the longest match
// holds, whose length takes no extra bits.
enum { WORD = 64, LONGEST_RUN = 86, PIXEL_BYTES = 3, FURTHEST = 32768 };

struct cd_runs {
    uint32_t codes[256];             // of bytes
    uint32_t end_code;
    uint64_t matches[2][LONGEST_RUN + 1];   // to the left and above, by pixels: code bits, and their count from bit 56 on
    cd_block_header header;
    double bytes_per_row;            // that the sample took
    int looks_up;                    // rows are near enough to each other
};

/// Which pixels of a row go on a run, by words of 64, and where its tokens begin.
typedef struct {
    size_t width, words, count;
    uint64_t *left, *above;
    uint16_t *starts;                // `count` of them and the width, and room for what a word writes too much
} row_tokens;

static size_t word_count(size_t width) { return (width + WORD - 1) / WORD; }

static int row_tokens_open(row_tokens *tokens, size_t width) {
    *tokens = (row_tokens){width, word_count(width), 0, NULL, NULL, NULL};
    tokens->left = malloc((2 * tokens->words + 2) * sizeof(uint64_t) + (width + 2 * WORD) * sizeof(uint16_t));
    if (!tokens->left) return 0;
    tokens->above = tokens->left + tokens->words + 1;
    tokens->starts = (uint16_t *)(tokens->above + tokens->words + 1);
    return 1;
}

static void row_tokens_close(row_tokens *tokens) { free(tokens->left); }

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) static size_t equal_pixels_avx2(
    const uint8_t *a, const uint8_t *b, size_t count, uint64_t *bits
) {
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    size_t index = 0;
    for (; index + WORD <= count; index += WORD) {
        uint64_t word = 0;
        for (size_t half = 0; half < WORD; half += 32) {
            __m256i equal[4];
            for (size_t part = 0; part < 4; part++) {
                const size_t offset = (index + half + part * 8) * 4;
                equal[part] = _mm256_cmpeq_epi32(
                    _mm256_loadu_si256((const __m256i *)(const void *)(a + offset)),
                    _mm256_loadu_si256((const __m256i *)(const void *)(b + offset)));
            }
            const __m256i packed = _mm256_packs_epi16(
                _mm256_packs_epi32(equal[0], equal[1]), _mm256_packs_epi32(equal[2], equal[3]));
            const __m256i sorted = _mm256_permutevar8x32_epi32(packed, order);
            word |= (uint64_t)(uint32_t)_mm256_movemask_epi8(sorted) << half;
        }
        bits[index / WORD] = word;
    }
    return index;
}
#endif

void cd_equal_pixels(const uint8_t *a, const uint8_t *b, size_t count, uint64_t *bits, int portable) {
    size_t index = 0;
#if defined(__x86_64__)
    if (!portable && __builtin_cpu_supports("avx2")) index = equal_pixels_avx2(a, b, count, bits);
#else
    (void)portable;
#endif
    while (index < count) {
        const size_t end = index + WORD < count ? index + WORD : count;
        uint64_t word = 0;
        for (size_t bit = 0; index + bit < end; bit++)
            word |= (uint64_t)(load(a, index + bit) == load(b, index + bit)) << bit;
        bits[index / WORD] = word;
        index = end;
    }
}

/// Writes the places of a word's bits. Eight at a time without a question in between: what is too much is overwritten.
static inline size_t write_starts(uint64_t bits, size_t first, uint16_t *starts) {
    const size_t count = (size_t)__builtin_popcountll(bits);
    for (size_t written = 0; written < count; written += 8) {
        for (size_t i = 0; i < 8; i++) {
            starts[written + i] = (uint16_t)(first + (size_t)__builtin_ctzll(bits | 1ull << 63));
            bits &= bits - 1;
        }
    }
    return count;
}

/// The bits of `runs` that stand in one run with a bit of `needed`, which lie in `runs`: a carry goes from each to the end
/// of its run, then one the other way.
static inline uint64_t whole_runs(uint64_t runs, uint64_t needed) {
    if (!needed) return 0;
    const uint64_t upwards = (((runs + needed) ^ runs) | needed) & runs;
    const uint64_t turned = __builtin_bitreverse64(runs), from = __builtin_bitreverse64(upwards);
    return __builtin_bitreverse64((((turned + from) ^ turned) | from) & turned);
}

/// Cuts a row into tokens. A run of pixels like those above is taken where one of them is unlike its left neighbour; else
/// a run to the left is as long and costs less.
static void row_tokens_find(row_tokens *tokens, const uint8_t *row, const uint8_t *over) {
    const size_t width = tokens->width;
    tokens->left[tokens->words - 1] = 0;
    if (width > 1) cd_equal_pixels(row + 4, row, width - 1, tokens->left, 0);
    if (over) cd_equal_pixels(row, over, width, tokens->above, 0);
    uint64_t carry = 0;
    size_t count = 0;
    for (size_t word = 0; word < tokens->words; word++) {
        const size_t first = word * WORD;
        const uint64_t inside = width - first >= WORD ? ~0ull : (1ull << (width - first)) - 1;
        const uint64_t equal = tokens->left[word], up = over ? tokens->above[word] & inside : 0;
        const uint64_t side = (equal << 1 | carry) & inside;
        carry = equal >> 63;
        const uint64_t above = whole_runs(up, up & ~side), left = side & ~above;
        tokens->left[word] = left;
        tokens->above[word] = above;
        uint64_t starts = (inside & ~(left | above)) | (above & ~(above << 1)) | (left & ~(left << 1));
        const int continues = word % 2 && ((left == ~0ull && tokens->left[word - 1] == ~0ull)
                                           || (above == ~0ull && tokens->above[word - 1] == ~0ull));
        if (continues) starts = 1ull << (LONGEST_RUN - WORD);
        count += write_starts(starts, first, tokens->starts + count);
    }
    tokens->starts[count] = (uint16_t)width;
    tokens->count = count;
}

static inline uint64_t is_in(const uint64_t *bits, size_t index) { return bits[index / WORD] >> index % WORD & 1; }

/// Deflate's symbol for a match's length or distance: `base` of the first symbol, `group` symbols for each extra bit.
typedef struct { uint32_t symbol, extra_bits, extra; } match_part;

static match_part length_part(uint32_t length) {
    static const uint16_t bases[] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
                                     35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    uint32_t symbol = sizeof bases / sizeof *bases - 1;
    while (bases[symbol] > length) symbol--;
    const int has_extra_bits = symbol >= 8 && length < 258;
    return (match_part){257 + symbol, has_extra_bits ? symbol / 4 - 1 : 0, length - bases[symbol]};
}

static match_part distance_part(uint32_t distance) {
    if (distance <= 4) return (match_part){distance - 1, 0, 0};
    const uint32_t top = 31 - (uint32_t)__builtin_clz(distance - 1), half = (distance - 1) >> (top - 1) & 1;
    return (match_part){2 * top + half, top - 1, (distance - 1) & ((1u << (top - 1)) - 1)};
}

static uint32_t row_distance(size_t width) { return 1 + PIXEL_BYTES * (uint32_t)width; }

/// How often each symbol comes.
static void tally(row_tokens *tokens, const uint8_t *row, const uint8_t *over, uint64_t *frequencies) {
    row_tokens_find(tokens, row, over);
    frequencies[0]++;
    for (size_t i = 0; i < tokens->count; i++) {
        const size_t start = tokens->starts[i], pixels = tokens->starts[i + 1] - start;
        if (is_in(tokens->left, start) || is_in(tokens->above, start)) {
            frequencies[length_part(PIXEL_BYTES * (uint32_t)pixels).symbol]++;
            continue;
        }
        const uint32_t pixel = load(row, start);
        for (int shift = 0; shift < 24; shift += 8) frequencies[pixel >> shift & 255]++;
    }
}

static void make_code(cd_runs *runs, size_t width, const uint64_t *frequencies) {
    uint8_t literals[LITERAL_SYMBOLS], distances[DISTANCE_SYMBOLS] = {0};
    uint32_t codes[LITERAL_SYMBOLS], distance_codes[DISTANCE_SYMBOLS];
    huffman_lengths(frequencies, LITERAL_SYMBOLS, LONGEST_CODE, literals);
    huffman_codes(literals, LITERAL_SYMBOLS, codes);
    // Two distances, one bit each: to the left and to the row above; another takes its place where that is too far.
    const match_part parts[2] = {distance_part(PIXEL_BYTES),
                                 distance_part(runs->looks_up ? row_distance(width) : 1)};
    for (int kind = 0; kind < 2; kind++) distances[parts[kind].symbol] = 1;
    const uint32_t highest = parts[0].symbol > parts[1].symbol ? parts[0].symbol : parts[1].symbol;
    huffman_codes(distances, DISTANCE_SYMBOLS, distance_codes);
    memcpy(runs->codes, codes, sizeof runs->codes);
    runs->end_code = codes[END_OF_BLOCK];
    block_header_write(literals, LITERAL_SYMBOLS, distances, highest + 1, &runs->header);
    for (int kind = 0; kind < 2; kind++) {
        for (uint32_t pixels = 1; pixels <= LONGEST_RUN; pixels++) {
            const match_part length = length_part(PIXEL_BYTES * pixels);
            const uint32_t code = codes[length.symbol], distance = distance_codes[parts[kind].symbol];
            uint64_t bits = code & 0xffffff;
            uint32_t count = code >> 24;
            bits |= (uint64_t)length.extra << count;
            count += length.extra_bits;
            bits |= (uint64_t)(distance & 0xffffff) << count;
            count += distance >> 24;
            bits |= (uint64_t)parts[kind].extra << count;
            count += parts[kind].extra_bits;
            runs->matches[kind][pixels] = bits | (uint64_t)count << 56;
        }
    }
}

cd_runs *cd_runs_train(const uint8_t *pixels, size_t width, const size_t *ranges, size_t count) {
    uint64_t frequencies[LITERAL_SYMBOLS] = {0};
    row_tokens tokens;
    cd_runs *runs = calloc(1, sizeof *runs);
    if (!runs || !row_tokens_open(&tokens, width)) {
        free(runs);
        return NULL;
    }
    runs->looks_up = row_distance(width) <= FURTHEST;
    size_t rows = 0, bits = 0;
    for (size_t range = 0; range < count; range++) {
        for (size_t y = ranges[2 * range]; y < ranges[2 * range + 1]; y++, rows++) {
            const uint8_t *row = pixels + y * width * 4;
            tally(&tokens, row, runs->looks_up && y > ranges[2 * range] ? row - width * 4 : NULL, frequencies);
        }
        frequencies[END_OF_BLOCK]++;
    }
    row_tokens_close(&tokens);
    make_code(runs, width, frequencies);
    for (size_t symbol = 0; symbol < 256; symbol++) bits += frequencies[symbol] * (runs->codes[symbol] >> 24);
    // Near enough: a match takes some twenty bits.
    for (size_t symbol = END_OF_BLOCK + 1; symbol < LITERAL_SYMBOLS; symbol++) bits += frequencies[symbol] * 20;
    runs->bytes_per_row = rows ? (double)bits / 8 / (double)rows : 0;
    return runs;
}

void cd_runs_free(cd_runs *runs) { free(runs); }

size_t cd_runs_expected(const cd_runs *runs, size_t rows) {
    return (size_t)(runs->bytes_per_row * (double)rows) + runs->header.bits / 8;
}

size_t cd_runs_bound(size_t width, size_t rows) {
    // Three of the longest codes a pixel, one a row, and what a put writes too much.
    return rows * (width * PIXEL_BYTES + 1) * LONGEST_CODE / 8 + sizeof(cd_block_header) + 32;
}

/// What a row adds to Adler's two sums: an unfiltered row's first byte is 0, then come three bytes a pixel.
FOR_EACH_VECTOR_WIDTH static void row_sums(const uint8_t *row, size_t width, uint64_t *bytes, uint64_t *weighted) {
    // 32-bit lanes do not overflow within a block: 765 * 3 * 512 * 513 / 2 < 2^32.
    enum { BLOCK = 512 };
    uint64_t sum = 0, weights = 0;
    for (size_t start = 0; start < width; start += BLOCK) {
        const uint32_t count = width - start < BLOCK ? (uint32_t)(width - start) : BLOCK;
        uint32_t block_sum = 0, block_weights = 0, behind = 0;
        for (uint32_t i = 0; i < count; i++) {
            const uint32_t pixel = load(row, start + i);
            const uint32_t green = pixel >> 8 & 255, blue = pixel >> 16 & 255;
            const uint32_t all = (pixel & 255) + green + blue;
            block_sum += all;
            block_weights += all * (count - i);
            behind += green + 2 * blue;
        }
        sum += block_sum;
        weights += PIXEL_BYTES * (block_weights + (uint64_t)block_sum * (width - start - count)) - behind;
    }
    *bytes = sum;
    *weighted = weights;
}

static void add_row(uint32_t *adler, const uint8_t *row, size_t width) {
    enum { BASE = 65521 };
    uint64_t bytes, weighted, first = *adler & 0xffff, second = *adler >> 16;
    row_sums(row, width, &bytes, &weighted);
    second = (second + first * row_distance(width) + weighted) % BASE;
    first = (first + bytes) % BASE;
    *adler = (uint32_t)(second << 16 | first);
}

static void write_row(const cd_runs *runs, const row_tokens *tokens, const uint8_t *row, cd_bits *to) {
    cd_bits writer = *to;  // A copy may live in registers.
    put_code(&writer, runs->codes[0]);
    for (size_t i = 0; i < tokens->count; i++) {
        const size_t start = tokens->starts[i], pixels = tokens->starts[i + 1] - start;
        const uint64_t is_left = is_in(tokens->left, start), is_above = is_in(tokens->above, start);
        const uint32_t pixel = load(row, start);
        const uint32_t red = runs->codes[pixel & 255], green = runs->codes[pixel >> 8 & 255],
                       blue = runs->codes[pixel >> 16 & 255];
        const uint32_t two = (red >> 24) + (green >> 24);
        const uint64_t spelled = (red & 0xffffff) | (uint64_t)(green & 0xffffff) << (red >> 24)
                                 | (uint64_t)(blue & 0xffffff) << two;
        // Both are worked out and one is taken: a question here would be guessed wrong half the time.
        const uint64_t match = runs->matches[is_above][pixels];
        const int is_run = (is_left | is_above) != 0;
        put(&writer, is_run ? match & 0xffffffffffffffull : spelled,
            is_run ? (uint32_t)(match >> 56) : two + (blue >> 24));
    }
    *to = writer;
}

size_t cd_runs_segment(const cd_runs *runs, const uint8_t *pixels, size_t width, size_t rows, uint8_t *out,
                       uint32_t *adler) {
    row_tokens tokens;
    if (!row_tokens_open(&tokens, width)) return 0;
    cd_bits writer = block_begin(&runs->header, out);
    *adler = 1;
    for (size_t y = 0; y < rows; y++) {
        const uint8_t *row = pixels + y * width * 4;
        row_tokens_find(&tokens, row, runs->looks_up && y > 0 ? row - width * 4 : NULL);
        write_row(runs, &tokens, row, &writer);
        add_row(adler, row, width);
    }
    row_tokens_close(&tokens);
    put_code(&writer, runs->end_code);
    return (size_t)(put_flush(&writer) - out);
}
