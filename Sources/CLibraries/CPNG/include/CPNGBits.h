#pragma once
#include <stdint.h>

/// Bits of a deflate stream on their way.
typedef struct {
    uint8_t *next;
    uint64_t bits;   // not yet written, first bit lowest
    uint32_t count;  // of them, fewer than 8 between puts
} cd_bits;

/// The header of a block with codes of its own (RFC 1951, 3.2.7), its last byte partly filled.
typedef struct {
    uint8_t bytes[512];
    uint32_t bits;
} cd_block_header;
