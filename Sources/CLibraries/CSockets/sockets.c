#define _GNU_SOURCE
#include "CSockets.h"

#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int cs_memory_file(const uint8_t *bytes, size_t count) {
    const int file = memfd_create("picture", MFD_CLOEXEC);
    if (file < 0) return -1;
    size_t written = 0;
    while (written < count) {
        const ssize_t more = write(file, bytes + written, count - written);
        if (more <= 0) {
            close(file);
            return -1;
        }
        written += (size_t)more;
    }
    return file;
}

void cs_close(int file) { close(file); }

int cs_duplicate(int file) { return fcntl(file, F_DUPFD_CLOEXEC, 0); }

int64_t cs_acknowledged(int socket) {
    struct tcp_info info;
    socklen_t count = sizeof info;
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &count)) return -1;
    // An old kernel tells less.
    if (count < offsetof(struct tcp_info, tcpi_notsent_bytes) + sizeof info.tcpi_notsent_bytes) return -1;
    return info.tcpi_unacked || info.tcpi_notsent_bytes ? -1 : (int64_t)info.tcpi_bytes_acked;
}

size_t cs_send(int socket, const uint8_t *head, size_t head_count, const uint8_t *body, size_t body_count) {
    struct iovec parts[2] = {{(void *)head, head_count}, {(void *)body, body_count}};
    const struct msghdr message = {.msg_iov = parts, .msg_iovlen = body_count ? 2 : 1};
    const ssize_t sent = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent > 0 ? (size_t)sent : 0;
}

size_t cs_send_file(int socket, const uint8_t *head, size_t head_count, int file, size_t count) {
    // The head waits for what comes behind it, so that both leave together.
    const ssize_t sent = send(socket, head, head_count, MSG_DONTWAIT | MSG_NOSIGNAL | MSG_MORE);
    if (sent <= 0) return 0;
    if ((size_t)sent < head_count) return (size_t)sent;
    off_t offset = 0;
    while ((size_t)offset < count && sendfile(socket, file, &offset, count - (size_t)offset) > 0) continue;
    return head_count + (size_t)offset;
}
