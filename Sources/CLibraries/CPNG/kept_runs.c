#include "CPNGKeptRuns.h"

#include <stdlib.h>

#include "runs.h"

/// Kinds of a run that goes on over a mark: 64 pixels before it, and as many behind as the longest run has left.
enum { NOT_OVER = 0, OVER_LEFT = 1, OVER_ABOVE = 2, OVER_BEHIND = LONGEST_RUN - WORD };

/// A place in a row where its copy may be cut: where a word of pixels begins, and the row's end.
typedef struct {
    uint32_t bits : 30;       // from the row's first bit to the token that starts here or goes over
    uint32_t over : 2;
    uint32_t before;          // the pixel to the left
    uint16_t bytes, weighted; // of all pixels to the left, what they add to the whole row's Adler sums
} kept_mark;

/// Each band's first row is kept twice: as it is where a segment begins with it, without a look above, and as it is
/// elsewhere. So the row's place is its number, and one more for each band that began before.
struct cd_kept_runs {
    const cd_runs *runs;
    size_t width, marks_per_row, bands, rows;
    size_t *edges;        // `bands + 1`
    uint64_t *starts;     // the first bit of each row, or ABSENT
    kept_mark *marks;
    uint8_t *bits;
    size_t count, capacity;
};

static const uint64_t ABSENT = ~0ull;
/// Behind the last bit, for loads of eight bytes.
enum { PADDING = 8 };

static uint64_t bits_written(const cd_bits *writer, const uint8_t *from) {
    return (uint64_t)(writer->next - from) * 8 + writer->count;
}

static uint32_t over_kind(const row_tokens *tokens, size_t start, size_t mark) {
    if (start == mark) return NOT_OVER;
    return is_in(tokens->above, start) ? OVER_ABOVE : OVER_LEFT;
}

/// Writes a row and marks where its words begin.
static void keep_row(const cd_kept_runs *kept, const row_tokens *tokens, const uint8_t *row, size_t place,
                     cd_bits *writer) {
    kept_mark *marks = kept->marks + place * kept->marks_per_row;
    const uint64_t start = bits_written(writer, kept->bits);
    size_t word = 0;
    kept->starts[place] = start;
    put_code(writer, kept->runs->codes[0]);
    for (size_t i = 0; i < tokens->count; i++) {
        const size_t first = tokens->starts[i], end = tokens->starts[i + 1];
        for (; word * WORD < end; word++) {
            marks[word].bits = (uint32_t)(bits_written(writer, kept->bits) - start);
            marks[word].over = over_kind(tokens, first, word * WORD);
        }
        put_token(writer, kept->runs, tokens, row, first, end - first);
    }
    marks[word].bits = (uint32_t)(bits_written(writer, kept->bits) - start);
    marks[word].over = NOT_OVER;
}

/// Notes for each of a row's marks what stands to its left.
static void sum_row(const cd_kept_runs *kept, const uint8_t *row, size_t place) {
    kept_mark *marks = kept->marks + place * kept->marks_per_row;
    pixel_sums sums = {0, 0};
    marks[0].before = 0;
    marks[0].bytes = marks[0].weighted = 0;
    for (size_t word = 1; word < kept->marks_per_row; word++) {
        const size_t from = (word - 1) * WORD, to = word * WORD < kept->width ? word * WORD : kept->width;
        pixel_sums here = pixel_sums_of(row + from * 4, to - from);
        here = pixel_sums_joined(here, (pixel_sums){0, 0}, kept->width - to);
        sums.bytes += here.bytes;
        sums.weighted += here.weighted;
        marks[word].before = load(row, to - 1);
        marks[word].bytes = (uint16_t)(sums.bytes % ADLER_BASE);
        marks[word].weighted = (uint16_t)(sums.weighted % ADLER_BASE);
    }
}

/// Makes room for so many bits more, in bytes. Returns 0 without memory.
static int reserve(cd_kept_runs *kept, size_t bytes) {
    if (kept->capacity - kept->count >= bytes) return 1;
    const size_t capacity = (kept->count + bytes) * 3 / 2;
    uint8_t *bits = realloc(kept->bits, capacity);
    if (!bits) return 0;
    kept->bits = bits;
    kept->capacity = capacity;
    return 1;
}

/// Writes a band's rows, and forgets them where they are unlike the sample: they would take more than pixels do.
static int keep_band(cd_kept_runs *kept, row_tokens *tokens, const uint8_t *pixels, size_t band) {
    const size_t first = kept->edges[band], end = kept->edges[band + 1], stride = kept->width * 4;
    const int looks_up = kept->runs->looks_up;
    // One row more than the band has.
    if (!reserve(kept, cd_runs_bound(kept->width, end - first + 1) + PADDING)) return 0;
    cd_bits writer = {kept->bits + kept->count, 0, 0};
    for (size_t place = first + band; place <= end + band; place++) {
        const size_t y = place == first + band ? first : place - band - 1;
        const uint8_t *row = pixels + y * stride;
        const uint8_t *over = looks_up && y > 0 && place > first + band ? row - stride : NULL;
        row_tokens_find(tokens, row, over, 0);
        keep_row(kept, tokens, row, place, &writer);
        sum_row(kept, row, place);
    }
    const size_t count = (size_t)(writer.next - kept->bits) + (writer.count > 0);
    if (count - kept->count < cd_runs_limit(kept->runs, kept->width, end - first + 1)) {
        kept->count = count;
    } else {
        for (size_t place = first + band; place <= end + band; place++) kept->starts[place] = ABSENT;
    }
    return 1;
}

cd_kept_runs *cd_kept_runs_make(const cd_runs *runs, const uint8_t *pixels, size_t width, const size_t *edges,
                                size_t bands) {
    row_tokens tokens;
    cd_kept_runs *kept = calloc(1, sizeof *kept);
    if (!kept) return NULL;
    const size_t rows = edges[bands] + bands, marks = word_count(width) + 1;
    *kept = (cd_kept_runs){runs, width, marks, bands, rows, NULL, NULL, NULL, NULL, 0, 0};
    kept->edges = malloc((bands + 1) * sizeof *kept->edges);
    kept->starts = malloc(rows * sizeof *kept->starts);
    kept->marks = malloc(rows * marks * sizeof *kept->marks);
    int complete = kept->edges && kept->starts && kept->marks && row_tokens_open(&tokens, width);
    if (complete) {
        memcpy(kept->edges, edges, (bands + 1) * sizeof *edges);
        for (size_t band = 0; complete && band < bands; band++) complete = keep_band(kept, &tokens, pixels, band);
        row_tokens_close(&tokens);
    }
    uint8_t *bits = complete ? realloc(kept->bits, kept->count + PADDING) : NULL;
    if (!bits) {
        cd_kept_runs_free(kept);
        return NULL;
    }
    memset(bits + kept->count, 0, PADDING);
    kept->bits = bits;
    kept->capacity = kept->count + PADDING;
    return kept;
}

void cd_kept_runs_free(cd_kept_runs *kept) {
    if (!kept) return;
    free(kept->edges);
    free(kept->starts);
    free(kept->marks);
    free(kept->bits);
    free(kept);
}

size_t cd_kept_runs_bytes(const cd_kept_runs *kept) {
    return sizeof *kept + (kept->bands + 1) * sizeof *kept->edges + kept->rows * sizeof *kept->starts
           + kept->rows * kept->marks_per_row * sizeof *kept->marks + kept->capacity;
}

int cd_kept_runs_hold(const cd_kept_runs *kept, size_t first_band, size_t bands) {
    for (size_t band = first_band; band < first_band + bands; band++)
        if (kept->starts[kept->edges[band] + band] == ABSENT) return 0;
    return 1;
}

/// Appends bits `from ..< to`.
static void copy_bits(cd_bits *to_writer, const uint8_t *bits, uint64_t from, uint64_t to) {
    enum { MOST = 56 };  // of eight bytes that begin inside of a byte
    cd_bits writer = *to_writer;
    while (from < to) {
        const uint32_t count = to - from < MOST ? (uint32_t)(to - from) : MOST;
        uint64_t word;
        memcpy(&word, bits + from / 8, sizeof word);
        put(&writer, word >> (from & 7) & ((1ull << count) - 1), count);
        from += count;
    }
    *to_writer = writer;
}

/// A strip's row on its way: `over` is the strip's row above, or NULL.
typedef struct {
    const uint8_t *pixels, *over;
    size_t from, to, place;
} strip_row;

/// Writes a row: the kept bits to the left, the strip, the kept bits to the right.
static void splice_row(const cd_kept_runs *kept, row_tokens *tokens, const strip_row *row, cd_bits *writer) {
    const kept_mark *marks = kept->marks + row->place * kept->marks_per_row;
    const kept_mark *left = marks + row->from / WORD, *right = marks + word_count(row->to);
    const uint64_t start = kept->starts[row->place];
    const uint64_t(*matches)[LONGEST_RUN + 1] = kept->runs->matches;
    copy_bits(writer, kept->bits, start, start + left->bits);
    if (left->over) put_match(writer, matches[left->over - 1][WORD]);
    row_tokens_find(tokens, row->pixels, row->over, row->from > 0 && load(row->pixels, 0) == left->before);
    row_tokens_write(tokens, kept->runs, row->pixels, writer);
    uint64_t next = right->bits;
    if (right->over) {
        put_match(writer, matches[right->over - 1][OVER_BEHIND]);
        next += matches[right->over - 1][LONGEST_RUN] >> 56;
    }
    copy_bits(writer, kept->bits, start + next, start + marks[kept->marks_per_row - 1].bits);
}

/// A whole row's sums: the kept ones but for the strip.
static pixel_sums spliced_sums(const cd_kept_runs *kept, const strip_row *row) {
    const kept_mark *marks = kept->marks + row->place * kept->marks_per_row, *end = marks + kept->marks_per_row - 1;
    const kept_mark *left = marks + row->from / WORD, *right = marks + word_count(row->to);
    pixel_sums sums = pixel_sums_of(row->pixels, row->to - row->from);
    sums = pixel_sums_joined(sums, (pixel_sums){0, 0}, kept->width - row->to);
    sums.bytes += left->bytes + (ADLER_BASE + (uint64_t)end->bytes - right->bytes);
    sums.weighted += left->weighted + (ADLER_BASE + (uint64_t)end->weighted - right->weighted);
    return sums;
}

size_t cd_kept_runs_segment(const cd_kept_runs *kept, const uint8_t *pixels, size_t first_band, size_t bands,
                            size_t from, size_t to, uint8_t *out, uint32_t *adler) {
    const size_t first = kept->edges[first_band], end = kept->edges[first_band + bands], stride = (to - from) * 4;
    row_tokens tokens;
    if (!row_tokens_open(&tokens, to - from)) return 0;
    cd_bits writer = block_begin(&kept->runs->header, out);
    *adler = 1;
    size_t band = first_band;
    for (size_t y = first; y < end; y++) {
        band += y == kept->edges[band + 1];
        const uint8_t *row_pixels = pixels + (y - first) * stride;
        const uint8_t *over = kept->runs->looks_up && y > first ? row_pixels - stride : NULL;
        const strip_row row = {row_pixels, over, from, to, y + band + (y > first)};
        splice_row(kept, &tokens, &row, &writer);
        *adler = adler_add_row(*adler, kept->width, spliced_sums(kept, &row));
    }
    row_tokens_close(&tokens);
    put_code(&writer, kept->runs->end_code);
    const size_t written = (size_t)(put_flush(&writer) - out);
    return written < cd_runs_limit(kept->runs, kept->width, end - first) ? written : 0;
}
