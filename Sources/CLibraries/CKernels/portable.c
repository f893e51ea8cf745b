#include "bodies.h"
#define S portable

static inline size_t over_opaque_mask_portable(uint32_t *destination, const uint8_t *mask, size_t count,
                                               uint32_t color) {
    (void)destination, (void)mask, (void)count, (void)color;
    return 0;
}

#include "kernels.inc"
