#include <stdlib.h>
#include <string.h>

#include "CPNGDeflate.h"

// The frame of a PNG around segments that are deflated already: signature, IHDR, sRGB, one IDAT, IEND.

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

static size_t row_bytes(const cd_bands *b) { return 1 + b->width * (size_t)b->channels; }

static size_t raw_bytes(const cd_bands *b, size_t from, size_t to) {
    return row_bytes(b) * (b->edges[to] - b->edges[from]);
}

static size_t fresh_bound(size_t count) {
    const size_t matched = cd_segment_bound(count), plain = cd_literals_bound(count);
    return matched > plain ? matched : plain;
}

/// Rows that are filtered and deflated together: what is written stays in the nearest cache until it is read.
enum { PIECE_ROWS = 16 };

size_t cd_png_work(const cd_bands *b, const cd_fresh *fresh) {
    const size_t rows = fresh->literals || fresh->matches ? PIECE_ROWS : b->edges[b->band_count];
    return row_bytes(b) * rows + cd_filter_scratch(b->width);
}

size_t cd_png_bound(const cd_bands *b, const uint8_t *dirty) {
    size_t total = 256;
    for (size_t band = 0; band < b->band_count; band++)
        total += dirty[band] ? fresh_bound(raw_bytes(b, band, band + 1)) : b->offsets[band + 1] - b->offsets[band];
    return total;
}

/// Bands that changed, on their way.
typedef struct {
    const cd_bands *bands;
    const cd_fresh *fresh;
    const uint8_t *pixels; // of the first band's first row
    uint8_t *work;
    size_t rows;
} cd_fresh_rows;

/// Filters rows `from ..< to` of the segment behind the scratch, and returns where they are.
static uint8_t *filtered_rows(const cd_fresh_rows *f, size_t from, size_t to, uint32_t *adler) {
    const cd_bands *b = f->bands;
    const size_t stride = b->width * 4, count = row_bytes(b) * (to - from);
    uint8_t *out = f->work + cd_filter_scratch(b->width);
    cd_filter_rows(f->pixels + from * stride, stride, b->width, to - from, b->channels, f->fresh->filter, from > 0,
                   f->work, out);
    *adler = cd_adler32(f->fresh->engine, *adler, out, count);
    return out;
}

/// By the trained codes, piece by piece. Returns 0 where the rows turn out to be unlike the sample.
static size_t write_trained(const cd_fresh_rows *f, uint8_t *out, uint32_t *adler) {
    const cd_literals *literals = f->fresh->literals;
    const size_t row = row_bytes(f->bands), count = row * f->rows;
    cd_literals_writer writer;
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

/// Filters and deflates bands that changed; returns where the next segment begins, or NULL.
static uint8_t *write_fresh(const cd_bands *b, const cd_fresh *fresh, size_t band, size_t end, const uint8_t *pixels,
                            uint8_t *work, uint8_t *out, uint32_t *adler) {
    const size_t count = raw_bytes(b, band, end);
    const cd_fresh_rows rows = {b, fresh, pixels + b->edges[band] * b->width * 4, work,
                                b->edges[end] - b->edges[band]};
    uint32_t own = 1;
    size_t written = 0;
    if (fresh->literals || fresh->matches) {
        written = write_trained(&rows, out, &own);
        if (!written) {
            // Codes of their own, for which all rows are needed at once.
            uint8_t *more = malloc(count + cd_filter_scratch(b->width));
            if (!more) return NULL;
            const cd_fresh plain = {fresh->engine, fresh->level, fresh->filter, NULL, NULL};
            uint8_t *next = write_fresh(b, &plain, band, end, pixels, more, out, adler);
            free(more);
            return next;
        }
    } else {
        const uint8_t *raw = filtered_rows(&rows, 0, rows.rows, &own);
        written = cd_segment(fresh->engine, fresh->level, raw, count, out, cd_segment_bound(count));
    }
    *adler = cd_adler32_combine(*adler, own, count);
    return written ? out + written : NULL;
}

static uint8_t *copy_kept(const cd_bands *b, size_t band, size_t end, uint8_t *out, uint32_t *adler) {
    const size_t count = b->offsets[end] - b->offsets[band];
    memcpy(out, b->bytes + b->offsets[band], count);
    for (size_t i = band; i < end; i++) *adler = cd_adler32_combine(*adler, b->adlers[i], raw_bytes(b, i, i + 1));
    return out + count;
}

size_t cd_write_png(const cd_bands *b, const cd_fresh *fresh, const uint8_t *dirty, const uint8_t *pixels,
                    uint8_t *work, uint8_t *out) {
    uint8_t *next = out + cd_png_begin(fresh->engine, b->width, b->edges[b->band_count], b->channels, out);
    uint32_t adler = 1;
    for (size_t band = 0; band < b->band_count;) {
        size_t end = band + 1;
        while (end < b->band_count && !dirty[end] == !dirty[band]) end++;
        next = dirty[band] ? write_fresh(b, fresh, band, end, pixels, work, next, &adler)
                           : copy_kept(b, band, end, next, &adler);
        if (!next) return 0;
        band = end;
    }
    return cd_png_end(fresh->engine, out, (size_t)(next - out), adler);
}

size_t cd_rows_bound(size_t width, size_t rows, int channels) {
    return fresh_bound((1 + width * (size_t)channels) * rows);
}

size_t cd_rows_work(const cd_fresh *fresh, size_t width, size_t rows, int channels) {
    const size_t edges[2] = {0, rows};
    const cd_bands alone = {NULL, NULL, NULL, edges, width, 1, channels};
    return cd_png_work(&alone, fresh);
}

size_t cd_rows_segment(const cd_fresh *fresh, const uint8_t *pixels, size_t width, size_t rows, int channels,
                       uint8_t *work, uint8_t *out, uint32_t *adler) {
    const size_t edges[2] = {0, rows};
    const cd_bands alone = {NULL, NULL, NULL, edges, width, 1, channels};
    *adler = 1;
    const uint8_t *end = write_fresh(&alone, fresh, 0, 1, pixels, work, out, adler);
    return end ? (size_t)(end - out) : 0;
}
