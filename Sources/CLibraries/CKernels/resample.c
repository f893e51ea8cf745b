#include <stdlib.h>
#include <string.h>

#include "bodies.h"

/// For each result pixel the source pixels that it weighs.
typedef struct {
    int32_t *first, *taps, stride;
    float *weights;
} filter;

static void filter_free(filter *f) {
    free(f->first);
    free(f->taps);
    free(f->weights);
}

static double overlap(double a, double b, int32_t pixel) {
    double from = a > pixel ? a : pixel, to = b < pixel + 1.0 ? b : pixel + 1.0;
    return to > from ? to - from : 0;
}

static int filter_make(filter *f, int32_t source, double window, double size, int32_t count) {
    double step = size / count;
    int shrinks = step > 1;
    f->stride = (int32_t)ceil(shrinks ? step : 1) + 2;
    f->first = malloc((size_t)count * sizeof(int32_t));
    f->taps = malloc((size_t)count * sizeof(int32_t));
    f->weights = calloc((size_t)count * (size_t)f->stride, sizeof(float));
    if (!f->first || !f->taps || !f->weights) return 0;
    for (int32_t i = 0; i < count; i++) {
        double start = window + i * step, middle = start + step / 2 - 0.5;
        int32_t first = (int32_t)floor(shrinks ? start : middle);
        int32_t last = shrinks ? (int32_t)ceil(start + step) - 1 : first + 1;
        first = first < 0 ? 0 : first >= source ? source - 1 : first;
        last = last < first ? first : last >= source ? source - 1 : last;
        if (last - first >= f->stride) last = first + f->stride - 1;
        float *weights = f->weights + (size_t)i * (size_t)f->stride;
        double sum = 0;
        for (int32_t k = first; k <= last; k++) {
            double distance = fabs(middle - k);
            double weight = shrinks ? overlap(start, start + step, k) : distance < 1 ? 1 - distance : 0;
            weights[k - first] = (float)weight;
            sum += weight;
        }
        if (sum <= 0) {
            weights[0] = 1;
            sum = 1;
        }
        for (int32_t k = 0; k <= last - first; k++) weights[k] = (float)(weights[k] / sum);
        f->first[i] = first;
        f->taps[i] = last - first + 1;
    }
    return 1;
}

int ck_resample(const uint32_t *source, int32_t source_width, int32_t source_height, double window_x, double window_y,
                double window_width, double window_height, uint32_t *out, int32_t width, int32_t height) {
    if (width <= 0 || height <= 0) return 0;
    filter columns = {0}, rows = {0};
    int done = filter_make(&columns, source_width, window_x, window_width, width) &&
               filter_make(&rows, source_height, window_y, window_height, height);
    size_t row_floats = (size_t)width * 4, slots = done ? (size_t)rows.stride : 0;
    float *ring = done ? malloc(slots * row_floats * sizeof(float)) : NULL;
    float *sums = done ? malloc(row_floats * sizeof(float)) : NULL;
    int32_t *held = done ? malloc(slots * sizeof(int32_t)) : NULL;
    done = done && ring && sums && held;
    if (done) {
        memset(held, 0xff, slots * sizeof(int32_t));
        for (int32_t y = 0; y < height; y++) {
            memset(sums, 0, row_floats * sizeof(float));
            for (int32_t k = 0; k < rows.taps[y]; k++) {
                int32_t line = rows.first[y] + k;
                size_t slot = (size_t)line % slots;
                float *row = ring + slot * row_floats;
                if (held[slot] != line) {
                    ck_resample_row(source + (size_t)line * (size_t)source_width, row, columns.first, columns.taps,
                                    columns.weights, columns.stride, width);
                    held[slot] = line;
                }
                ck_accumulate_row(sums, row, row_floats, rows.weights[(size_t)y * (size_t)rows.stride + (size_t)k]);
            }
            ck_quantize_row(sums, out + (size_t)y * (size_t)width, (size_t)width);
        }
    }
    filter_free(&columns);
    filter_free(&rows);
    free(ring);
    free(sums);
    free(held);
    return done ? 0 : -1;
}
