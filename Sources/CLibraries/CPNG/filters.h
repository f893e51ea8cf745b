#pragma once
// The PNG row filters (PNG specification 3, section 9), and how one is chosen.
#include <stddef.h>
#include <stdint.h>

typedef enum row_filter {
    FILTER_NONE = 0,
    FILTER_SUB = 1,
    FILTER_UP = 2,
    FILTER_AVERAGE = 3,
    FILTER_PAETH = 4,
} row_filter;

/// Filters `count` bytes of `row`, whose upper neighbour is `above` (zeros for the first row).
///
/// `pixel_bytes` is the distance to the left neighbour; `filtered` overlaps neither row.
void filter_row(
    row_filter filter, const uint8_t *row, const uint8_t *above, size_t count, size_t pixel_bytes, uint8_t *filtered);

/// The sum of the bytes' distances from 0, each taken as signed: small where a filter predicts well.
uint64_t filter_cost(const uint8_t *filtered, size_t count);
