#include <string.h>

#include "CDeflate.h"

// The five row filters of PNG (specification, section 9) over whole rows. `above` is a row of zeros for a first row.
// Loops run over bytes with no dependence between them, so that the compiler vectorizes all but their edges.

#if defined(__x86_64__)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

static void filter_none(uint8_t *restrict out, const uint8_t *restrict row, size_t count) { memcpy(out, row, count); }

VECTORS static void filter_sub(uint8_t *restrict out, const uint8_t *restrict row, size_t count, size_t step) {
    memcpy(out, row, step);
    for (size_t i = step; i < count; i++) out[i] = (uint8_t)(row[i] - row[i - step]);
}

VECTORS static void filter_up(uint8_t *restrict out, const uint8_t *restrict row, const uint8_t *restrict above,
                          size_t count) {
    for (size_t i = 0; i < count; i++) out[i] = (uint8_t)(row[i] - above[i]);
}

VECTORS static void filter_average(uint8_t *restrict out, const uint8_t *restrict row, const uint8_t *restrict above,
                               size_t count, size_t step) {
    for (size_t i = 0; i < step; i++) out[i] = (uint8_t)(row[i] - (above[i] >> 1));
    for (size_t i = step; i < count; i++) out[i] = (uint8_t)(row[i] - ((row[i - step] + above[i]) >> 1));
}

VECTORS static void filter_paeth(uint8_t *restrict out, const uint8_t *restrict row, const uint8_t *restrict above,
                             size_t count, size_t step) {
    for (size_t i = 0; i < step; i++) out[i] = (uint8_t)(row[i] - above[i]);
    for (size_t i = step; i < count; i++) {
        int16_t a = row[i - step], b = above[i], c = above[i - step];
        int16_t pa = (int16_t)(b - c), pb = (int16_t)(a - c), pc = (int16_t)(pa + pb);
        pa = pa < 0 ? (int16_t)-pa : pa;
        pb = pb < 0 ? (int16_t)-pb : pb;
        pc = pc < 0 ? (int16_t)-pc : pc;
        int16_t nearest = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
        out[i] = (uint8_t)(row[i] - (uint8_t)nearest);
    }
}

/// The sum of the bytes as signed magnitudes: the usual guess at how well a row will deflate.
VECTORS static uint32_t filter_cost(const uint8_t *row, size_t count) {
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        int8_t value = (int8_t)row[i];
        sum += (uint8_t)(value < 0 ? -value : value);
    }
    return sum;
}

VECTORS static void drop_alpha(const uint8_t *restrict pixels, size_t width, uint8_t *restrict out) {
    for (size_t i = 0; i < width; i++) {
        out[3 * i] = pixels[4 * i];
        out[3 * i + 1] = pixels[4 * i + 1];
        out[3 * i + 2] = pixels[4 * i + 2];
    }
}

void cd_unpremultiply(const uint8_t *pixels, size_t count, uint8_t *out) {
    for (size_t i = 0; i < count; i++) {
        const uint8_t *p = pixels + 4 * i;
        uint8_t *q = out + 4 * i;
        uint32_t alpha = p[3];
        if (alpha == 255) {
            memcpy(q, p, 4);
            continue;
        }
        for (int k = 0; k < 3; k++) q[k] = alpha ? (uint8_t)((p[k] * 255u + alpha / 2) / alpha) : 0;
        q[3] = (uint8_t)alpha;
    }
}

size_t cd_filter_scratch(size_t width) { return width * 4 * 5 + 64; }

static int filter_row(uint8_t *out, const uint8_t *row, const uint8_t *above, size_t count, size_t step, int filter) {
    switch (filter) {
        case CD_SUB: filter_sub(out, row, count, step); break;
        case CD_UP: filter_up(out, row, above, count); break;
        case CD_AVERAGE: filter_average(out, row, above, count, step); break;
        case CD_PAETH: filter_paeth(out, row, above, count, step); break;
        default: filter_none(out, row, count); break;
    }
    return filter;
}

/// Filters a row by Sub, Up and Paeth and keeps the one that seems to deflate best.
static int filter_adaptively(uint8_t *out, const uint8_t *row, const uint8_t *above, size_t count, size_t step,
                             uint8_t *trial) {
    int best = filter_row(out, row, above, count, step, CD_SUB);
    uint32_t least = filter_cost(out, count);
    for (int filter = CD_UP; filter <= CD_PAETH && least; filter += 2) {
        filter_row(trial, row, above, count, step, filter);
        uint32_t cost = filter_cost(trial, count);
        if (cost < least) {
            least = cost;
            best = filter;
            memcpy(out, trial, count);
        }
    }
    return best;
}

void cd_filter_rows(const uint8_t *pixels, size_t stride, size_t width, size_t rows, int channels, int filter,
                    uint8_t *scratch, uint8_t *out) {
    const size_t step = (size_t)channels, count = step * width;
    uint8_t *lines[2] = {scratch, scratch + width * 4}, *trial = scratch + width * 8;
    for (size_t y = 0; y < rows; y++, out += count + 1) {
        const uint8_t *source = pixels + y * stride;
        uint8_t *row = lines[y & 1], *above = lines[(y & 1) ^ 1];
        if (filter == CD_NONE) {
            out[0] = CD_NONE;
            if (step == 3) drop_alpha(source, width, out + 1); else cd_unpremultiply(source, width, out + 1);
            continue;
        }
        if (step == 3) drop_alpha(source, width, row); else cd_unpremultiply(source, width, row);
        if (y == 0)
            out[0] = (uint8_t)filter_row(out + 1, row, above, count, step, CD_SUB);
        else if (filter == CD_ADAPTIVE)
            out[0] = (uint8_t)filter_adaptively(out + 1, row, above, count, step, trial);
        else
            out[0] = (uint8_t)filter_row(out + 1, row, above, count, step, filter);
    }
}
