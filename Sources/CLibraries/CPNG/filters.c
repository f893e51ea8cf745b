#include "filters.h"

#include <string.h>

#include "vector.h"

FOR_EACH_VECTOR_WIDTH static void subtract(
    const uint8_t *restrict row, const uint8_t *restrict predicted, size_t count, uint8_t *restrict filtered
) {
    for (size_t index = 0; index < count; index++) filtered[index] = (uint8_t) (row[index] - predicted[index]);
}

FOR_EACH_VECTOR_WIDTH static void average(
    const uint8_t *restrict row, const uint8_t *restrict above, size_t count, size_t pixel_bytes,
    uint8_t *restrict filtered
) {
    for (size_t index = 0; index < pixel_bytes; index++) filtered[index] = (uint8_t) (row[index] - above[index] / 2);
    for (size_t index = pixel_bytes; index < count; index++)
        filtered[index] = (uint8_t) (row[index] - (row[index - pixel_bytes] + above[index]) / 2);
}

static inline int16_t magnitude(int16_t value) {
    return (int16_t) (value < 0 ? -value : value);
}

FOR_EACH_VECTOR_WIDTH static void paeth(
    const uint8_t *restrict row, const uint8_t *restrict above, size_t count, size_t pixel_bytes,
    uint8_t *restrict filtered
) {
    for (size_t index = 0; index < pixel_bytes; index++) filtered[index] = (uint8_t) (row[index] - above[index]);
    for (size_t index = pixel_bytes; index < count; index++) {
        // 16 bits hold every step, so that 8 or 16 bytes go through a register at once.
        const int16_t left = row[index - pixel_bytes], up = above[index], corner = above[index - pixel_bytes];
        const int16_t to_left = (int16_t) (up - corner), to_up = (int16_t) (left - corner);
        const int16_t from_left = magnitude(to_left), from_up = magnitude(to_up);
        const int16_t from_corner = magnitude((int16_t) (to_left + to_up));
        const int16_t best = (from_left <= from_up && from_left <= from_corner) ? left
            : from_up <= from_corner ? up : corner;
        filtered[index] = (uint8_t) (row[index] - best);
    }
}

void filter_row(
    row_filter filter, const uint8_t *row, const uint8_t *above, size_t count, size_t pixel_bytes, uint8_t *filtered
) {
    const size_t first = pixel_bytes < count ? pixel_bytes : count;
    switch (filter) {
        case FILTER_NONE:
            memcpy(filtered, row, count);
            break;
        case FILTER_SUB:
            memcpy(filtered, row, first);
            subtract(row + first, row, count - first, filtered + first);
            break;
        case FILTER_UP:
            subtract(row, above, count, filtered);
            break;
        case FILTER_AVERAGE:
            average(row, above, count, first, filtered);
            break;
        case FILTER_PAETH:
            paeth(row, above, count, first, filtered);
            break;
    }
}

FOR_EACH_VECTOR_WIDTH uint64_t filter_cost(const uint8_t *filtered, size_t count) {
    uint64_t total = 0;
    // 32-bit lanes do not overflow within a block: 4,096 * 128 < 2^32.
    for (size_t start = 0; start < count; start += 4096) {
        const size_t end = start + 4096 < count ? start + 4096 : count;
        uint32_t sum = 0;
        for (size_t index = start; index < end; index++) {
            const int8_t value = (int8_t) filtered[index];
            sum += (uint32_t) (value < 0 ? -value : value);
        }
        total += sum;
    }
    return total;
}
