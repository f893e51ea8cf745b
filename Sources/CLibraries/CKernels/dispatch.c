#include "bodies.h"

static int chosen = -1;

int ck_body(void) {
    int body = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
    if (body >= 0) return body;
#if defined(__x86_64__)
    __builtin_cpu_init();
    body = __builtin_cpu_supports("avx2") ? 1 : 0;
#else
    body = 0;
#endif
    __atomic_store_n(&chosen, body, __ATOMIC_RELAXED);
    return body;
}

int ck_choose_body(int body) {
#if defined(__x86_64__)
    if (body == 1 && !__builtin_cpu_supports("avx2")) return 0;
#else
    if (body == 1) return 0;
#endif
    __atomic_store_n(&chosen, body, __ATOMIC_RELAXED);
    return 1;
}

#if defined(__x86_64__)
#define BOTH(name, arguments)              \
    if (ck_body() == 1) {                  \
        name##_avx2 arguments;             \
    } else {                               \
        name##_portable arguments;         \
    }
#else
#define BOTH(name, arguments) name##_portable arguments;
#endif

void ck_fill_row(uint32_t *destination, size_t count, uint32_t color) {
    BOTH(fill_row, (destination, count, color))
}
void ck_over_solid(uint32_t *destination, size_t count, uint32_t color) {
    BOTH(over_solid, (destination, count, color))
}
void ck_over_solid_mask(uint32_t *destination, const uint8_t *mask, size_t count, uint32_t color) {
    BOTH(over_solid_mask, (destination, mask, count, color))
}
void ck_over_row(uint32_t *destination, const uint32_t *source, size_t count) {
    BOTH(over_row, (destination, source, count))
}
void ck_over_row_mask(uint32_t *destination, const uint32_t *source, const uint8_t *mask, size_t count) {
    BOTH(over_row_mask, (destination, source, mask, count))
}
void ck_scale_row(uint32_t *pixels, size_t count, uint32_t alpha) { BOTH(scale_row, (pixels, count, alpha)) }
void ck_linear_row(uint32_t *out, size_t count, const uint32_t *table, int32_t start, double t, double step) {
    BOTH(linear_row, (out, count, table, start, t, step))
}
void ck_radial_row(uint32_t *out, size_t count, const uint32_t *table, int32_t start, double u, double v, double du,
                   double dv) {
    BOTH(radial_row, (out, count, table, start, u, v, du, dv))
}
void ck_bilinear_row(uint32_t *out, size_t count, const ck_source *source, int32_t start, double u, double v) {
    BOTH(bilinear_row, (out, count, source, start, u, v))
}
void ck_box_rows(const uint16_t *in, uint16_t *out, int32_t width, int32_t height, int32_t radius, float edge,
                 float scale, uint32_t *sums) {
    BOTH(box_rows, (in, out, width, height, radius, edge, scale, sums))
}
void ck_mask_multiply(uint8_t *mask, const uint8_t *other, size_t count, int invert) {
    BOTH(mask_multiply, (mask, other, count, invert))
}
void ck_mask_union_row(uint8_t *mask, const uint8_t *other, size_t count) {
    BOTH(mask_union_row, (mask, other, count))
}
void ck_resample_row(const uint32_t *source, float *out, const int32_t *first, const int32_t *taps,
                     const float *weights, int32_t stride, int32_t width) {
    BOTH(resample_row, (source, out, first, taps, weights, stride, width))
}
void ck_accumulate_row(float *sums, const float *row, size_t count, float weight) {
    BOTH(accumulate_row, (sums, row, count, weight))
}
void ck_quantize_row(const float *sums, uint32_t *out, size_t count) { BOTH(quantize_row, (sums, out, count)) }
