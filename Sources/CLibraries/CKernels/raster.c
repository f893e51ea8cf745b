#include <stdlib.h>
#include <string.h>

#include "bodies.h"

// Exact area coverage with 1/256 pixel coordinates. Edges enter an active list at their first row; each leaves signed
// height and area in the cells of a row that it crosses; a sweep over the touched cells turns the sums into runs.

enum { ONE = 256, SHORT_RUN = 16 };

typedef struct {
    int64_t x0, y0, x1, y1;
    int32_t sign, last;
} active_edge;

typedef struct {
    int32_t *cover, *area;
    uint64_t *touched;
    int32_t width;
} row_cells;

static void add(row_cells *cells, int32_t cell, int32_t height, int32_t doubled_x) {
    cells->cover[cell] += height;
    cells->area[cell] += height * doubled_x;
    cells->touched[cell >> 6] |= (uint64_t)1 << (cell & 63);
}

/// Adds a line's part in one row; `height` is signed and belongs to the whole part.
///
/// What each cell gets follows from the line alone and not from the clip: left of the clip the height counts for the
/// first cell, right of it for none. So any clip, or band, shows the same coverage as the whole.
static void add_line(row_cells *cells, int64_t xa, int64_t xb, int32_t height) {
    if (height == 0) return;
    const int64_t width = cells->width, first = xa >> 8, last = xb >> 8;
    if (first == last) {
        if (first < 0) add(cells, 0, height, 0);
        else if (first < width) add(cells, (int32_t)first, height, (int32_t)(xa & 255) + (int32_t)(xb & 255));
        return;
    }
    const int rightward = xb > xa;
    const int64_t dx = rightward ? xb - xa : xa - xb, step = rightward ? 1 : -1;
    const int32_t leave = rightward ? ONE : 0, enter = ONE - leave;
    int64_t cell = first, travelled = rightward ? ONE - (xa & 255) : xa & 255;
    int32_t done = 0, fraction = (int32_t)(xa & 255);
    // Cells outside the clip are passed in one stride: what was reached before cell `into` follows from its border.
    const int64_t into = rightward && first < 0 ? (last < 0 ? last : 0)
                       : !rightward && first >= width ? (last >= width ? last : width - 1) : first;
    if (into != first) {
        const int64_t border = rightward ? into * ONE : (into + 1) * ONE;
        travelled = (rightward ? border - xa : xa - border) + ONE;
        done = (int32_t)((int64_t)height * (travelled - ONE) / dx);
        if (rightward) add(cells, 0, done, 0);
        cell = into;
        fraction = enter;
    }
    for (; cell != last && cell >= 0 && cell < width; cell += step) {
        const int32_t reached = (int32_t)((int64_t)height * travelled / dx);
        if (reached != done) add(cells, (int32_t)cell, reached - done, fraction + leave);
        done = reached;
        fraction = enter;
        travelled += ONE;
    }
    if (height == done) return;
    if (cell < 0) add(cells, 0, height - done, 0);
    else if (cell < width) add(cells, (int32_t)cell, height - done, enter + (int32_t)(xb & 255));
}

static int64_t x_at(const active_edge *edge, int64_t y) {
    if (y <= edge->y0) return edge->x0;
    if (y >= edge->y1) return edge->x1;
    int64_t numerator = (edge->x1 - edge->x0) * (y - edge->y0), denominator = edge->y1 - edge->y0;
    int64_t quotient = numerator / denominator;
    if (numerator % denominator < 0) quotient--;
    return edge->x0 + quotient;
}

static int reserve_bytes(ck_coverage *out, size_t more) {
    if (out->byte_count + more <= out->byte_capacity) return 1;
    size_t capacity = out->byte_capacity ? out->byte_capacity * 2 : 1024;
    while (capacity < out->byte_count + more) capacity *= 2;
    uint8_t *bytes = realloc(out->bytes, capacity);
    if (!bytes) return 0;
    out->bytes = bytes;
    out->byte_capacity = capacity;
    return 1;
}

static int emit(ck_coverage *out, int32_t y, int32_t x, int32_t length, uint8_t value) {
    ck_run *last = out->run_count ? &out->runs[out->run_count - 1] : NULL;
    int follows = last && last->y == y && last->x + last->length == x;
    if (value == 255 && follows && last->offset < 0) {
        last->length += length;
        return 1;
    }
    int as_bytes = value != 255 || (follows && length < SHORT_RUN);
    if (as_bytes && !reserve_bytes(out, (size_t)length)) return 0;
    if (!(as_bytes && follows && last->offset >= 0)) {
        if (out->run_count == out->run_capacity) {
            size_t capacity = out->run_capacity ? out->run_capacity * 2 : 256;
            ck_run *runs = realloc(out->runs, capacity * sizeof(ck_run));
            if (!runs) return 0;
            out->runs = runs;
            out->run_capacity = capacity;
        }
        last = &out->runs[out->run_count++];
        *last = (ck_run){.y = y, .x = x, .length = 0, .offset = as_bytes ? (int32_t)out->byte_count : -1};
    }
    last->length += length;
    if (as_bytes) {
        memset(out->bytes + out->byte_count, value, (size_t)length);
        out->byte_count += (size_t)length;
    }
    return 1;
}

static uint8_t level(int32_t cover, int32_t area, int evenodd) {
    int32_t value = cover * (2 * ONE) - area;
    value = (value < 0 ? -value : value) >> 9;
    if (evenodd) {
        value &= 511;
        if (value > 256) value = 512 - value;
    }
    return (uint8_t)(value > 255 ? 255 : value);
}

static int sweep(row_cells *cells, ck_coverage *out, int32_t y, int32_t left, int evenodd) {
    int32_t sum = 0, next = 0, words = (cells->width + 1 + 63) / 64;
    for (int32_t word = 0; word < words; word++) {
        while (cells->touched[word]) {
            int32_t cell = word * 64 + __builtin_ctzll(cells->touched[word]);
            cells->touched[word] &= cells->touched[word] - 1;
            int32_t cover = cells->cover[cell], area = cells->area[cell];
            cells->cover[cell] = cells->area[cell] = 0;
            if (cell >= cells->width) continue;
            uint8_t between = sum ? level(sum, 0, evenodd) : 0;
            if (between && cell > next && !emit(out, y, left + next, cell - next, between)) return 0;
            sum += cover;
            uint8_t value = level(sum, area, evenodd);
            if (value && !emit(out, y, left + cell, 1, value)) return 0;
            next = cell + 1;
        }
    }
    uint8_t rest = sum ? level(sum, 0, evenodd) : 0;
    return !rest || next >= cells->width || emit(out, y, left + next, cells->width - next, rest);
}

/// Sorts the edges that cross the clip's rows by their first row. `starts` has a slot a row and one more.
static size_t sort_edges(const ck_edge *edges, size_t count, int32_t x, int32_t y, int32_t height, active_edge *sorted,
                         size_t *starts) {
    memset(starts, 0, ((size_t)height + 2) * sizeof(size_t));
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            const ck_edge *e = &edges[i];
            if (e->y0 == e->y1) continue;
            int down = e->y1 > e->y0;
            int64_t top = down ? e->y0 : e->y1, bottom = down ? e->y1 : e->y0;
            int64_t first = (top >> 8) - y, last = ((bottom - 1) >> 8) - y;
            if (last < 0 || first >= height) continue;
            if (first < 0) first = 0;
            if (last >= height) last = height - 1;
            if (pass == 0) {
                starts[first + 1]++;
                continue;
            }
            int64_t shift = (int64_t)x * ONE, xa = e->x0 - shift, xb = e->x1 - shift;
            sorted[starts[first]++] = (active_edge){.x0 = down ? xa : xb, .y0 = top, .x1 = down ? xb : xa,
                                                    .y1 = bottom, .sign = down ? 1 : -1, .last = (int32_t)last};
        }
        if (pass == 0)
            for (int32_t row = 0; row < height; row++) starts[row + 1] += starts[row];
    }
    return height > 0 ? starts[height - 1] : 0;  // after the second pass each slot holds its row's end
}

static int sweep_rows(const active_edge *sorted, const size_t *ends, size_t *active, row_cells *cells, int evenodd,
                      int32_t x, int32_t y, int32_t height, ck_coverage *out) {
    size_t next = 0, live = 0;
    for (int32_t row = 0; row < height; row++) {
        for (; next < ends[row]; next++) active[live++] = next;
        if (live == 0) continue;
        int64_t top = ((int64_t)y + row) * ONE, bottom = top + ONE;
        for (size_t i = 0; i < live;) {
            const active_edge *e = &sorted[active[i]];
            int64_t from = e->y0 > top ? e->y0 : top, to = e->y1 < bottom ? e->y1 : bottom;
            add_line(cells, x_at(e, from), x_at(e, to), e->sign * (int32_t)(to - from));
            if (e->last <= row) active[i] = active[--live]; else i++;
        }
        if (!sweep(cells, out, y + row, x, evenodd)) return 0;
    }
    return 1;
}

int ck_rasterize(const ck_edge *edges, size_t count, int evenodd, int32_t x, int32_t y, int32_t width, int32_t height,
                 ck_coverage *out) {
    *out = (ck_coverage){0};
    if (width <= 0 || height <= 0 || count == 0) return 0;
    size_t cell_count = (size_t)width + 2;
    active_edge *sorted = malloc(count * sizeof(active_edge));
    size_t *starts = malloc(((size_t)height + 2) * sizeof(size_t));
    size_t *active = malloc(count * sizeof(size_t));
    row_cells cells = {.cover = calloc(cell_count, sizeof(int32_t)), .area = calloc(cell_count, sizeof(int32_t)),
                       .touched = calloc(cell_count / 64 + 2, sizeof(uint64_t)), .width = width};
    int done = 0;
    if (sorted && starts && active && cells.cover && cells.area && cells.touched) {
        sort_edges(edges, count, x, y, height, sorted, starts);
        done = sweep_rows(sorted, starts, active, &cells, evenodd, x, y, height, out);
    }
    free(sorted);
    free(starts);
    free(active);
    free(cells.cover);
    free(cells.area);
    free(cells.touched);
    if (!done) ck_coverage_free(out);
    return done ? 0 : -1;
}

void ck_coverage_free(ck_coverage *coverage) {
    free(coverage->runs);
    free(coverage->bytes);
    *coverage = (ck_coverage){0};
}

void ck_coverage_to_mask(const ck_coverage *coverage, uint8_t *mask, int32_t x, int32_t y, int32_t width,
                         int32_t height) {
    for (size_t i = 0; i < coverage->run_count; i++) {
        const ck_run *run = &coverage->runs[i];
        int32_t from = run->x > x ? run->x : x, end = run->x + run->length;
        if (end > x + width) end = x + width;
        if (run->y < y || run->y >= y + height || from >= end) continue;
        uint8_t *row = mask + (size_t)(run->y - y) * (size_t)width + (from - x);
        if (run->offset < 0)
            memset(row, 255, (size_t)(end - from));
        else
            memcpy(row, coverage->bytes + run->offset + (from - run->x), (size_t)(end - from));
    }
}
