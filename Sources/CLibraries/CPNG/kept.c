#include <stdlib.h>
#include <string.h>

#include "CPNGDeflate.h"

// The frame of a PNG around segments (signature, IHDR, sRGB, one IDAT, IEND), and segments of fresh rows.

static uint8_t *put32(uint8_t *out, uint32_t value) {
    out[0] = (uint8_t)(value >> 24);
    out[1] = (uint8_t)(value >> 16);
    out[2] = (uint8_t)(value >> 8);
    out[3] = (uint8_t)value;
    return out + 4;
}

/// Closes a chunk whose data is in place behind eight reserved bytes; returns where the next begins.
static uint8_t *close_chunk(cd_engine engine, uint8_t *chunk, const char *type, size_t count) {
    put32(chunk, (uint32_t)count);
    memcpy(chunk + 4, type, 4);
    return put32(chunk + 8 + count, cd_crc32(engine, 0, chunk + 4, count + 4));
}

/// Bytes of signature, IHDR and sRGB.
enum { HEAD_BYTES = 8 + 25 + 13 };

size_t cd_png_begin(cd_engine engine, size_t width, size_t height, int channels, uint8_t *out) {
    memcpy(out, "\x89PNG\r\n\x1a\n", 8);
    uint8_t *chunk = out + 8;
    uint8_t *data = put32(put32(chunk + 8, (uint32_t)width), (uint32_t)height);
    data[0] = 8;
    data[1] = channels == 3 ? 2 : 6;
    data[2] = data[3] = data[4] = 0;
    chunk = close_chunk(engine, chunk, "IHDR", 13);
    chunk[8] = 0;
    chunk = close_chunk(engine, chunk, "sRGB", 1);
    // The zlib header, behind the eight bytes that IDAT's length and name will take.
    chunk[8] = 0x78;
    chunk[9] = 0x01;
    return HEAD_BYTES + 10;
}

size_t cd_png_end(cd_engine engine, uint8_t *out, size_t count, uint32_t adler) {
    uint8_t *next = out + count;
    // An empty final block, then the checksum of all filtered rows.
    *next++ = 0x03;
    *next++ = 0x00;
    next = put32(next, adler);
    next = close_chunk(engine, out + HEAD_BYTES, "IDAT", (size_t)(next - out) - HEAD_BYTES - 8);
    return (size_t)(close_chunk(engine, next, "IEND", 0) - out);
}

size_t cd_rows_bound(size_t width, size_t rows, int channels) {
    const size_t count = (1 + width * (size_t)channels) * rows;
    const size_t matched = cd_segment_bound(count), plain = cd_literals_bound(count), runs = cd_runs_bound(width, rows);
    const size_t larger = matched > plain ? matched : plain;
    return larger > runs ? larger : runs;
}

/// Rows that are filtered and deflated together: what is written stays in the nearest cache until it is read.
enum { PIECE_ROWS = 16 };

size_t cd_rows_work(const cd_fresh *fresh, size_t width, size_t rows, int channels) {
    if (fresh->runs) return 0;
    const size_t together = (fresh->literals || fresh->matches) && rows > PIECE_ROWS ? PIECE_ROWS : rows;
    return (1 + width * (size_t)channels) * together + cd_filter_scratch(width);
}

/// Rows on their way to a segment.
typedef struct {
    const cd_fresh *fresh;
    const uint8_t *pixels; // of the first row
    size_t width, rows;
    int channels;
    uint8_t *work;
} cd_fresh_rows;

static size_t row_bytes(const cd_fresh_rows *f) { return 1 + f->width * (size_t)f->channels; }

/// Filters rows `from ..< to` behind the scratch, and returns where they are.
static uint8_t *filtered_rows(const cd_fresh_rows *f, size_t from, size_t to, uint32_t *adler) {
    const size_t stride = f->width * 4;
    uint8_t *out = f->work + cd_filter_scratch(f->width);
    cd_filter_rows(f->pixels + from * stride, stride, f->width, to - from, f->channels, f->fresh->filter, from > 0,
                   f->work, out);
    *adler = cd_adler32(f->fresh->engine, *adler, out, row_bytes(f) * (to - from));
    return out;
}

/// By the trained codes, piece by piece. Returns 0 where the rows turn out to be unlike the sample.
static size_t trained_segment(const cd_fresh_rows *f, uint8_t *out, uint32_t *adler) {
    const cd_literals *literals = f->fresh->literals;
    const size_t row = row_bytes(f), count = row * f->rows;
    cd_bits writer;
    cd_trained *matches = NULL;
    if (literals) writer = cd_literals_begin(literals, out);
    else if (!(matches = cd_trained_open(f->fresh->matches, out, count))) return 0;
    for (size_t from = 0; from < f->rows; from += PIECE_ROWS) {
        const size_t to = from + PIECE_ROWS < f->rows ? from + PIECE_ROWS : f->rows;
        const uint8_t *raw = filtered_rows(f, from, to, adler);
        if (literals) cd_literals_add(&writer, literals, raw, row * (to - from));
        else if (!cd_trained_add(matches, raw, row * (to - from), to == f->rows)) return 0;
    }
    if (!literals) return cd_trained_count(matches);
    const size_t written = (size_t)(cd_literals_end(&writer, literals) - out);
    const size_t expected = count * literals->bits_per_kilobyte / 8192;
    return written < expected + expected / 4 && written > expected - expected / 4 ? written : 0;
}

/// By codes of their own, for which all rows are needed at once.
static size_t plain_segment(const cd_fresh_rows *f, uint8_t *out, uint32_t *adler) {
    const size_t count = row_bytes(f) * f->rows;
    const uint8_t *raw = filtered_rows(f, 0, f->rows, adler);
    return cd_segment(f->fresh->engine, f->fresh->level, raw, count, out, cd_segment_bound(count));
}

/// Pixel by pixel. Returns 0 where the rows turn out to be unlike the sample.
static size_t runs_segment(const cd_fresh_rows *f, uint8_t *out, uint32_t *adler) {
    const size_t written = cd_runs_segment(f->fresh->runs, f->pixels, f->width, f->rows, out, adler);
    return written < cd_runs_limit(f->fresh->runs, f->width, f->rows) ? written : 0;
}

size_t cd_rows_segment(const cd_fresh *fresh, const uint8_t *pixels, size_t width, size_t rows, int channels,
                       uint8_t *work, uint8_t *out, uint32_t *adler) {
    cd_fresh_rows f = {fresh, pixels, width, rows, channels, work};
    *adler = 1;
    if (!fresh->literals && !fresh->matches && !fresh->runs) return plain_segment(&f, out, adler);
    size_t written = fresh->runs ? runs_segment(&f, out, adler) : trained_segment(&f, out, adler);
    if (written) return written;
    const cd_fresh plain = {fresh->engine, fresh->level, fresh->filter, NULL, NULL, NULL};
    f.fresh = &plain;
    f.work = malloc(cd_rows_work(&plain, width, rows, channels));
    if (!f.work) return 0;
    *adler = 1;
    written = plain_segment(&f, out, adler);
    free(f.work);
    return written;
}
