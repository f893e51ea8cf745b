#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "CPNGDeflate.h"
#include "filters.h"
#include "rows.h"

enum { IDAT_BYTES = 64 << 10 };

/// One encoding. It lives in the frame above `setjmp`, so that its fields keep their values over a `longjmp`.
typedef struct writer {
    png_structp png;
    png_infop info;
    cd_stream *deflater;
    /// One block: deflated bytes, then rows (see `rows_of`).
    uint8_t *scratch;
    /// Where the next deflated byte goes, and how many fit.
    uint8_t *next;
    size_t room;
    cpng_output *output;
    cpng_status status;
    char *reason;
    jmp_buf jump;
} writer;

static void stop(writer *self, cpng_status status, const char *reason) {
    self->status = status;
    strncpy(self->reason, reason, CPNG_REASON_BYTES - 1);
    self->reason[CPNG_REASON_BYTES - 1] = 0;
    longjmp(self->jump, 1);
}

static void on_error(png_structp png, png_const_charp message) {
    stop(png_get_error_ptr(png), strstr(message, "emory") ? CPNG_OUT_OF_MEMORY : CPNG_DAMAGED, message);
}

static void on_write(png_structp png, png_bytep bytes, size_t count) {
    writer *self = png_get_io_ptr(png);
    cpng_output *output = self->output;
    if (output->capacity - output->count < count) {
        const size_t doubled = output->capacity * 2;
        const size_t wanted = output->count + count > doubled ? output->count + count : doubled;
        uint8_t *grown = realloc(output->bytes, wanted);
        if (!grown) stop(self, CPNG_OUT_OF_MEMORY, "out of memory");
        output->bytes = grown;
        output->capacity = wanted;
    }
    memcpy(output->bytes + output->count, bytes, count);
    output->count += count;
}

static void on_flush(png_structp png) {
    (void) png;
}

static void write_palette(writer *self, const palette *colors) {
    uint8_t straight[PALETTE_COLORS * 4], alphas[PALETTE_COLORS];
    png_color entries[PALETTE_COLORS];
    pixels_unpremultiply((const uint8_t *) colors->colors, (size_t) colors->count, straight);
    for (int place = 0; place < colors->count; place++) {
        const uint8_t *color = straight + place * 4;
        entries[place] = (png_color) {color[0], color[1], color[2]};
        alphas[place] = color[3];
    }
    png_set_PLTE(self->png, self->info, entries, colors->count);
    if (colors->translucent_count)
        png_set_tRNS(self->png, self->info, alphas, colors->translucent_count, NULL);
}

static void write_head(writer *self, const row_source *source) {
    static const int types[] = {PNG_COLOR_TYPE_PALETTE, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
    self->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, self, on_error, on_error);
    if (!self->png) stop(self, CPNG_OUT_OF_MEMORY, "out of memory");
    self->info = png_create_info_struct(self->png);
    if (!self->info) stop(self, CPNG_OUT_OF_MEMORY, "out of memory");
    png_set_write_fn(self->png, self, on_write, on_flush);
    png_set_IHDR(
        self->png, self->info, source->width, source->height, source->depth, types[source->kind], PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(self->png, self->info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (source->kind == ROWS_PALETTE) write_palette(self, &source->colors);
    png_write_info(self->png, self->info);
}

static void open_deflater(writer *self, row_plan plan, int small, int strategy) {
    // Level 2 takes as long as level 1 on cards and writes 2 to 5 % less. Level 7 is the last whose match search stays
    // short (256 steps): 8 and 9 save 3 % more for three to seven times the time, and strangers choose the pixels.
    const int level = small ? 7 : plan == PLAN_PLAIN ? 2 : 1;
    self->deflater = cd_stream_open(small ? CD_ZLIB : cd_best_engine(), level, strategy);
    if (!self->deflater) stop(self, CPNG_OUT_OF_MEMORY, "out of memory");
    self->next = self->scratch;
    self->room = IDAT_BYTES;
}

static void deflate_row(writer *self, const uint8_t *bytes, size_t count, int finish) {
    while (!cd_stream_run(self->deflater, bytes, count, finish, &self->next, &self->room)) {
        count = 0;
        if (self->room) continue;
        png_write_chunk(self->png, (png_const_bytep) "IDAT", self->scratch, IDAT_BYTES);
        self->next = self->scratch;
        self->room = IDAT_BYTES;
    }
}

/// Rows behind the deflated bytes: the current one, the one above, and two of a filter byte and a filtered row.
typedef struct row_buffers {
    uint8_t *row, *above, *filtered, *candidate;
} row_buffers;

static size_t scratch_size(const row_source *source) {
    return IDAT_BYTES + 4 * (source->scratch_bytes + 1);
}

static row_buffers rows_of(const writer *self, const row_source *source) {
    const size_t step = source->scratch_bytes + 1;
    uint8_t *first = self->scratch + IDAT_BYTES;
    return (row_buffers) {first, first + step, first + 2 * step, first + 3 * step};
}

static void filter_best(const row_source *source, row_buffers *rows) {
    uint64_t lowest = UINT64_MAX;
    for (int filter = FILTER_NONE; filter <= FILTER_PAETH; filter++) {
        rows->candidate[0] = (uint8_t) filter;
        filter_row(
            (row_filter) filter, rows->row, rows->above, source->row_bytes, source->pixel_bytes, rows->candidate + 1);
        const uint64_t cost = filter_cost(rows->candidate + 1, source->row_bytes);
        if (cost >= lowest) continue;
        lowest = cost;
        uint8_t *better = rows->candidate;
        rows->candidate = rows->filtered;
        rows->filtered = better;
    }
}

static void write_rows(writer *self, const row_source *source, row_plan plan) {
    row_buffers rows = rows_of(self, source);
    memset(rows.above, 0, source->row_bytes);
    for (uint32_t index = 0; index < source->height; index++) {
        row_source_read(source, index, rows.row);
        if (plan == PLAN_ADAPTIVE) {
            filter_best(source, &rows);
        } else {
            const row_filter filter = plan == PLAN_PAETH ? FILTER_PAETH : FILTER_NONE;
            rows.filtered[0] = (uint8_t) filter;
            filter_row(filter, rows.row, rows.above, source->row_bytes, source->pixel_bytes, rows.filtered + 1);
        }
        deflate_row(self, rows.filtered, source->row_bytes + 1, 0);
        uint8_t *above = rows.above;
        rows.above = rows.row;
        rows.row = above;
    }
    deflate_row(self, NULL, 0, 1);
    png_write_chunk(self->png, (png_const_bytep) "IDAT", self->scratch, (size_t) (self->next - self->scratch));
    // png_write_end would insist on rows that went through libpng's own filters.
    png_write_chunk(self->png, (png_const_bytep) "IEND", NULL, 0);
}

static cpng_status run(writer *self, const row_source *source, row_plan plan, int small, int strategy) {
    if (setjmp(self->jump)) return self->status;
    write_head(self, source);
    open_deflater(self, plan, small, strategy);
    write_rows(self, source, plan);
    return CPNG_OK;
}

static cpng_status encode_once(
    const row_source *source, row_plan plan, int small, int strategy, uint8_t *scratch, cpng_output *output,
    char *reason
) {
    writer self = {.scratch = scratch, .output = output, .reason = reason};
    const cpng_status status = run(&self, source, plan, small, strategy);
    cd_stream_close(self.deflater);
    png_destroy_write_struct(&self.png, &self.info);
    return status;
}

/// Gradients and photographs, small: filters by row, deflated with and without LZ77; the shorter stays.
static cpng_status encode_smallest(
    const row_source *source, uint8_t *scratch, cpng_output *output, char *reason
) {
    cpng_output other = {0};
    cpng_status status = encode_once(source, PLAN_ADAPTIVE, 1, Z_DEFAULT_STRATEGY, scratch, output, reason);
    if (status == CPNG_OK) status = encode_once(source, PLAN_ADAPTIVE, 1, Z_RLE, scratch, &other, reason);
    if (status == CPNG_OK && other.count < output->count) {
        const cpng_output longer = *output;
        *output = other;
        other = longer;
    }
    cpng_output_free(&other);
    return status;
}

cpng_status cpng_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, int small, cpng_output *output,
    char reason[CPNG_REASON_BYTES]
) {
    row_source source;
    row_source_open(&source, pixels, width, height);
    uint8_t *scratch = malloc(scratch_size(&source));
    if (!scratch) return CPNG_OUT_OF_MEMORY;
    const row_plan plan = row_plan_choose(&source, scratch + IDAT_BYTES);
    cpng_status status;
    if (plan == PLAN_PLAIN)
        status = encode_once(&source, plan, small, Z_DEFAULT_STRATEGY, scratch, output, reason);
    else if (small)
        status = encode_smallest(&source, scratch, output, reason);
    else
        status = encode_once(&source, plan, small, Z_RLE, scratch, output, reason);
    free(scratch);
    return status;
}

void cpng_output_free(cpng_output *output) {
    free(output->bytes);
    *output = (cpng_output) {0};
}
