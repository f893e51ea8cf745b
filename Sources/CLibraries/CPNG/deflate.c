#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "CPNGDeflate.h"

#if __has_include(<isa-l.h>) && !defined(CD_PORTABLE)
#define HAS_ISAL 1
#include <isa-l.h>
#endif

enum { LEVEL_BUFFER = 1 << 20 };

cd_engine cd_best_engine(void) {
#ifdef HAS_ISAL
    return CD_ISAL;
#else
    return CD_ZLIB;
#endif
}

const char *cd_engine_name(cd_engine engine) {
#ifdef HAS_ISAL
    static char isal[32];
    if (engine == CD_ISAL) {
        snprintf(isal, sizeof isal, "ISA-L %d.%d.%d", ISAL_MAJOR_VERSION, ISAL_MINOR_VERSION, ISAL_PATCH_VERSION);
        return isal;
    }
#endif
    (void)engine;
    return "zlib " ZLIB_VERSION;
}

size_t cd_segment_bound(size_t count) { return count + count / 8 + 512; }

struct cd_matches {
#ifdef HAS_ISAL
    struct isal_hufftables tables;
#else
    int unused;
#endif
};

cd_matches *cd_matches_train(const uint8_t *sample, size_t count) {
#ifdef HAS_ISAL
    struct isal_huff_histogram histogram;
    memset(&histogram, 0, sizeof histogram);
    cd_matches *self = malloc(sizeof *self);
    if (!self) return NULL;
    isal_update_histogram((uint8_t *)sample, (int)count, &histogram);
    if (isal_create_hufftables(&self->tables, &histogram) == 0) return self;
    free(self);
#endif
    (void)sample;
    (void)count;
    return NULL;
}

void cd_matches_free(cd_matches *self) { free(self); }

static size_t zlib_segment(int level, const uint8_t *raw, size_t count, uint8_t *out, size_t capacity) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (uint8_t *)raw;
    stream.avail_in = (uInt)count;
    stream.next_out = out;
    stream.avail_out = (uInt)capacity;
    int status = deflate(&stream, Z_SYNC_FLUSH);
    size_t written = stream.total_out;
    int complete = status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0;
    deflateEnd(&stream);
    return complete ? written : 0;
}

#ifdef HAS_ISAL
/// One stream and one level buffer a thread: initializing them touches only their heads. They are far too large for
/// thread-local storage, which is cut out of every thread's stack.
struct cd_trained {
    struct isal_zstream stream;
    uint8_t level_buffer[LEVEL_BUFFER];
};
static pthread_once_t key_made = PTHREAD_ONCE_INIT;
static pthread_key_t own_key;

static void make_key(void) { pthread_key_create(&own_key, free); }

static struct cd_trained *own_segment(void) {
    pthread_once(&key_made, make_key);
    struct cd_trained *own = pthread_getspecific(own_key);
    if (own) return own;
    own = malloc(sizeof *own);
    if (own && pthread_setspecific(own_key, own) == 0) return own;
    free(own);
    return NULL;
}

static struct cd_trained *begin_segment(int level, uint8_t *out, size_t capacity) {
    static const uint32_t sizes[] = {ISAL_DEF_LVL0_DEFAULT, ISAL_DEF_LVL1_DEFAULT, ISAL_DEF_LVL2_DEFAULT,
                                     ISAL_DEF_LVL3_DEFAULT};
    struct cd_trained *own = own_segment();
    if (!own) return NULL;
    isal_deflate_init(&own->stream);
    own->stream.level = (uint32_t)level;
    own->stream.level_buf = own->level_buffer;
    own->stream.level_buf_size = sizes[level];
    own->stream.gzip_flag = IGZIP_DEFLATE;
    own->stream.end_of_stream = 0;
    own->stream.next_out = out;
    own->stream.avail_out = (uint32_t)capacity;
    return own;
}

static int add_to_segment(struct isal_zstream *stream, const uint8_t *raw, size_t count, int finish) {
    stream->flush = finish ? SYNC_FLUSH : NO_FLUSH;
    stream->next_in = (uint8_t *)raw;
    stream->avail_in = (uint32_t)count;
    return isal_deflate(stream) == COMP_OK && stream->avail_in == 0 && stream->avail_out > 0;
}
#endif

size_t cd_segment(cd_engine engine, int level, const uint8_t *raw, size_t count, uint8_t *out, size_t capacity) {
#ifdef HAS_ISAL
    if (engine == CD_ISAL) {
        struct cd_trained *own = begin_segment(level, out, capacity);
        return own && add_to_segment(&own->stream, raw, count, 1) ? own->stream.total_out : 0;
    }
#endif
    (void)engine;
    return zlib_segment(level, raw, count, out, capacity);
}

cd_trained *cd_trained_open(const cd_matches *matches, uint8_t *out, size_t capacity) {
#ifdef HAS_ISAL
    struct cd_trained *own = begin_segment(0, out, capacity);
    // The library reads the tables only; its interface says nothing of it.
    if (own && isal_deflate_set_hufftables(&own->stream, (struct isal_hufftables *)&matches->tables,
                                           IGZIP_HUFFTABLE_CUSTOM) == COMP_OK) return own;
#endif
    (void)matches, (void)out, (void)capacity;
    return NULL;
}

int cd_trained_add(cd_trained *trained, const uint8_t *raw, size_t count, int finish) {
#ifdef HAS_ISAL
    return add_to_segment(&trained->stream, raw, count, finish);
#else
    (void)trained, (void)raw, (void)count, (void)finish;
    return 0;
#endif
}

size_t cd_trained_count(const cd_trained *trained) {
#ifdef HAS_ISAL
    return trained->stream.total_out;
#else
    (void)trained;
    return 0;
#endif
}

uint32_t cd_crc32(cd_engine engine, uint32_t crc, const uint8_t *bytes, size_t count) {
#ifdef HAS_ISAL
    if (engine == CD_ISAL) return crc32_gzip_refl(crc, bytes, count);
#endif
    (void)engine;
    return (uint32_t)crc32_z(crc, bytes, count);
}

uint32_t cd_adler32(cd_engine engine, uint32_t adler, const uint8_t *bytes, size_t count) {
#ifdef HAS_ISAL
    if (engine == CD_ISAL) return isal_adler32(adler, bytes, count);
#endif
    (void)engine;
    return (uint32_t)adler32_z(adler, bytes, count);
}

uint32_t cd_adler32_combine(uint32_t first, uint32_t second, size_t count) {
    return (uint32_t)adler32_combine(first, second, (z_off_t)count);
}

struct cd_stream {
    cd_engine engine;
    z_stream zlib;
#ifdef HAS_ISAL
    struct isal_zstream isal;
    uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];
#endif
};

cd_stream *cd_stream_open(cd_engine engine, int level, int strategy) {
    cd_stream *self = malloc(sizeof *self);
    if (!self) return NULL;
    self->engine = engine;
#ifdef HAS_ISAL
    if (engine == CD_ISAL) {
        isal_deflate_init(&self->isal);
        self->isal.level = 1;
        self->isal.level_buf = self->level_buffer;
        self->isal.level_buf_size = sizeof self->level_buffer;
        self->isal.gzip_flag = IGZIP_ZLIB;
        return self;
    }
#endif
    memset(&self->zlib, 0, sizeof self->zlib);
    if (deflateInit2(&self->zlib, level, Z_DEFLATED, 15, 8, strategy) == Z_OK) return self;
    free(self);
    return NULL;
}

#ifdef HAS_ISAL
static int run_isal(cd_stream *self, const uint8_t *bytes, size_t count, int finish, uint8_t **out, size_t *room) {
    struct isal_zstream *isal = &self->isal;
    if (count) {
        isal->next_in = (uint8_t *)bytes;
        isal->avail_in = (uint32_t)count;
    }
    isal->end_of_stream = finish != 0;
    isal->next_out = *out;
    isal->avail_out = (uint32_t)*room;
    isal_deflate(isal);
    *out = isal->next_out;
    *room = isal->avail_out;
    return isal->avail_in == 0 && (!finish || isal->internal_state.state == ZSTATE_END);
}
#endif

int cd_stream_run(cd_stream *self, const uint8_t *bytes, size_t count, int finish, uint8_t **out, size_t *room) {
#ifdef HAS_ISAL
    if (self->engine == CD_ISAL) return run_isal(self, bytes, count, finish, out, room);
#endif
    if (count) {
        self->zlib.next_in = (uint8_t *)bytes;
        self->zlib.avail_in = (uInt)count;
    }
    self->zlib.next_out = *out;
    self->zlib.avail_out = (uInt)*room;
    int status = deflate(&self->zlib, finish ? Z_FINISH : Z_NO_FLUSH);
    *out = self->zlib.next_out;
    *room = self->zlib.avail_out;
    return self->zlib.avail_in == 0 && (!finish || status == Z_STREAM_END);
}

void cd_stream_close(cd_stream *self) {
    if (!self) return;
    if (self->engine == CD_ZLIB) deflateEnd(&self->zlib);
    free(self);
}
