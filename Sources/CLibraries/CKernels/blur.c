#include <stdlib.h>

#include "bodies.h"

enum { BLOCK = 16 };

static void transpose(const uint16_t *in, uint16_t *out, size_t width, size_t height) {
    for (size_t y0 = 0; y0 < height; y0 += BLOCK)
        for (size_t x0 = 0; x0 < width; x0 += BLOCK)
            for (size_t y = y0; y < y0 + BLOCK && y < height; y++)
                for (size_t x = x0; x < x0 + BLOCK && x < width; x++) out[x * height + y] = in[y * width + x];
}

int ck_mask_blur(uint8_t *mask, int32_t width, int32_t height, double sigma) {
    if (width <= 0 || height <= 0 || !(sigma > 0)) return 0;
    // Three boxes of variance sigma²/3, each 2r+1 wide with two outer samples of weight `edge` (Gwosdek et al. 2011).
    double variance = sigma * sigma / 3;
    int32_t radius = (int32_t)((sqrt(1 + 12 * variance) - 1) / 2);
    double n = 2.0 * radius + 1, outer = (radius + 1.0) * (radius + 1.0);
    double edge = (n * (n * n - 1) / 12 - variance * n) / (2 * (variance - outer));
    float scale = (float)(1 / (n + 2 * edge));
    size_t count = (size_t)width * (size_t)height, side = (size_t)(width > height ? width : height);
    uint16_t *one = malloc(count * 2), *two = malloc(count * 2);
    uint32_t *sums = malloc(side * 4);
    int done = one && two && sums;
    if (done) {
        for (size_t i = 0; i < count; i++) one[i] = (uint16_t)(mask[i] * 257);
        for (int direction = 0; direction < 2; direction++) {
            int32_t w = direction ? height : width, h = direction ? width : height;
            ck_box_rows(one, two, w, h, radius, (float)edge, scale, sums);
            ck_box_rows(two, one, w, h, radius, (float)edge, scale, sums);
            ck_box_rows(one, two, w, h, radius, (float)edge, scale, sums);
            transpose(two, one, (size_t)w, (size_t)h);
        }
        for (size_t i = 0; i < count; i++) mask[i] = (uint8_t)((one[i] + 128) / 257);
    }
    free(one);
    free(two);
    free(sums);
    return done ? 0 : -1;
}
