#include <string.h>
#include <zlib.h>

#include "CDashboard.h"

#include "files.inc"

static const size_t count = sizeof(files) / sizeof(files[0]);

size_t cdashboard_count(void) { return count; }

const char *cdashboard_path(size_t index) { return files[index].path; }

size_t cdashboard_byte_count(size_t index) { return files[index].byte_count; }

void cdashboard_copy(size_t index, uint8_t *bytes) { memcpy(bytes, files[index].bytes, files[index].byte_count); }

size_t cdashboard_gzip(const uint8_t *bytes, size_t byte_count, uint8_t *packed, size_t capacity) {
    z_stream stream = {0};
    // 16 above the window's bits asks for gzip's frame.
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)byte_count;
    stream.next_out = packed;
    stream.avail_out = (uInt)capacity;
    const int status = deflate(&stream, Z_FINISH);
    const size_t length = stream.total_out;
    if (deflateEnd(&stream) != Z_OK || status != Z_STREAM_END) return 0;
    return length;
}
