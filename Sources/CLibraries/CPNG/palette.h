#pragma once
// Colours counted exactly, and pixels as places in their list.
#include <stddef.h>
#include <stdint.h>

enum { PALETTE_COLORS = 256, PALETTE_SLOTS = 2048 };

/// At most 256 colours as premultiplied pixel words, those that are not opaque first (tRNS ends with the last of them).
typedef struct palette {
    uint32_t colors[PALETTE_COLORS];
    int count;
    /// Colours whose alpha is below 255.
    int translucent_count;
    /// An open-addressed table from word to place; -1 is an empty slot.
    int16_t slots[PALETTE_SLOTS];
} palette;

/// Collects the colours of `count` pixels in their order of appearance. 0 as soon as there is a 257th.
int palette_collect(palette *self, const uint8_t *pixels, size_t count);

/// Bits of a place in the palette: 1, 2, 4 or 8.
int palette_depth(const palette *self);

/// Writes one row of places, `depth` bits each, the leftmost pixel in the highest bits. `places` has `count` bytes.
void palette_map_row(const palette *self, const uint8_t *pixels, size_t count, int depth, uint8_t *places);
