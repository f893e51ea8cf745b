#pragma once
// Rows as tokens of one trained code, for segments that are written anew and for rows that are kept.
#include <stddef.h>
#include <stdint.h>

#include "CPNGRuns.h"
#include "huffman.h"
#include "pixel_sums.h"
#include "words.h"

// Runs end where a word of 64 pixels ends; of two words that are one run the first takes as many pixels as the longest
// match holds, whose length takes no extra bits.
enum { WORD = 64, LONGEST_RUN = 86 };

struct cd_runs {
    uint32_t codes[256];                  // of bytes
    uint32_t end_code;
    uint64_t matches[2][LONGEST_RUN + 1]; // to the left and above, by pixels: code bits, and their count from bit 56
    cd_block_header header;
    double bytes_per_row;                 // that the sample took
    int looks_up;                         // rows are near enough to each other
};

static inline size_t word_count(size_t width) { return (width + WORD - 1) / WORD; }

/// The distance to the pixel above.
static inline uint32_t row_distance(size_t width) { return 1 + PIXEL_BYTES * (uint32_t)width; }

/// Which pixels of a row go on a run, by words of 64, and where its tokens begin.
typedef struct {
    size_t width, words, count;
    uint64_t *left, *above;
    uint16_t *starts;                // `count` of them and the width, and room for what a word writes too much
} row_tokens;

/// Makes room for rows of one width. Returns 0 without memory.
int row_tokens_open(row_tokens *tokens, size_t width);
void row_tokens_close(row_tokens *tokens);
/// Cuts a row into tokens. A run of pixels like those above is taken where one of them is unlike its left neighbour;
/// else a run to the left is as long and costs less.
///
/// `over` is the row above or NULL; the first pixel has a left neighbour where it `is_like_left`.
void row_tokens_find(row_tokens *tokens, const uint8_t *row, const uint8_t *over, int is_like_left);

static inline uint64_t is_in(const uint64_t *bits, size_t index) { return bits[index / WORD] >> index % WORD & 1; }

/// Writes one of the code's matches.
static inline void put_match(cd_bits *writer, uint64_t match) {
    put(writer, match & 0xffffffffffffffull, (uint32_t)(match >> 56));
}

/// Writes the token that starts at a pixel and covers so many.
static inline void put_token(cd_bits *writer, const cd_runs *runs, const row_tokens *tokens, const uint8_t *row,
                             size_t start, size_t pixels) {
    const uint64_t is_above = is_in(tokens->above, start), is_run = is_in(tokens->left, start) | is_above;
    const uint32_t pixel = load(row, start);
    const uint32_t red = runs->codes[pixel & 255], green = runs->codes[pixel >> 8 & 255],
                   blue = runs->codes[pixel >> 16 & 255];
    const uint32_t two = (red >> 24) + (green >> 24);
    const uint64_t spelled = (red & 0xffffff) | (uint64_t)(green & 0xffffff) << (red >> 24)
                             | (uint64_t)(blue & 0xffffff) << two | (uint64_t)(two + (blue >> 24)) << 56;
    const uint64_t match = runs->matches[is_above][pixels];
    // Both are worked out and one is taken: a question here would be guessed wrong half the time. The compiler would
    // ask it, if it saw that the mask is all ones or none.
    uint64_t mask = -is_run;
    __asm__("" : "+r"(mask));
    put_match(writer, spelled ^ ((spelled ^ match) & mask));
}

/// Writes all tokens of a row.
void row_tokens_write(const row_tokens *tokens, const cd_runs *runs, const uint8_t *row, cd_bits *to);
