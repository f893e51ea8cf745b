#include <string.h>

#include "CPNG.h"
#include "CPNGDeflate.h"
#include "filters.h"

size_t cd_filter_scratch(size_t width) { return width * 4 * 3 + 64; }

/// Filters a row by Sub, Up and Paeth and keeps the one that seems to deflate best.
static int filter_adaptively(const uint8_t *row, const uint8_t *above, size_t count, size_t step, uint8_t *trial,
                             uint8_t *out) {
    static const row_filter others[] = {FILTER_UP, FILTER_PAETH};
    int best = FILTER_SUB;
    filter_row(FILTER_SUB, row, above, count, step, out);
    uint64_t least = filter_cost(out, count);
    for (size_t index = 0; index < 2 && least; index++) {
        filter_row(others[index], row, above, count, step, trial);
        const uint64_t cost = filter_cost(trial, count);
        if (cost >= least) continue;
        least = cost;
        best = others[index];
        memcpy(out, trial, count);
    }
    return best;
}

static void read_row(const uint8_t *pixels, size_t width, int channels, uint8_t *out) {
    if (channels == 3) pixels_to_rgb(pixels, width, out); else pixels_unpremultiply(pixels, width, out);
}

void cd_filter_rows(const uint8_t *pixels, size_t stride, size_t width, size_t rows, int channels, int filter,
                    int continues, uint8_t *scratch, uint8_t *out) {
    const size_t step = (size_t)channels, count = step * width;
    uint8_t *lines[2] = {scratch, scratch + width * 4}, *trial = scratch + width * 8;
    if (continues && filter > CD_SUB) read_row(pixels - stride, width, channels, lines[1]);
    for (size_t y = 0; y < rows; y++, out += count + 1) {
        if (filter == CD_NONE) {
            out[0] = FILTER_NONE;
            read_row(pixels + y * stride, width, channels, out + 1);
            continue;
        }
        uint8_t *row = lines[y & 1], *above = lines[(y & 1) ^ 1];
        const int has_above = y > 0 || continues;
        read_row(pixels + y * stride, width, channels, row);
        if (has_above && filter == CD_ADAPTIVE) {
            out[0] = (uint8_t)filter_adaptively(row, above, count, step, trial, out + 1);
        } else {
            // A segment's first row depends on none above it.
            out[0] = (uint8_t)(has_above ? filter : FILTER_SUB);
            filter_row((row_filter)out[0], row, above, count, step, out + 1);
        }
    }
}
