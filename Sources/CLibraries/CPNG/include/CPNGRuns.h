#pragma once
#include <stddef.h>
#include <stdint.h>

// Deflate for opaque rows of text and flat shapes, by whole pixels and one trained code: a run of pixels equal to their
// left neighbour, a run of pixels equal to those above, or a pixel spelled out. Unlike a search for matches, of which a
// processor guesses half the turns wrong, this takes the same steps for every text.

/// A trained code for rows of one width.
typedef struct cd_runs cd_runs;

/// Trains a code on rows of a picture, four bytes a pixel. Returns NULL without memory.
///
/// `ranges` holds `count` pairs: a first row and the row behind the last.
cd_runs *cd_runs_train(const uint8_t *pixels, size_t width, const size_t *ranges, size_t count);
void cd_runs_free(cd_runs *runs);

/// The most bytes that a segment takes.
size_t cd_runs_bound(size_t width, size_t rows);
/// Deflates rows, each unfiltered and without alpha, as one segment that depends on no other. Returns the byte count.
///
/// `adler` becomes the checksum of the rows as a decoder sees them.
size_t cd_runs_segment(const cd_runs *runs, const uint8_t *pixels, size_t width, size_t rows, uint8_t *out,
                       uint32_t *adler);
/// Bytes that a segment of rows like the sample does not reach.
size_t cd_runs_limit(const cd_runs *runs, size_t width, size_t rows);
/// One bit for each of two rows' pixels that are equal, first pixel lowest; with `portable` by the scalar body.
void cd_equal_pixels(const uint8_t *a, const uint8_t *b, size_t count, uint64_t *bits, int portable);
