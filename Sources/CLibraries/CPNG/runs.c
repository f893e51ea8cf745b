#include "CPNGRuns.h"

#include <stdlib.h>

#include "runs.h"
#include "vector.h"

enum { FURTHEST = 32768 };

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

/// How often each symbol comes.
static void tally(row_tokens *tokens, const uint8_t *row, const uint8_t *over, uint64_t *frequencies) {
    row_tokens_find(tokens, row, over, 0);
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

size_t cd_runs_limit(const cd_runs *runs, size_t width, size_t rows) {
    const size_t expected = (size_t)(runs->bytes_per_row * (double)rows) + runs->header.bits / 8;
    return (1 + width * PIXEL_BYTES) * rows / 8 + 2 * expected;
}

size_t cd_runs_bound(size_t width, size_t rows) {
    // Three of the longest codes a pixel, one a row, and what a put writes too much.
    return rows * (width * PIXEL_BYTES + 1) * LONGEST_CODE / 8 + sizeof(cd_block_header) + 32;
}

FOR_EACH_SHIFTER void row_tokens_write(const row_tokens *tokens, const cd_runs *runs, const uint8_t *row,
                                       cd_bits *to) {
    cd_bits writer = *to;  // A copy may live in registers.
    for (size_t i = 0; i < tokens->count; i++)
        put_token(&writer, runs, tokens, row, tokens->starts[i], (size_t)(tokens->starts[i + 1] - tokens->starts[i]));
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
        row_tokens_find(&tokens, row, runs->looks_up && y > 0 ? row - width * 4 : NULL, 0);
        put_code(&writer, runs->codes[0]);
        row_tokens_write(&tokens, runs, row, &writer);
        *adler = adler_add_row(*adler, width, pixel_sums_of(row, width));
    }
    row_tokens_close(&tokens);
    put_code(&writer, runs->end_code);
    return (size_t)(put_flush(&writer) - out);
}
