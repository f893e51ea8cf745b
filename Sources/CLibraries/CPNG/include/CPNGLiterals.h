#pragma once
#include <stddef.h>
#include <stdint.h>

// Deflate without matches, by a Huffman code that is trained once: for noise, where looking for matches buys nothing.
// Every byte has a code, so that any row can be written with it; one that is unlike the sample only grows.

/// A trained code for bytes and the block header that announces it.
typedef struct {
    uint32_t codes[256];     // code bits, first bit lowest, and their count from bit 24 on
    uint32_t end_code;       // of the end of a block, likewise
    uint8_t header[512];     // a dynamic block's header (RFC 1951, 3.2.7), its last byte partly filled
    uint32_t header_bits;
    uint32_t bits_per_kilobyte; // that 1,024 bytes of the sample take
} cd_literals;

/// Trains a code for bytes that come as often as in `sample`.
void cd_literals_train(const uint8_t *sample, size_t count, cd_literals *literals);

/// The most bytes that a segment of `count` raw bytes can take.
size_t cd_literals_bound(size_t count);

/// A segment on its way, that is not the last and ends at a byte.
typedef struct {
    uint8_t *next;
    uint64_t bits;   // not yet written, first bit lowest
    uint32_t count;  // of them, fewer than 8 between calls
} cd_literals_writer;

cd_literals_writer cd_literals_begin(const cd_literals *literals, uint8_t *out);
void cd_literals_add(cd_literals_writer *writer, const cd_literals *literals, const uint8_t *raw, size_t count);
/// Returns where the segment ends.
uint8_t *cd_literals_end(cd_literals_writer *writer, const cd_literals *literals);
