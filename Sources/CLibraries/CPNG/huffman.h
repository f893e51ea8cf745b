#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CPNGBits.h"

// Deflate's Huffman codes (RFC 1951, 3.2.2 and 3.2.7) and bits on their way. A code stands in one word: its bits, the
// first lowest, and their count from bit 24 on.

enum { LITERAL_SYMBOLS = 286, DISTANCE_SYMBOLS = 30, END_OF_BLOCK = 256, LONGEST_CODE = 12 };

/// At most 56 bits at once. Writes eight bytes at `next`, of which later puts overwrite the unfilled ones.
static inline void put(cd_bits *writer, uint64_t bits, uint32_t count) {
    writer->bits |= bits << writer->count;
    writer->count += count;
    memcpy(writer->next, &writer->bits, 8);
    writer->next += writer->count >> 3;
    writer->bits >>= writer->count & ~7u;
    writer->count &= 7;
}

static inline void put_code(cd_bits *writer, uint32_t code) { put(writer, code & 0xffffff, code >> 24); }

/// Ends a segment that is not the last one: an empty stored block, which ends at a byte. Returns where it ends.
static inline uint8_t *put_flush(cd_bits *writer) {
    put(writer, 0, 3);
    uint8_t *end = writer->next + (writer->count > 0);
    memcpy(end, "\x00\x00\xff\xff", 4);
    return end + 4;
}

/// Huffman's code lengths, none of them 0 or over `longest`.
void huffman_lengths(const uint64_t *frequencies, size_t symbols, uint32_t longest, uint8_t *lengths);
/// The canonical codes for lengths, with their bits turned round; a length of 0 gives no code.
void huffman_codes(const uint8_t *lengths, size_t symbols, uint32_t *codes);

/// Writes the header of a block that is not the last; all lengths are spelled out, a byte each at most.
void block_header_write(const uint8_t *literals, size_t literal_count, const uint8_t *distances, size_t distance_count,
                        cd_block_header *header);
/// Begins a block.
cd_bits block_begin(const cd_block_header *header, uint8_t *out);
