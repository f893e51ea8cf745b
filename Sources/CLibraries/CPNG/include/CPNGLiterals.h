#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CPNGBits.h"

// Deflate without matches, by a Huffman code that is trained once: for noise, where looking for matches buys nothing.
// Every byte has a code, so that any row can be written with it; one that is unlike the sample only grows.

/// A trained code for bytes and the block header that announces it.
typedef struct {
    uint32_t codes[256];     // code bits, first bit lowest, and their count from bit 24 on
    uint32_t end_code;       // of the end of a block, likewise
    cd_block_header header;
    uint32_t bits_per_kilobyte; // that 1,024 bytes of the sample take
} cd_literals;

/// Trains a code for bytes that come as often as in `sample`.
void cd_literals_train(const uint8_t *sample, size_t count, cd_literals *literals);

/// The most bytes that a segment of `count` raw bytes can take.
size_t cd_literals_bound(size_t count);

/// Begins a segment that is not the last and ends at a byte.
cd_bits cd_literals_begin(const cd_literals *literals, uint8_t *out);
void cd_literals_add(cd_bits *writer, const cd_literals *literals, const uint8_t *raw, size_t count);
/// Returns where the segment ends.
uint8_t *cd_literals_end(cd_bits *writer, const cd_literals *literals);
