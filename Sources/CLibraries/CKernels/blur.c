#include <stdlib.h>

#include "bodies.h"

enum { BLOCK = 16 };

/// Three boxes of variance sigma²/3, each 2r+1 wide with two outer samples of weight `edge` (Gwosdek et al. 2011).
typedef struct {
    int32_t radius;
    float edge, scale;
} box;

static box box_for(double sigma) {
    double variance = sigma * sigma / 3;
    int32_t radius = (int32_t)((sqrt(1 + 12 * variance) - 1) / 2);
    double n = 2.0 * radius + 1, outer = (radius + 1.0) * (radius + 1.0);
    double edge = (n * (n * n - 1) / 12 - variance * n) / (2 * (variance - outer));
    return (box){.radius = radius, .edge = (float)edge, .scale = (float)(1 / (n + 2 * edge))};
}

/// By how much a mask is shrunk before a wide blur: 4 pixels of sigma stay, so that nothing of it is lost.
static int32_t factor_for(double sigma) {
    int32_t factor = 1;
    while (factor < 16 && sigma >= 8.0 * factor) factor *= 2;
    return factor;
}

/// The rest of sigma once averaging `factor` pixels and interpolating between the averages have had their share.
static double reduced_sigma(double sigma, int32_t factor) {
    double f2 = (double)factor * factor;
    return sqrt((sigma * sigma - f2 / 6 - (f2 - 1) / 12) / f2);
}

int32_t ck_blur_reach(double sigma) {
    if (!(sigma > 0)) return 0;
    int32_t factor = factor_for(sigma);
    if (factor == 1) return 3 * (box_for(sigma).radius + 1);
    return (3 * (box_for(reduced_sigma(sigma, factor)).radius + 1) + 2) * factor;
}

static void transpose(const uint16_t *in, uint16_t *out, size_t width, size_t height) {
    for (size_t y0 = 0; y0 < height; y0 += BLOCK)
        for (size_t x0 = 0; x0 < width; x0 += BLOCK)
            for (size_t y = y0; y < y0 + BLOCK && y < height; y++)
                for (size_t x = x0; x < x0 + BLOCK && x < width; x++) out[x * height + y] = in[y * width + x];
}

/// Blurs 16-bit samples in place; `two` is scratch of the same size.
static int blur_samples(uint16_t *one, uint16_t *two, int32_t width, int32_t height, double sigma) {
    box b = box_for(sigma);
    uint32_t *sums = malloc((size_t)(width > height ? width : height) * 4);
    if (!sums) return 0;
    for (int direction = 0; direction < 2; direction++) {
        int32_t w = direction ? height : width, h = direction ? width : height;
        ck_box_rows(one, two, w, h, b.radius, b.edge, b.scale, sums);
        ck_box_rows(two, one, w, h, b.radius, b.edge, b.scale, sums);
        ck_box_rows(one, two, w, h, b.radius, b.edge, b.scale, sums);
        transpose(two, one, (size_t)w, (size_t)h);
    }
    free(sums);
    return 1;
}

static int blur_full(uint8_t *mask, int32_t width, int32_t height, double sigma) {
    size_t count = (size_t)width * (size_t)height;
    uint16_t *one = malloc(count * 2), *two = malloc(count * 2);
    int done = one && two;
    if (done) {
        for (size_t i = 0; i < count; i++) one[i] = (uint16_t)(mask[i] * 257);
        done = blur_samples(one, two, width, height, sigma);
        for (size_t i = 0; i < count; i++) mask[i] = (uint8_t)((one[i] + 128) / 257);
    }
    free(one);
    free(two);
    return done;
}

/// Averages `factor`² pixels into each sample; samples have a border of one, and pixels outside count as empty.
static void shrink(const uint8_t *mask, int32_t width, int32_t height, int32_t factor, uint16_t *out, int32_t columns,
                   int32_t rows) {
    for (int32_t row = 0; row < rows; row++)
        for (int32_t column = 0; column < columns; column++) {
            int32_t x0 = (column - 1) * factor, y0 = (row - 1) * factor;
            uint32_t sum = 0;
            for (int32_t y = y0 < 0 ? 0 : y0; y < y0 + factor && y < height; y++)
                for (int32_t x = x0 < 0 ? 0 : x0; x < x0 + factor && x < width; x++)
                    sum += mask[(size_t)y * (size_t)width + (size_t)x];
            out[(size_t)row * (size_t)columns + (size_t)column] =
                (uint16_t)((sum * 257 + (uint32_t)(factor * factor) / 2) / (uint32_t)(factor * factor));
        }
}

/// Interpolates between the samples' middles.
static void grow(const uint16_t *samples, int32_t columns, int32_t factor, uint32_t *line, uint8_t *mask, int32_t width,
                 int32_t height) {
    const uint32_t whole = 2 * (uint32_t)factor, half = whole * whole / 2;
    for (int32_t y = 0; y < height; y++) {
        // In half pixels from the middle of the border's samples: every pixel's middle is odd.
        uint32_t v = 2 * (uint32_t)y + 1 + (uint32_t)factor, below = v % whole;
        const uint16_t *top = samples + (size_t)(v / whole) * (size_t)columns, *bottom = top + columns;
        for (int32_t i = 0; i < columns; i++) line[i] = top[i] * (whole - below) + bottom[i] * below;
        uint8_t *row = mask + (size_t)y * (size_t)width;
        for (int32_t x = 0; x < width; x++) {
            uint32_t u = 2 * (uint32_t)x + 1 + (uint32_t)factor, right = u % whole, i = u / whole;
            uint32_t value = (line[i] * (whole - right) + line[i + 1] * right + half) / (whole * whole);
            row[x] = (uint8_t)((value + 128) / 257);
        }
    }
}

static int blur_reduced(uint8_t *mask, int32_t width, int32_t height, double sigma, int32_t factor) {
    int32_t columns = (width + factor - 1) / factor + 2, rows = (height + factor - 1) / factor + 2;
    size_t count = (size_t)columns * (size_t)rows;
    uint16_t *one = malloc(count * 2), *two = malloc(count * 2);
    uint32_t *line = malloc((size_t)columns * 4);
    int done = one && two && line;
    if (done) {
        shrink(mask, width, height, factor, one, columns, rows);
        done = blur_samples(one, two, columns, rows, reduced_sigma(sigma, factor));
        if (done) grow(one, columns, factor, line, mask, width, height);
    }
    free(one);
    free(two);
    free(line);
    return done;
}

int ck_mask_blur(uint8_t *mask, int32_t width, int32_t height, double sigma) {
    if (width <= 0 || height <= 0 || !(sigma > 0)) return 0;
    int32_t factor = factor_for(sigma);
    int done = factor == 1 ? blur_full(mask, width, height, sigma) : blur_reduced(mask, width, height, sigma, factor);
    return done ? 0 : -1;
}
