#include <string.h>

#include "bodies.h"

enum { CHUNK = 256 };

/// The turn, 0...1 clockwise from twelve o'clock, of a vector; a polynomial, so that every machine agrees.
static float turn(float x, float y) {
    float ax = fabsf(x), ay = fabsf(y), high = ax > ay ? ax : ay, low = ax > ay ? ay : ax;
    if (high == 0) return 0;
    float q = low / high, s = q * q;
    // Abramowitz and Stegun 4.4.49, error below 1e-5 radians.
    float angle = q * (0.9998660f + s * (-0.3302995f + s * (0.1801410f + s * (-0.0851330f + s * 0.0208351f))));
    if (ax > ay) angle = 1.57079633f - angle;
    if (y > 0) angle = 3.14159265f - angle;
    if (x < 0) angle = 6.28318531f - angle;
    return angle * 0.159154943f;
}

static void conic_row(const ck_source *s, int32_t start, double u, double v, size_t count, uint32_t *out) {
    for (int32_t i = 0; i < (int32_t)count; i++) {
        float t = turn((float)(u + (double)(start + i) * s->a), (float)(v + (double)(start + i) * s->b));
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        out[i] = s->table[(int32_t)(t * (float)(CK_TABLE_SIZE - 1) + 0.5f)];
    }
}

static void pixels_row(const ck_source *s, int32_t x, int32_t y, size_t count, uint32_t *out) {
    if (y < s->y || y >= s->y + s->height) {
        memset(out, 0, count * 4);
        return;
    }
    const uint32_t *row = s->pixels + (size_t)(y - s->y) * (size_t)s->width;
    for (size_t i = 0; i < count; i++) {
        int32_t column = x + (int32_t)i - s->x;
        out[i] = column >= 0 && column < s->width ? row[column] : 0;
    }
}

void ck_source_row(const ck_source *s, int32_t x, int32_t y, size_t count, uint32_t *out) {
    // At the middle of the row's pixel 0.
    double px = 0.5, py = y + 0.5;
    double u = s->a * px + s->c * py + s->tx, v = s->b * px + s->d * py + s->ty;
    switch (s->kind) {
        case CK_SOLID: ck_fill_row(out, count, s->color); break;
        case CK_LINEAR: ck_linear_row(out, count, s->table, x, u, s->a); break;
        case CK_RADIAL: ck_radial_row(out, count, s->table, x, u, v, s->a, s->b); break;
        case CK_CONIC: conic_row(s, x, u, v, count, out); break;
        case CK_PIXELS: pixels_row(s, x, y, count, out); break;
        case CK_BILINEAR: ck_bilinear_row(out, count, s, x, u, v); break;
    }
    if (s->opacity != 255) ck_scale_row(out, count, s->opacity);
}

static void paint_run(uint32_t *destination, int32_t x, int32_t y, int32_t count, const uint8_t *mask,
                      const ck_source *source) {
    if (source->kind == CK_SOLID) {
        if (mask)
            ck_over_solid_mask(destination, mask, (size_t)count, source->color);
        else if (source->color >> 24 == 255)
            ck_fill_row(destination, (size_t)count, source->color);
        else
            ck_over_solid(destination, (size_t)count, source->color);
        return;
    }
    uint32_t colors[CHUNK];
    for (int32_t i = 0; i < count; i += CHUNK) {
        size_t n = (size_t)(count - i < CHUNK ? count - i : CHUNK);
        ck_source_row(source, x + i, y, n, colors);
        if (mask)
            ck_over_row_mask(destination + i, colors, mask + i, n);
        else
            ck_over_row(destination + i, colors, n);
    }
}

static uint32_t *clip_run(const ck_surface *s, int32_t y, int32_t *from, int32_t *end) {
    if (y < s->clip_y || y >= s->clip_y + s->clip_height) return NULL;
    if (*from < s->clip_x) *from = s->clip_x;
    if (*end > s->clip_x + s->clip_width) *end = s->clip_x + s->clip_width;
    return *from < *end ? s->pixels + (size_t)(y - s->y) * (size_t)s->width + (*from - s->x) : NULL;
}

void ck_paint_coverage(const ck_surface *surface, const ck_coverage *coverage, const ck_source *source) {
    for (size_t i = 0; i < coverage->run_count; i++) {
        const ck_run *run = &coverage->runs[i];
        int32_t from = run->x, end = run->x + run->length;
        uint32_t *row = clip_run(surface, run->y, &from, &end);
        if (!row) continue;
        const uint8_t *mask = run->offset < 0 ? NULL : coverage->bytes + run->offset + (from - run->x);
        paint_run(row, from, run->y, end - from, mask, source);
    }
}

void ck_paint_mask(const ck_surface *surface, const uint8_t *mask, int32_t x, int32_t y, int32_t width, int32_t height,
                   const ck_source *source) {
    for (int32_t line = 0; line < height; line++) {
        int32_t from = x, end = x + width;
        uint32_t *row = clip_run(surface, y + line, &from, &end);
        if (row) paint_run(row, from, y + line, end - from, mask + (size_t)line * (size_t)width + (from - x), source);
    }
}

void ck_paint_rect(const ck_surface *surface, int32_t x, int32_t y, int32_t width, int32_t height,
                   const ck_source *source) {
    for (int32_t line = y; line < y + height; line++) {
        int32_t from = x, end = x + width;
        uint32_t *row = clip_run(surface, line, &from, &end);
        if (row) paint_run(row, from, line, end - from, NULL, source);
    }
}

void ck_mask_union(uint8_t *mask, int32_t width, int32_t height, const uint8_t *other, int32_t x, int32_t y,
                   int32_t other_width, int32_t other_height) {
    int32_t from = x < 0 ? 0 : x, end = x + other_width > width ? width : x + other_width;
    if (from >= end) return;
    for (int32_t line = 0; line < other_height; line++) {
        if (y + line < 0 || y + line >= height) continue;
        ck_mask_union_row(mask + (size_t)(y + line) * (size_t)width + from,
                          other + (size_t)line * (size_t)other_width + (from - x), (size_t)(end - from));
    }
}

void ck_alpha_to_mask(const uint32_t *pixels, uint8_t *mask, size_t count) {
    for (size_t i = 0; i < count; i++) mask[i] = (uint8_t)(pixels[i] >> 24);
}
