#include "CPNGLiterals.h"

#include <string.h>

enum { SYMBOLS = 257, END = 256, LONGEST = 12, LENGTH_SYMBOLS = 19, LONGEST_LENGTH = 7 };

/// At most 56 bits at once. Writes eight bytes at `next`, of which later puts overwrite the unfilled ones.
static inline void put(cd_literals_writer *writer, uint64_t bits, uint32_t count) {
    writer->bits |= bits << writer->count;
    writer->count += count;
    memcpy(writer->next, &writer->bits, 8);
    writer->next += writer->count >> 3;
    writer->bits >>= writer->count & ~7u;
    writer->count &= 7;
}

/// Huffman's code lengths for symbols of which each occurs; frequencies are flattened until none is over `longest`.
static void code_lengths(const uint64_t *frequencies, size_t symbols, uint32_t longest, uint8_t *lengths) {
    uint64_t weights[2 * SYMBOLS];
    uint16_t parents[2 * SYMBOLS], alive[SYMBOLS];
    for (unsigned flattening = 0;; flattening++) {
        size_t living = symbols, next = symbols;
        for (size_t i = 0; i < symbols; i++) {
            weights[i] = (frequencies[i] >> flattening) + 1;
            alive[i] = (uint16_t)i;
        }
        while (living > 1) {
            size_t pair[2];
            for (int half = 0; half < 2; half++) {
                size_t least = 0;
                for (size_t i = 1; i < living; i++)
                    if (weights[alive[i]] < weights[alive[least]]) least = i;
                pair[half] = alive[least];
                alive[least] = alive[--living];
            }
            weights[next] = weights[pair[0]] + weights[pair[1]];
            parents[pair[0]] = parents[pair[1]] = (uint16_t)next;
            alive[living++] = (uint16_t)next++;
        }
        uint32_t deepest = 0;
        for (size_t i = 0; i < symbols; i++) {
            uint32_t depth = 0;
            for (size_t node = i; node != next - 1; node = parents[node]) depth++;
            lengths[i] = (uint8_t)depth;
            if (depth > deepest) deepest = depth;
        }
        if (deepest <= longest) return;
    }
}

/// The canonical codes of RFC 1951, 3.2.2, with their bits turned round; the length stands from bit 24 on.
static void canonical_codes(const uint8_t *lengths, size_t symbols, uint32_t *codes) {
    uint32_t counts[16] = {0}, next[17] = {0};
    for (size_t i = 0; i < symbols; i++) counts[lengths[i]]++;
    counts[0] = 0;
    for (uint32_t length = 1; length < 16; length++) next[length + 1] = (next[length] + counts[length]) << 1;
    for (size_t i = 0; i < symbols; i++) {
        const uint32_t code = next[lengths[i]]++;
        uint32_t turned = 0;
        for (uint32_t bit = 0; bit < lengths[i]; bit++) turned |= (code >> bit & 1) << (lengths[i] - 1 - bit);
        codes[i] = turned | (uint32_t)lengths[i] << 24;
    }
}

static inline void put_code(cd_literals_writer *writer, uint32_t code) { put(writer, code & 0xffffff, code >> 24); }

/// A block that is not the last, by dynamic codes: all byte lengths spelled out, one unused distance.
static void write_header(const uint8_t *lengths, cd_literals *literals) {
    static const uint8_t order[LENGTH_SYMBOLS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint64_t frequencies[LENGTH_SYMBOLS] = {0};
    uint8_t shorter[LENGTH_SYMBOLS];
    uint32_t codes[LENGTH_SYMBOLS];
    for (size_t i = 0; i < SYMBOLS; i++) frequencies[lengths[i]] += 16;
    code_lengths(frequencies, LENGTH_SYMBOLS, LONGEST_LENGTH, shorter);
    canonical_codes(shorter, LENGTH_SYMBOLS, codes);
    cd_literals_writer writer = {literals->header, 0, 0};
    put(&writer, 0, 1);                  // not the last
    put(&writer, 2, 2);                  // dynamic
    put(&writer, SYMBOLS - 257, 5);
    put(&writer, 0, 5);                  // one distance code
    put(&writer, LENGTH_SYMBOLS - 4, 4);
    for (size_t i = 0; i < LENGTH_SYMBOLS; i++) put(&writer, shorter[order[i]], 3);
    for (size_t i = 0; i < SYMBOLS; i++) put_code(&writer, codes[lengths[i]]);
    put_code(&writer, codes[1]);
    literals->header_bits = (uint32_t)(writer.next - literals->header) * 8 + writer.count;
}

void cd_literals_train(const uint8_t *sample, size_t count, cd_literals *literals) {
    uint64_t frequencies[SYMBOLS] = {0};
    uint8_t lengths[SYMBOLS];
    uint32_t codes[SYMBOLS];
    for (size_t i = 0; i < count; i++) frequencies[sample[i]]++;
    code_lengths(frequencies, SYMBOLS, LONGEST, lengths);
    canonical_codes(lengths, SYMBOLS, codes);
    memcpy(literals->codes, codes, sizeof literals->codes);
    literals->end_code = codes[END];
    memset(literals->header, 0, sizeof literals->header);
    write_header(lengths, literals);
    uint64_t bits = 0;
    for (size_t i = 0; i < END; i++) bits += frequencies[i] * lengths[i];
    literals->bits_per_kilobyte = (uint32_t)(count ? bits * 1024 / count : 8192);
}

size_t cd_literals_bound(size_t count) { return count + count / 2 + sizeof(((cd_literals *)0)->header) + 32; }

cd_literals_writer cd_literals_begin(const cd_literals *literals, uint8_t *out) {
    const size_t whole = literals->header_bits / 8;
    memcpy(out, literals->header, whole);
    cd_literals_writer writer = {out + whole, 0, literals->header_bits % 8};
    writer.bits = literals->header[whole] & ((1u << writer.count) - 1);
    return writer;
}

void cd_literals_add(cd_literals_writer *to, const cd_literals *literals, const uint8_t *raw, size_t count) {
    // A copy may live in registers.
    cd_literals_writer writer = *to;
    const uint32_t *codes = literals->codes;
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const uint32_t a = codes[raw[i]], b = codes[raw[i + 1]], c = codes[raw[i + 2]], d = codes[raw[i + 3]];
        const uint32_t two = (a >> 24) + (b >> 24), other = (c >> 24) + (d >> 24);
        const uint64_t low = (a & 0xffffff) | (uint64_t)(b & 0xffffff) << (a >> 24);
        const uint64_t high = (c & 0xffffff) | (uint64_t)(d & 0xffffff) << (c >> 24);
        put(&writer, low | high << two, two + other);
    }
    for (; i < count; i++) put_code(&writer, codes[raw[i]]);
    *to = writer;
}

uint8_t *cd_literals_end(cd_literals_writer *writer, const cd_literals *literals) {
    put_code(writer, literals->end_code);
    put(writer, 0, 3); // an empty stored block ends at a byte
    uint8_t *end = writer->next + (writer->count > 0);
    memcpy(end, "\x00\x00\xff\xff", 4);
    return end + 4;
}
