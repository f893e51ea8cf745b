#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CPNGRuns.h"

// Rows of a picture that are written as runs once, so that of a copy in which some columns changed only those are
// written anew: the bits of a row's margins are copied.

/// The written rows of one picture, in bands.
typedef struct cd_kept_runs cd_kept_runs;

/// Columns of a strip begin, and but at the picture's right edge end, at multiples of so many.
enum { CD_STRIP_STEP = 64 };

/// Writes all rows of an opaque picture, four bytes a pixel. Returns NULL without memory.
///
/// `edges` holds the first row of each of `bands` bands, and the height. `runs` was trained for this width and lives on
/// as long.
cd_kept_runs *cd_kept_runs_make(const cd_runs *runs, const uint8_t *pixels, size_t width, const size_t *edges,
                                size_t bands);
void cd_kept_runs_free(cd_kept_runs *kept);
/// Bytes that it holds.
size_t cd_kept_runs_bytes(const cd_kept_runs *kept);
/// 1 where these bands are kept; those that are unlike the code's sample are not.
int cd_kept_runs_hold(const cd_kept_runs *kept, size_t first_band, size_t bands);

/// Writes a changed copy of adjacent bands that are kept as one segment that depends on no other, in at most
/// `cd_runs_bound` bytes of its whole rows.
///
/// The strip of columns `from ..< to` has changed; `pixels` holds its rows without padding. Its last column is as it
/// was, unless it is the picture's last: what stands to the right may refer to it. `adler` becomes the checksum of the
/// whole rows. Returns the byte count, or 0 where the strip is unlike the sample or memory ran out.
size_t cd_kept_runs_segment(const cd_kept_runs *kept, const uint8_t *pixels, size_t first_band, size_t bands,
                            size_t from, size_t to, uint8_t *out, uint32_t *adler);
