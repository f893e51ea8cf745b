#include <string.h>

#include "CDashboard.h"

#include "files.inc"

static const size_t count = sizeof(files) / sizeof(files[0]);

size_t cdashboard_count(void) { return count; }

const char *cdashboard_path(size_t index) { return files[index].path; }

size_t cdashboard_byte_count(size_t index) { return files[index].byte_count; }

void cdashboard_copy(size_t index, uint8_t *bytes) { memcpy(bytes, files[index].bytes, files[index].byte_count); }
