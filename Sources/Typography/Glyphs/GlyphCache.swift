import Canvas

/// What a cached bitmap was made from.
struct GlyphKey: Equatable {
    let face: UInt64
    /// Glyph, variation weight, phase, colour and size, packed.
    let rest: UInt64

    /// - Parameters:
    ///   - size: The em in 64ths of a pixel, below 2²⁴.
    ///   - phase: 0…3.
    init(font: FontID, glyph: UInt32, size: Int, phase: Int, isColor: Bool) {
        face = font.face
        let low = UInt64(glyph & 0xFFFF) | UInt64(font.variationWeight) << 16 | UInt64(phase & 3) << 32
        rest = low | (isColor ? 1 << 34 : 0) | UInt64(size & 0xFF_FFFF) << 35
    }

    /// SplitMix64's mixing of both words: https://prng.di.unimi.it/splitmix64.c.
    var hash: UInt64 {
        var mixed = face ^ rest &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// A cached bitmap; `color(nil)` remembers that the font has none.
enum CachedGlyph {
    case mask(Mask)
    case color(ColorGlyph?)

    /// Bytes that the entry is charged with, its bookkeeping included.
    var cost: Int {
        switch self {
        case .mask(let mask): 128 + mask.coverage.count
        case .color(let glyph): 128 + (glyph?.pixmap.bytes.count ?? 0)
        }
    }
}

/// Bitmaps under a byte budget; the least recently used go first. Open addressing, linear probing.
struct GlyphCache {
    private struct Entry {
        var key: GlyphKey
        var value: CachedGlyph
        var newer: Int32
        var older: Int32
    }

    private var entries: [Entry] = []
    private var free: [Int32] = []
    /// Indices into `entries`, -1 where empty; its count is a power of two, at most half full.
    private var table = [Int32](repeating: -1, count: 1_024)
    private var newest: Int32 = -1
    private var oldest: Int32 = -1
    private(set) var bytes = 0
    private(set) var count = 0
    private(set) var hits = 0
    private(set) var misses = 0
    let budget: Int

    init(budget: Int) { self.budget = budget }

    /// The value, which becomes the most recently used.
    mutating func value(for key: GlyphKey) -> CachedGlyph? {
        let index = table[slot(of: key)]
        guard index >= 0 else {
            misses += 1
            return nil
        }
        hits += 1
        if index != newest {
            unlink(index)
            link(index)
        }
        return entries[Int(index)].value
    }

    /// Keeps a value that is not there yet; one larger than the whole budget is not kept.
    mutating func insert(_ value: CachedGlyph, for key: GlyphKey) {
        guard value.cost <= budget, table[slot(of: key)] < 0 else { return }
        while bytes + value.cost > budget { evictOldest() }
        if (count + 1) * 2 > table.count { grow() }
        let entry = Entry(key: key, value: value, newer: -1, older: -1)
        let index: Int32
        if let reused = free.popLast() {
            entries[Int(reused)] = entry
            index = reused
        } else {
            index = Int32(entries.count)
            entries.append(entry)
        }
        table[slot(of: key)] = index
        link(index)
        bytes += value.cost
        count += 1
    }

    /// Where the key is, or the empty place where it would go.
    private func slot(of key: GlyphKey) -> Int {
        let mask = table.count - 1
        var at = Int(truncatingIfNeeded: key.hash) & mask
        while table[at] >= 0, entries[Int(table[at])].key != key { at = (at + 1) & mask }
        return at
    }

    private mutating func link(_ index: Int32) {
        entries[Int(index)].older = newest
        entries[Int(index)].newer = -1
        if newest >= 0 { entries[Int(newest)].newer = index } else { oldest = index }
        newest = index
    }

    private mutating func unlink(_ index: Int32) {
        let (newer, older) = (entries[Int(index)].newer, entries[Int(index)].older)
        if newer >= 0 { entries[Int(newer)].older = older } else { newest = older }
        if older >= 0 { entries[Int(older)].newer = newer } else { oldest = newer }
    }

    private mutating func evictOldest() {
        let index = oldest
        let gone = entries[Int(index)]
        removeFromTable(gone.key)
        unlink(index)
        bytes -= gone.value.cost
        count -= 1
        entries[Int(index)].value = .color(nil)
        free.append(index)
    }

    /// Empties the key's place and moves later ones of the same cluster up, so that no probe ends too early.
    private mutating func removeFromTable(_ key: GlyphKey) {
        let mask = table.count - 1
        var hole = slot(of: key)
        table[hole] = -1
        var at = (hole + 1) & mask
        while table[at] >= 0 {
            let home = Int(truncatingIfNeeded: entries[Int(table[at])].key.hash) & mask
            if (at - home) & mask >= (at - hole) & mask {
                table[hole] = table[at]
                table[at] = -1
                hole = at
            }
            at = (at + 1) & mask
        }
    }

    private mutating func grow() {
        let old = table.filter { $0 >= 0 }
        table = [Int32](repeating: -1, count: table.count * 2)
        for index in old { table[slot(of: entries[Int(index)].key)] = index }
    }
}
