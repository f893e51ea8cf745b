#pragma once
#include <math.h>
#include "CKernels.h"

#define BODIES(S)                                                                                              \
    void fill_row_##S(uint32_t *, size_t, uint32_t);                                                           \
    void over_solid_##S(uint32_t *, size_t, uint32_t);                                                         \
    void over_solid_mask_##S(uint32_t *, const uint8_t *, size_t, uint32_t);                                   \
    void over_row_##S(uint32_t *, const uint32_t *, size_t);                                                   \
    void over_row_mask_##S(uint32_t *, const uint32_t *, const uint8_t *, size_t);                             \
    void scale_row_##S(uint32_t *, size_t, uint32_t);                                                          \
    void linear_row_##S(uint32_t *, size_t, const uint32_t *, int32_t, double, double);                              \
    void radial_row_##S(uint32_t *, size_t, const uint32_t *, int32_t, double, double, double, double);              \
    void bilinear_row_##S(uint32_t *, size_t, const ck_source *, int32_t, double, double);                           \
    void box_rows_##S(const uint16_t *, uint16_t *, int32_t, int32_t, int32_t, float, float, uint32_t *);      \
    void mask_multiply_##S(uint8_t *, const uint8_t *, size_t, int);                                           \
    void mask_union_row_##S(uint8_t *, const uint8_t *, size_t);                                               \
    void resample_row_##S(const uint32_t *, float *, const int32_t *, const int32_t *, const float *, int32_t, \
                          int32_t);                                                                            \
    void accumulate_row_##S(float *, const float *, size_t, float);                                            \
    void quantize_row_##S(const float *, uint32_t *, size_t);

BODIES(portable)
BODIES(avx2)

void ck_fill_row(uint32_t *, size_t, uint32_t);
void ck_over_solid(uint32_t *, size_t, uint32_t);
void ck_over_solid_mask(uint32_t *, const uint8_t *, size_t, uint32_t);
void ck_over_row(uint32_t *, const uint32_t *, size_t);
void ck_over_row_mask(uint32_t *, const uint32_t *, const uint8_t *, size_t);
void ck_scale_row(uint32_t *, size_t, uint32_t);
void ck_linear_row(uint32_t *, size_t, const uint32_t *, int32_t, double, double);
void ck_radial_row(uint32_t *, size_t, const uint32_t *, int32_t, double, double, double, double);
void ck_bilinear_row(uint32_t *, size_t, const ck_source *, int32_t, double, double);
void ck_box_rows(const uint16_t *, uint16_t *, int32_t, int32_t, int32_t, float, float, uint32_t *);
void ck_mask_union_row(uint8_t *, const uint8_t *, size_t);
void ck_resample_row(const uint32_t *, float *, const int32_t *, const int32_t *, const float *, int32_t, int32_t);
void ck_accumulate_row(float *, const float *, size_t, float);
void ck_quantize_row(const float *, uint32_t *, size_t);

/// Writes `count` colours of a source, from device pixel (x, y) to the right.
void ck_source_row(const ck_source *source, int32_t x, int32_t y, size_t count, uint32_t *out);
