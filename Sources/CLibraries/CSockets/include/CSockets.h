#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Writes to a connected socket, and files in memory that a socket sends without copying them (Linux).

/// Makes a file that has no name and lies in memory. Returns its descriptor, or -1 where none can be made.
int cs_memory_file(const uint8_t *bytes, size_t count);
void cs_close(int file);
/// Another descriptor of the same socket or file, or -1 where none can be had.
int cs_duplicate(int file);

/// How many bytes the other side of a TCP connection has acknowledged; -1 where some that were written are on their way.
int64_t cs_acknowledged(int socket);
/// Sends two buffers, as much of them as the socket takes without waiting. Returns the byte count, 0 on any failure.
size_t cs_send(int socket, const uint8_t *head, size_t head_count, const uint8_t *body, size_t body_count);
/// The same with the first `count` bytes of a file in place of the second buffer.
size_t cs_send_file(int socket, const uint8_t *head, size_t head_count, int file, size_t count);
