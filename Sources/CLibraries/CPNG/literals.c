#include "CPNGLiterals.h"

#include "huffman.h"

enum { BYTES = 256, SYMBOLS = 257 };

void cd_literals_train(const uint8_t *sample, size_t count, cd_literals *literals) {
    uint64_t frequencies[SYMBOLS] = {0};
    uint8_t lengths[SYMBOLS];
    uint32_t codes[SYMBOLS];
    for (size_t i = 0; i < count; i++) frequencies[sample[i]]++;
    huffman_lengths(frequencies, SYMBOLS, LONGEST_CODE, lengths);
    huffman_codes(lengths, SYMBOLS, codes);
    memcpy(literals->codes, codes, sizeof literals->codes);
    literals->end_code = codes[END_OF_BLOCK];
    // One distance, which nothing uses.
    const uint8_t distance = 1;
    block_header_write(lengths, SYMBOLS, &distance, 1, &literals->header);
    uint64_t bits = 0;
    for (size_t i = 0; i < BYTES; i++) bits += frequencies[i] * lengths[i];
    literals->bits_per_kilobyte = (uint32_t)(count ? bits * 1024 / count : 8192);
}

size_t cd_literals_bound(size_t count) { return count + count / 2 + sizeof(((cd_literals *)0)->header) + 32; }

cd_bits cd_literals_begin(const cd_literals *literals, uint8_t *out) { return block_begin(&literals->header, out); }

void cd_literals_add(cd_bits *to, const cd_literals *literals, const uint8_t *raw, size_t count) {
    // A copy may live in registers.
    cd_bits writer = *to;
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

uint8_t *cd_literals_end(cd_bits *writer, const cd_literals *literals) {
    put_code(writer, literals->end_code);
    return put_flush(writer);
}
