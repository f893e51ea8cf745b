#include "rows.h"

#include <string.h>

#include "CPNG.h"
#include "filters.h"

void row_source_open(row_source *self, const uint8_t *pixels, uint32_t width, uint32_t height) {
    const size_t count = (size_t) width * height;
    self->pixels = pixels;
    self->width = width;
    self->height = height;
    self->depth = 8;
    if (palette_collect(&self->colors, pixels, count)) {
        self->kind = ROWS_PALETTE;
        self->depth = palette_depth(&self->colors);
        self->pixel_bytes = 1;
        self->row_bytes = ((size_t) width * (size_t) self->depth + 7) / 8;
        self->scratch_bytes = width;
        return;
    }
    self->kind = pixels_are_opaque(pixels, count) ? ROWS_RGB : ROWS_RGBA;
    self->pixel_bytes = self->kind == ROWS_RGB ? 3 : 4;
    self->row_bytes = width * self->pixel_bytes;
    self->scratch_bytes = self->row_bytes;
}

void row_source_read(const row_source *self, uint32_t index, uint8_t *row) {
    const uint8_t *pixels = self->pixels + (size_t) index * self->width * 4;
    switch (self->kind) {
        case ROWS_PALETTE:
            palette_map_row(&self->colors, pixels, self->width, self->depth, row);
            break;
        case ROWS_RGB:
            pixels_to_rgb(pixels, self->width, row);
            break;
        case ROWS_RGBA:
            pixels_unpremultiply(pixels, self->width, row);
            break;
    }
}

/// What a sample of rows tells: pixels that differ from their left neighbour, and an estimate of their bits.
typedef struct estimate {
    uint64_t changes, bits;
} estimate;

static void estimate_row(estimate *self, const uint8_t *row, size_t count, size_t pixel_bytes, const uint8_t *bits) {
    for (size_t index = pixel_bytes; index < count; index += pixel_bytes) {
        if (!memcmp(row + index, row + index - pixel_bytes, pixel_bytes)) continue;
        self->changes++;
        // What a literal costs beside its own bits: it ends one run and starts another.
        self->bits += 6;
        for (size_t sample = 0; sample < pixel_bytes; sample++) self->bits += bits[row[index + sample]];
    }
}

static void fill_bit_tables(uint8_t plain[256], uint8_t residual[256]) {
    for (int value = 0; value < 256; value++) {
        const unsigned distance = (unsigned) (value < 128 ? value : 256 - value);
        plain[value] = 8;
        residual[value] = (uint8_t) (distance ? 2 * (32 - __builtin_clz(distance)) : 1);
    }
}

row_plan row_plan_choose(const row_source *source, uint8_t *rows) {
    // A place in a palette has no neighbourhood in colour, so a filter only adds noise to it.
    if (source->kind == ROWS_PALETTE || source->height < 2) return PLAN_PLAIN;
    uint8_t plain_bits[256], residual_bits[256];
    fill_bit_tables(plain_bits, residual_bits);
    estimate plain = {0}, paeth = {0};
    uint64_t pixels = 0;
    uint8_t *row = rows, *above = rows + source->scratch_bytes, *filtered = above + source->scratch_bytes;
    const uint32_t samples = source->height - 1 < 24 ? source->height - 1 : 24;
    for (uint32_t sample = 0; sample < samples; sample++) {
        const uint32_t index = (uint32_t) (1 + (uint64_t) sample * (source->height - 1) / samples);
        row_source_read(source, index - 1, above);
        row_source_read(source, index, row);
        filter_row(FILTER_PAETH, row, above, source->row_bytes, source->pixel_bytes, filtered);
        estimate_row(&plain, row, source->row_bytes, source->pixel_bytes, plain_bits);
        estimate_row(&paeth, filtered, source->row_bytes, source->pixel_bytes, residual_bits);
        pixels += source->width;
    }
    if (plain.changes * 16 < pixels) return PLAN_PLAIN;
    return plain.bits * 4 <= paeth.bits * 5 ? PLAN_PLAIN : PLAN_PAETH;
}
