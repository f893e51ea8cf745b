#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/// One decoding. It lives in the frame above `setjmp`, so that its fields keep their values over a `longjmp`.
typedef struct reader {
    png_structp png;
    png_infop info;
    uint32_t width, height;
    uint8_t *pixels;
    int is_complete;
    cpng_status status;
    char *reason;
    jmp_buf jump;
} reader;

static void stop(reader *self, cpng_status status, const char *reason) {
    self->status = status;
    strncpy(self->reason, reason, CPNG_REASON_BYTES - 1);
    self->reason[CPNG_REASON_BYTES - 1] = 0;
    longjmp(self->jump, 1);
}

static void on_error(png_structp png, png_const_charp message) {
    reader *self = png_get_error_ptr(png);
    stop(self, strstr(message, "emory") ? CPNG_OUT_OF_MEMORY : CPNG_DAMAGED, message);
}

// All chunks that libpng warns about out of pedantry are skipped, so what it still warns about is damage: a checksum
// that does not match, a transparency chunk that does not fit, bytes left over after the last row.
static void on_warning(png_structp png, png_const_charp message) {
    on_error(png, message);
}

/// All chunks before the pixels are read: asks for 8-bit RGBA rows.
static void on_header(png_structp png, png_infop info) {
    const reader *self = png_get_progressive_ptr(png);
    if (png_get_image_width(png, info) != self->width || png_get_image_height(png, info) != self->height)
        png_error(png, "two sizes");
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) != (size_t) self->width * 4) png_error(png, "unexpected row size");
}

/// One row of one interlace pass, NULL where the pass has nothing for it.
static void on_row(png_structp png, png_bytep fresh, png_uint_32 row, int pass) {
    (void) pass;
    const reader *self = png_get_progressive_ptr(png);
    if (row >= self->height) png_error(png, "too many rows");
    png_progressive_combine_row(png, self->pixels + (size_t) row * self->width * 4, fresh);
}

/// IEND. A stream that closes early passes libpng's progressive reader, and would leave pixels as malloc gave them.
static void on_end(png_structp png, png_infop info) {
    reader *self = png_get_progressive_ptr(png);
    const int has_all_rows = png_get_interlace_type(png, info) == PNG_INTERLACE_NONE
        ? png_get_current_row_number(png) >= self->height
        : png_get_current_pass_number(png) >= PNG_INTERLACE_ADAM7_PASSES;
    if (!has_all_rows) png_error(png, "too few rows");
    self->is_complete = 1;
}

static void prepare(reader *self, size_t chunk_byte_limit) {
    self->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, self, on_error, on_warning);
    if (!self->png) stop(self, CPNG_OUT_OF_MEMORY, "out of memory");
    self->info = png_create_info_struct(self->png);
    if (!self->info) stop(self, CPNG_OUT_OF_MEMORY, "out of memory");
    png_set_user_limits(self->png, self->width, self->height);
    png_set_chunk_malloc_max(self->png, chunk_byte_limit);
    // -1: every chunk that a picture can be decoded without, known to libpng or not.
    png_set_keep_unknown_chunks(self->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_progressive_read_fn(self->png, self, on_header, on_row, on_end);
}

// The progressive reader inflates one row at a time and stops at the first byte past the last one. The sequential
// reader would inflate all that follows, a thousand bytes for each one that a stranger sends, to warn about it.
static cpng_status run(reader *self, const uint8_t *bytes, size_t byte_count, size_t chunk_byte_limit) {
    if (setjmp(self->jump)) return self->status;
    prepare(self, chunk_byte_limit);
    // libpng only reads from the buffer, though its type does not say so.
    png_process_data(self->png, self->info, (png_bytep) (uintptr_t) bytes, byte_count);
    if (!self->is_complete) png_error(self->png, "truncated");
    return CPNG_OK;
}

cpng_status cpng_decode(
    const uint8_t *bytes, size_t byte_count, uint32_t width, uint32_t height, size_t chunk_byte_limit,
    uint8_t *pixels, char reason[CPNG_REASON_BYTES]
) {
    reader self = {.width = width, .height = height, .pixels = pixels, .reason = reason};
    const cpng_status status = run(&self, bytes, byte_count, chunk_byte_limit);
    png_destroy_read_struct(&self.png, &self.info, NULL);
    if (status == CPNG_OK) pixels_premultiply(pixels, (size_t) width * height);
    return status;
}
