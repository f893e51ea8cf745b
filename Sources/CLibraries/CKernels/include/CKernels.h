#pragma once
#include <stddef.h>
#include <stdint.h>

// Pixels are premultiplied sRGB, one 32-bit word each: R in the lowest byte, then G, B, A.
// Every kernel exists twice from one body: for any processor and for AVX2; both give the same bits.

/// A run of covered pixels on one row. `offset` is where its coverage bytes start, or -1 where all are 255.
typedef struct {
    int32_t y, x, length, offset;
} ck_run;

/// A sparse coverage mask: runs in the order of rows, then of columns.
typedef struct {
    ck_run *runs;
    size_t run_count, run_capacity;
    uint8_t *bytes;
    size_t byte_count, byte_capacity;
} ck_coverage;

/// A line of an outline, in 1/256 of a pixel.
typedef struct {
    int64_t x0, y0, x1, y1;
} ck_edge;

typedef enum { CK_SOLID, CK_LINEAR, CK_RADIAL, CK_CONIC, CK_PIXELS, CK_BILINEAR } ck_source_kind;

enum { CK_TABLE_SIZE = 2048 };

/// Where the colour of a pixel comes from.
typedef struct {
    ck_source_kind kind;
    uint32_t color;         // CK_SOLID
    const uint32_t *table;  // gradients: CK_TABLE_SIZE premultiplied colours
    // From the centre of a device pixel to the gradient's or the image's own space.
    double a, b, c, d, tx, ty;
    const uint32_t *pixels;  // CK_PIXELS, CK_BILINEAR
    int32_t x, y, width, height;
    uint32_t opacity;  // 0...255, for pixels
} ck_source;

/// A piece of memory that is painted on: rows `y ..< y + height`, columns `x ..< x + width` of the device.
typedef struct {
    uint32_t *pixels;
    int32_t x, y, width, height;
    int32_t clip_x, clip_y, clip_width, clip_height;  // inside the above: all that changes
} ck_surface;

/// Which body runs: 0 portable, 1 AVX2. Chosen at the first call; a test may choose.
int ck_body(void);
int ck_choose_body(int body);

/// Turns closed outlines into coverage inside a rectangle. Returns 0, or -1 without memory.
int ck_rasterize(const ck_edge *edges, size_t count, int evenodd, int32_t x, int32_t y, int32_t width, int32_t height,
                 ck_coverage *out);
void ck_coverage_free(ck_coverage *coverage);

/// Writes coverage into a dense mask of `width * height` zeroed bytes that starts at (x, y).
void ck_coverage_to_mask(const ck_coverage *coverage, uint8_t *mask, int32_t x, int32_t y, int32_t width,
                         int32_t height);

void ck_paint_coverage(const ck_surface *surface, const ck_coverage *coverage, const ck_source *source);
void ck_paint_mask(const ck_surface *surface, const uint8_t *mask, int32_t x, int32_t y, int32_t width, int32_t height,
                   const ck_source *source);
void ck_paint_rect(const ck_surface *surface, int32_t x, int32_t y, int32_t width, int32_t height,
                   const ck_source *source);

/// `mask = mask * other / 255`, or with `invert` by `255 - other`.
void ck_mask_multiply(uint8_t *mask, const uint8_t *other, size_t count, int invert);
/// `mask = mask + other - mask * other / 255` for a rectangle of `other` placed at (x, y) of `mask`.
void ck_mask_union(uint8_t *mask, int32_t width, int32_t height, const uint8_t *other, int32_t x, int32_t y,
                   int32_t other_width, int32_t other_height);
/// Copies the alpha of pixels into a mask.
void ck_alpha_to_mask(const uint32_t *pixels, uint8_t *mask, size_t count);

/// Blurs a mask in place by three extended boxes whose variances sum to `sigma`². Returns 0, or -1 without memory.
/// A wide blur works on a mask shrunk by a power of two, and interpolates.
int ck_mask_blur(uint8_t *mask, int32_t width, int32_t height, double sigma);
/// How many pixels a blur spreads ink.
int32_t ck_blur_reach(double sigma);

/// Resamples `source_*` rows and columns to `width * height` pixels. The window is the part of the source, in source
/// pixels, that the result shows. Area average when shrinking, bilinear when growing. Returns 0, or -1 without memory.
int ck_resample(const uint32_t *source, int32_t source_width, int32_t source_height, double window_x, double window_y,
                double window_width, double window_height, uint32_t *out, int32_t width, int32_t height);
