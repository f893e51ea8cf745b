#include "huffman.h"

enum { LENGTH_SYMBOLS = 19, LONGEST_LENGTH = 7 };

void huffman_lengths(const uint64_t *frequencies, size_t symbols, uint32_t longest, uint8_t *lengths) {
    uint64_t weights[2 * LITERAL_SYMBOLS];
    uint16_t parents[2 * LITERAL_SYMBOLS], alive[LITERAL_SYMBOLS];
    // Frequencies are flattened until no code is too long.
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

void huffman_codes(const uint8_t *lengths, size_t symbols, uint32_t *codes) {
    uint32_t counts[16] = {0}, next[17] = {0};
    for (size_t i = 0; i < symbols; i++) counts[lengths[i]]++;
    counts[0] = 0;
    for (uint32_t length = 1; length < 16; length++) next[length + 1] = (next[length] + counts[length]) << 1;
    for (size_t i = 0; i < symbols; i++) {
        codes[i] = 0;
        if (!lengths[i]) continue;
        const uint32_t code = next[lengths[i]]++;
        uint32_t turned = 0;
        for (uint32_t bit = 0; bit < lengths[i]; bit++) turned |= (code >> bit & 1) << (lengths[i] - 1 - bit);
        codes[i] = turned | (uint32_t)lengths[i] << 24;
    }
}

void block_header_write(const uint8_t *literals, size_t literal_count, const uint8_t *distances, size_t distance_count,
                        cd_block_header *header) {
    static const uint8_t order[LENGTH_SYMBOLS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint64_t frequencies[LENGTH_SYMBOLS] = {0};
    uint8_t shorter[LENGTH_SYMBOLS];
    uint32_t codes[LENGTH_SYMBOLS];
    for (size_t i = 0; i < literal_count; i++) frequencies[literals[i]] += 16;
    for (size_t i = 0; i < distance_count; i++) frequencies[distances[i]] += 16;
    huffman_lengths(frequencies, LENGTH_SYMBOLS, LONGEST_LENGTH, shorter);
    huffman_codes(shorter, LENGTH_SYMBOLS, codes);
    memset(header, 0, sizeof *header);
    cd_bits writer = {header->bytes, 0, 0};
    put(&writer, 0, 1);  // not the last
    put(&writer, 2, 2);  // dynamic
    put(&writer, literal_count - 257, 5);
    put(&writer, distance_count - 1, 5);
    put(&writer, LENGTH_SYMBOLS - 4, 4);
    for (size_t i = 0; i < LENGTH_SYMBOLS; i++) put(&writer, shorter[order[i]], 3);
    for (size_t i = 0; i < literal_count; i++) put_code(&writer, codes[literals[i]]);
    for (size_t i = 0; i < distance_count; i++) put_code(&writer, codes[distances[i]]);
    header->bits = (uint32_t)(writer.next - header->bytes) * 8 + writer.count;
}

cd_bits block_begin(const cd_block_header *header, uint8_t *out) {
    const size_t whole = header->bits / 8;
    memcpy(out, header->bytes, whole);
    cd_bits writer = {out + whole, 0, header->bits % 8};
    writer.bits = header->bytes[whole] & ((1u << writer.count) - 1);
    return writer;
}
