// Load by the clock: requests leave at an even rate, whatever becomes of those before them.
//
//   driver HOST PORT SECONDS NAME:RATE:CONNECTIONS:FILE...
//
// A stream sends the requests of its file in turn, RATE a second, each on a connection of its own that is kept for the
// next; RATE 0 is a closed loop, with a request always under way on each of CONNECTIONS. FILE holds requests, each behind
// its length in decimal digits and a line feed; the first eight zeros in a request become its number. Prints a JSON line:
// what became of the requests of each stream, and how many pictures (status 200) a second came while the load ran, its
// first second left out. One thread, so that little of the machine is taken from the server.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { STREAMS = 8, HEAD_BYTES = 4096, PATIENCE_SECONDS = 20, BROKEN = 0, NONE = 1, STATUSES = 600 };

typedef struct { char *bytes, *digits; size_t count; } request;

typedef struct line {
    struct stream *stream;
    struct line *next_free;
    int socket, is_busy;
    size_t head_count;
    long body_left;  // -1 while the head is read
    int status;
    char head[HEAD_BYTES];
} line;

typedef struct stream {
    const char *name;
    double rate, latest;
    size_t limit, open, request_count, sent, under_way, good;
    request *requests;
    line *free;
    size_t answers[STATUSES];
} stream;

static struct sockaddr_in address;
static double start, seconds, skipped;
static int events;
static char body[1 << 18];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9 - start;
}

static void fail(const char *what) {
    fprintf(stderr, "driver: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void read_requests(stream *stream, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    size_t count;
    while (fscanf(file, "%zu", &count) == 1 && fgetc(file) == '\n') {
        stream->requests = realloc(stream->requests, (stream->request_count + 1) * sizeof(request));
        char *bytes = malloc(count + 1);
        if (!stream->requests || !bytes || fread(bytes, 1, count, file) != count) fail(path);
        bytes[count] = 0;
        stream->requests[stream->request_count++] = (request){bytes, strstr(bytes, "00000000"), count};
    }
    fclose(file);
    if (!stream->request_count) fail("a stream has requests");
}

static line *open_line(stream *stream) {
    line *line = calloc(1, sizeof *line);
    const int one = 1;
    if (!line) fail("memory");
    line->stream = stream;
    line->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (line->socket < 0 || connect(line->socket, (struct sockaddr *)&address, sizeof address)) {
        if (line->socket >= 0) close(line->socket);
        free(line);
        return NULL;
    }
    setsockopt(line->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = line};
    epoll_ctl(events, EPOLL_CTL_ADD, line->socket, &event);
    stream->open++;
    return line;
}

static void close_line(line *line) {
    close(line->socket);
    line->stream->open--;
    if (line->is_busy) line->stream->under_way--, line->stream->answers[BROKEN]++;
    free(line);
}

static void send_next(stream *stream) {
    line *line = stream->free;
    if (line) stream->free = line->next_free;
    else if (stream->open >= stream->limit) { stream->answers[NONE]++; return; }
    else if (!(line = open_line(stream))) { stream->answers[BROKEN]++; return; }
    request *next = &stream->requests[stream->sent++ % stream->request_count];
    if (next->digits) {
        char digits[9];
        snprintf(digits, sizeof digits, "%08zu", stream->sent % 100000000);
        memcpy(next->digits, digits, 8);
    }
    line->is_busy = 1, line->body_left = -1, line->head_count = 0;
    stream->under_way++;
    // The socket blocks, so all of it leaves.
    if (send(line->socket, next->bytes, next->count, MSG_NOSIGNAL) != (ssize_t)next->count) close_line(line);
}

static void answered(line *line) {
    stream *stream = line->stream;
    const double moment = now();
    stream->under_way--;
    stream->answers[line->status > NONE && line->status < STATUSES ? line->status : BROKEN]++;
    if (line->status == 200 && moment >= skipped && moment <= seconds) stream->good++;
    line->is_busy = 0;
    line->next_free = stream->free;
    stream->free = line;
    if (stream->rate == 0 && moment < seconds) send_next(stream);
}

static void take_out(line *gone) {
    for (line **link = &gone->stream->free; *link; link = &(*link)->next_free)
        if (*link == gone) { *link = gone->next_free; return; }
}

static void receive(line *line) {
    const ssize_t count = recv(line->socket, body, sizeof body, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0 || !line->is_busy) {
        if (!line->is_busy) take_out(line);
        close_line(line);
        return;
    }
    size_t from = 0;
    if (line->body_left < 0) {
        const size_t room = HEAD_BYTES - 1 - line->head_count;
        const size_t taken = (size_t)count < room ? (size_t)count : room;
        memcpy(line->head + line->head_count, body, taken);
        const size_t before = line->head_count;
        line->head_count += taken;
        line->head[line->head_count] = 0;
        const char *end = strstr(line->head, "\r\n\r\n");
        if (!end) { if (taken == room) close_line(line); return; }
        const char *length = strcasestr(line->head, "\r\ncontent-length:");
        line->status = atoi(line->head + 9);
        line->body_left = length && length < end ? atol(length + 17) : 0;
        from = (size_t)(end + 4 - line->head) - before;
    }
    line->body_left -= (long)((size_t)count - from);
    if (line->body_left <= 0) answered(line);
}

static void print(const stream *stream) {
    printf("{\"name\":\"%s\",\"askedPerSecond\":%.1f,\"goodput\":%.2f,\"latestMilliseconds\":%.1f,\"answers\":{",
           stream->name, stream->rate, (double)stream->good / (seconds - skipped), stream->latest * 1e3);
    const char *comma = "";
    for (int status = 0; status < STATUSES; status++) {
        if (!stream->answers[status]) continue;
        if (status == BROKEN) printf("%s\"broken\":", comma);
        else if (status == NONE) printf("%s\"none\":", comma);
        else printf("%s\"%d\":", comma, status);
        printf("%zu", stream->answers[status]);
        comma = ",";
    }
    printf("}}");
}

int main(int count, char **words) {
    if (count < 5 || count > 4 + STREAMS) {
        fputs("usage: driver HOST PORT SECONDS NAME:RATE:CONNECTIONS:FILE...\n", stderr);
        return 64;
    }
    static stream streams[STREAMS];
    const int stream_count = count - 4;
    address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(words[2]))};
    if (inet_pton(AF_INET, words[1], &address.sin_addr) != 1) fail(words[1]);
    seconds = atof(words[3]);
    skipped = seconds < 4 ? seconds / 4 : 1;
    events = epoll_create1(0);
    for (int i = 0; i < stream_count; i++) {
        char *word = words[4 + i];
        streams[i].name = strsep(&word, ":");
        streams[i].rate = atof(strsep(&word, ":"));
        streams[i].limit = (size_t)atol(strsep(&word, ":"));
        read_requests(&streams[i], word);
    }
    start = now();
    for (int i = 0; i < stream_count; i++)
        for (size_t n = 0; streams[i].rate == 0 && n < streams[i].limit; n++) send_next(&streams[i]);
    for (;;) {
        size_t under_way = 0;
        double wait = 0.1;
        const double moment = now();
        for (int i = 0; i < stream_count; i++) {
            stream *stream = &streams[i];
            while (stream->rate > 0 && moment < seconds) {
                const double due = (double)(stream->sent + stream->answers[NONE]) / stream->rate;
                if (due > moment) { if (due - moment < wait) wait = due - moment; break; }
                if (moment - due > stream->latest) stream->latest = moment - due;
                const size_t before = stream->sent + stream->answers[NONE];
                send_next(stream);
                if (stream->sent + stream->answers[NONE] == before) break;  // no connection at all
            }
            under_way += stream->under_way;
        }
        if (moment >= seconds && (!under_way || moment > seconds + PATIENCE_SECONDS)) break;
        struct epoll_event ready[64];
        const struct timespec until = {0, (long)(wait * 1e9)};
        const int found = epoll_pwait2(events, ready, 64, &until, NULL);
        for (int i = 0; i < found; i++) receive(ready[i].data.ptr);
    }
    putchar('[');
    for (int i = 0; i < stream_count; i++) {
        if (i) putchar(',');
        print(&streams[i]);
    }
    puts("]");
    return 0;
}
