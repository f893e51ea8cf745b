#include "palette.h"

#include <string.h>

#include "words.h"

/// The slot that holds `word`, or the empty one where it belongs.
static inline size_t slot_of(const palette *self, uint32_t word) {
    // Fibonacci hashing: the golden ratio's bits spread words that differ in any byte.
    size_t slot = word * 2654435769u >> 21;
    while (self->slots[slot] >= 0 && self->colors[self->slots[slot]] != word) slot = (slot + 1) % PALETTE_SLOTS;
    return slot;
}

static void put_translucent_first(palette *self) {
    uint32_t ordered[PALETTE_COLORS];
    int count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int place = 0; place < self->count; place++) {
            const int is_opaque = self->colors[place] >> 24 == 255;
            if (is_opaque == pass) ordered[count++] = self->colors[place];
        }
        if (pass == 0) self->translucent_count = count;
    }
    memcpy(self->colors, ordered, sizeof(uint32_t) * (size_t) count);
    memset(self->slots, 0xff, sizeof self->slots);
    for (int place = 0; place < count; place++) self->slots[slot_of(self, ordered[place])] = (int16_t) place;
}

int palette_collect(palette *self, const uint8_t *pixels, size_t count) {
    self->count = 0;
    memset(self->slots, 0xff, sizeof self->slots);
    size_t index = 0;
    while (index < count) {
        const uint32_t word = load(pixels, index++);
        const size_t slot = slot_of(self, word);
        if (self->slots[slot] < 0) {
            if (self->count == PALETTE_COLORS) return 0;
            self->slots[slot] = (int16_t) self->count;
            self->colors[self->count++] = word;
        }
        // A run of the same colour is passed in blocks that the compiler compares at once.
        while (index + 16 <= count) {
            uint32_t difference = 0;
            for (size_t ahead = 0; ahead < 16; ahead++) difference |= load(pixels, index + ahead) ^ word;
            if (difference) break;
            index += 16;
        }
        while (index < count && load(pixels, index) == word) index++;
    }
    put_translucent_first(self);
    return 1;
}

int palette_depth(const palette *self) {
    return self->count <= 2 ? 1 : self->count <= 4 ? 2 : self->count <= 16 ? 4 : 8;
}

void palette_map_row(const palette *self, const uint8_t *pixels, size_t count, int depth, uint8_t *places) {
    uint32_t word = load(pixels, 0);
    uint8_t place = (uint8_t) self->slots[slot_of(self, word)];
    for (size_t index = 0; index < count; index++) {
        const uint32_t here = load(pixels, index);
        if (here != word) {
            word = here;
            place = (uint8_t) self->slots[slot_of(self, word)];
        }
        places[index] = place;
    }
    if (depth == 8) return;
    const size_t per_byte = (size_t) (8 / depth);
    for (size_t start = 0; start < count; start += per_byte) {
        unsigned packed = 0;
        for (size_t ahead = 0; ahead < per_byte; ahead++) {
            const unsigned bits = start + ahead < count ? places[start + ahead] : 0;
            packed = packed << depth | bits;
        }
        places[start / per_byte] = (uint8_t) packed;
    }
}
