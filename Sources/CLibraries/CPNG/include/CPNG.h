#pragma once
// PNG through libpng, and the byte loops around it, for callers that no `longjmp` may cross: every function here
// returns a status, and libpng's error jumps start and end inside one file.
#include <stddef.h>
#include <stdint.h>

#include "CPNGDeflate.h"

typedef enum cpng_status {
    CPNG_OK = 0,
    CPNG_OUT_OF_MEMORY = 1,
    /// The bytes break the format, or libpng found something to warn about.
    CPNG_DAMAGED = 2,
} cpng_status;

/// Room for libpng's words about what is wrong, the closing zero included.
enum { CPNG_REASON_BYTES = 96 };

// Reading

/// Decodes the default image of a PNG to premultiplied R, G, B, A bytes.
///
/// Ancillary chunks are skipped (their checksum is verified, their body is never inflated), except tRNS.
/// `width` and `height` come from the caller's own look at IHDR: a picture that says anything else is damaged.
/// `pixels` holds `width * height * 4` bytes. `chunk_byte_limit` bounds every chunk but IDAT.
cpng_status cpng_decode(
    const uint8_t *bytes, size_t byte_count, uint32_t width, uint32_t height, size_t chunk_byte_limit,
    uint8_t *pixels, char reason[CPNG_REASON_BYTES]);

// Writing

/// Bytes that grow by `malloc`; `cpng_output_free` releases them.
typedef struct cpng_output {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} cpng_output;

/// Encodes premultiplied R, G, B, A pixels. `small` not 0: try harder for fewer bytes.
///
/// `output` starts zeroed. The caller frees it, whatever the status.
cpng_status cpng_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, int small, cpng_output *output,
    char reason[CPNG_REASON_BYTES]);

void cpng_output_free(cpng_output *output);

// Pixels: 32-bit words of R, G, B, A bytes in memory order

/// Multiplies colour by alpha in place, rounded to nearest.
void pixels_premultiply(uint8_t *pixels, size_t count);

/// Divides colour by alpha, rounded to nearest; colour of a transparent pixel becomes 0.
void pixels_unpremultiply(const uint8_t *pixels, size_t count, uint8_t *straight);

/// Drops alpha: four bytes a pixel to three.
void pixels_to_rgb(const uint8_t *pixels, size_t count, uint8_t *rgb);

/// Puts premultiplied pixels over opaque white.
void pixels_over_white(const uint8_t *pixels, size_t count, uint8_t *opaque);

/// 1 where every pixel's alpha is 255.
int pixels_are_opaque(const uint8_t *pixels, size_t count);

/// Turns a picture of `width * height` pixels upright by its EXIF orientation, 1...8.
///
/// `upright` holds as many pixels; for 5...8 its width is `height`.
void pixels_orient(const uint8_t *pixels, size_t width, size_t height, int orientation, uint8_t *upright);
