#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CPNGKeptRuns.h"
#include "CPNGLiterals.h"
#include "CPNGRuns.h"

// Deflate for PNG rows behind one small protocol, with two engines that give the same stream contents but not the same
// bytes: ISA-L where the build found it, zlib everywhere.

typedef enum { CD_ZLIB = 0, CD_ISAL = 1 } cd_engine;

/// The best engine of this build.
cd_engine cd_best_engine(void);
/// The engine's name and version.
const char *cd_engine_name(cd_engine engine);

/// The most bytes that a segment of `count` raw bytes can take.
size_t cd_segment_bound(size_t count);
/// A code for matches and bytes that is trained once, so that a segment takes one pass instead of two: ISA-L only.
typedef struct cd_matches cd_matches;
/// Trains a code on rows like those to come. NULL where the build has no ISA-L or memory ran out.
cd_matches *cd_matches_train(const uint8_t *sample, size_t count);
void cd_matches_free(cd_matches *matches);
/// Deflates a segment that is not the last: raw deflate, sync-flushed to a byte, using nothing before it.
///
/// `level` is 1...9 for zlib and 0...3 for ISA-L. Returns the byte count, or 0 where memory ran out.
size_t cd_segment(cd_engine engine, int level, const uint8_t *raw, size_t count, uint8_t *out, size_t capacity);

/// A segment that is written piece by piece by ISA-L with a trained code; one at a time a thread.
typedef struct cd_trained cd_trained;
cd_trained *cd_trained_open(const cd_matches *matches, uint8_t *out, size_t capacity);
/// Adds a piece, and with `finish` ends the segment. Returns 0 where it does not fit.
int cd_trained_add(cd_trained *trained, const uint8_t *raw, size_t count, int finish);
/// Bytes written.
size_t cd_trained_count(const cd_trained *trained);

uint32_t cd_crc32(cd_engine engine, uint32_t crc, const uint8_t *bytes, size_t count);
uint32_t cd_adler32(cd_engine engine, uint32_t adler, const uint8_t *bytes, size_t count);
/// The Adler-32 of two pieces joined, the second `count` bytes long.
uint32_t cd_adler32_combine(uint32_t first, uint32_t second, size_t count);

enum { CD_NONE = 0, CD_SUB = 1, CD_UP = 2, CD_AVERAGE = 3, CD_PAETH = 4, CD_ADAPTIVE = 5 };

/// Bytes of scratch that `cd_filter_rows` needs for rows of `width` pixels.
size_t cd_filter_scratch(size_t width);
/// Writes `rows` PNG rows, a filter byte and `channels * width` filtered bytes each. The first depends on the row above
/// it only where it `continues` a segment.
///
/// Pixels are four bytes apart, premultiplied and opaque for 3 channels, straight alpha for 4.
void cd_filter_rows(const uint8_t *pixels, size_t stride, size_t width, size_t rows, int channels, int filter,
                    int continues, uint8_t *scratch, uint8_t *out);
/// A whole zlib stream that is written piece by piece.
typedef struct cd_stream cd_stream;

/// Opens a stream; `level` and `strategy` are zlib's and count for zlib only. Returns NULL without memory.
cd_stream *cd_stream_open(cd_engine engine, int level, int strategy);
/// Deflates `count` bytes, and with `finish` ends the stream. `out` and `room` move on as bytes are written.
///
/// Returns 1 when all input is taken (and the stream ended), 0 when `room` ran out: call again with no input and more
/// room.
int cd_stream_run(cd_stream *stream, const uint8_t *bytes, size_t count, int finish, uint8_t **out, size_t *room);
void cd_stream_close(cd_stream *stream);

/// How rows are written.
typedef struct {
    cd_engine engine;
    int level;
    int filter;
    const cd_matches *matches;   // NULL for codes found anew for each segment
    const cd_literals *literals; // NULL where matches pay
    const cd_runs *runs;         // NULL where pixels are no runs; then for opaque rows of the width that it knows
} cd_fresh;

// A PNG of segments: begun, the segments appended from the top down, ended.

/// Room that the beginning and the end take.
enum { CD_FRAME_BYTES = 128 };
/// Writes what comes before the first segment; returns the byte count.
size_t cd_png_begin(cd_engine engine, size_t width, size_t height, int channels, uint8_t *out);
/// Ends the file of which `count` bytes are written; returns its byte count. `adler` is over all filtered rows.
size_t cd_png_end(cd_engine engine, uint8_t *out, size_t count, uint32_t adler);

/// The most bytes that a segment of `rows` rows takes.
size_t cd_rows_bound(size_t width, size_t rows, int channels);
/// Bytes that `work` needs.
size_t cd_rows_work(const cd_fresh *fresh, size_t width, size_t rows, int channels);
/// Filters and deflates rows as one segment that depends on no other. Returns the byte count, or 0 without memory.
size_t cd_rows_segment(const cd_fresh *fresh, const uint8_t *pixels, size_t width, size_t rows, int channels,
                       uint8_t *work, uint8_t *out, uint32_t *adler);
