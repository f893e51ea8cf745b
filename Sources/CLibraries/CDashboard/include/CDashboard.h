#pragma once
// The dashboard's files, embedded in the program when it is built.
#include <stddef.h>
#include <stdint.h>

/// The number of files.
size_t cdashboard_count(void);

/// The path of a file below the dashboard's folder, closed by a zero; `index < cdashboard_count()`.
const char *cdashboard_path(size_t index);

/// The number of bytes of a file.
size_t cdashboard_byte_count(size_t index);

/// Copies a file's bytes to `bytes`, which holds `cdashboard_byte_count(index)` of them.
void cdashboard_copy(size_t index, uint8_t *bytes);

/// Packs `byte_count` bytes as gzip into `packed`, which has room for `capacity`. Gives the length; 0 where it did not
/// fit or there was no memory.
size_t cdashboard_gzip(const uint8_t *bytes, size_t byte_count, uint8_t *packed, size_t capacity);
