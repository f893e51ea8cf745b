import CPNG
import Canvas

/// How a picture's changed bands are written: found out once, on a sample of them.
struct FreshCoding: Sendable {
    let filter: RowFilter
    /// Present where looking for matches, which takes four times as long, buys less than a twelfth.
    let literals: LiteralCode?
    /// Present where matches pay and this build has ISA-L.
    let matches: MatchCode?
    /// Present where runs of pixels take hardly more bytes than matches: they take half the time.
    let runs: RunCode?

    /// How much larger than by matches rows may become.
    private static let runsMayCost = 1.25

    /// - Parameters:
    ///   - sample: A picture as requests make them.
    ///   - rows: Where requests change it.
    /// - Throws: ``CodecError/outOfMemory``.
    init(trainedOn sample: Pixmap, rows: [Range<Int>], channels: Int32) throws(CodecError) {
        var matched = Choice(filter: .none, size: .infinity)
        var plain = Choice(filter: .none, size: .infinity)
        var literals: LiteralCode?
        var matches: MatchCode?
        for filter in RowFilter.allCases {
            var filtered: [UInt8] = []
            for range in rows { filtered += filter.apply(to: sample, rows: range, channels: channels) }
            if matched.take(filter, try Deflate.segment(filtered, engine: .best, level: 1).count) {
                matches = MatchCode(trainedOn: filtered)
            }
            let code = LiteralCode(trainedOn: filtered)
            if plain.take(filter, code.size(of: filtered)) { literals = code }
        }
        let isNoise = plain.size < matched.size * 1.08
        self.literals = isNoise ? literals : nil
        let runs = isNoise || channels == 4 ? nil : try RunCode(trainedOn: sample, rows: rows)
        let size = try runs?.size(of: sample, rows: rows) ?? .max
        let areRuns = Double(size) < matched.size * Self.runsMayCost
        self.runs = areRuns ? runs : nil
        self.matches = isNoise || areRuns ? nil : matches
        filter = isNoise ? plain.filter : areRuns ? .none : matched.filter
    }

    /// One filter, and codes of their own for each segment.
    init(filter: RowFilter) {
        self.filter = filter
        literals = nil
        matches = nil
        runs = nil
    }

    /// A quick choice for rows that are written once: the plain filters only, and codes found anew where matches pay.
    ///
    /// - Parameters:
    ///   - rows: The rows of the picture that are looked at.
    /// - Throws: ``CodecError/outOfMemory``.
    init(glancingAt picture: Pixmap, rows: [Range<Int>], channels: Int32) throws(CodecError) {
        var best = Choice(filter: .none, size: .infinity)
        var sample: [UInt8] = []
        for filter in [RowFilter.none, .sub, .up, .paeth] {
            var filtered: [UInt8] = []
            for range in rows { filtered += filter.apply(to: picture, rows: range, channels: channels) }
            let size = try Deflate.segment(filtered, engine: .best, level: 1).count
            if best.take(filter, size) { sample = filtered }
        }
        let code = LiteralCode(trainedOn: sample)
        filter = best.filter
        literals = Double(code.size(of: sample)) < best.size * 1.08 ? code : nil
        matches = nil
        runs = nil
    }

    /// Writes all rows of a pixmap.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    func append(
        _ pixmap: Pixmap, to file: inout SegmentedPNG, _ compression: PNGCompression, _ engine: DeflateEngine
    ) throws(CodecError) {
        var failure: CodecError?
        func write(_ fresh: UnsafePointer<cd_fresh>) {
            do {
                unsafe try file.append(pixmap, fresh)
            } catch {
                failure = error
            }
        }
        unsafe compression == .small ? withSmall(write) : withFast(engine, write)
        if let failure { throw failure }
    }

    /// - Parameter engine: For rows with matches; the trained code is ISA-L's.
    func withFast<R>(_ engine: DeflateEngine, _ body: (UnsafePointer<cd_fresh>) -> R) -> R {
        var fresh = unsafe cd_fresh(
            engine: engine.code, level: 1, filter: filter.rawValue, matches: nil, literals: nil, runs: nil)
        if let runs {
            return unsafe runs.withCode {
                unsafe fresh.runs = $0
                return unsafe body(&fresh)
            }
        }
        if let literals {
            return unsafe literals.withCode {
                unsafe fresh.literals = $0
                return unsafe body(&fresh)
            }
        }
        guard let matches, engine == .isal else { return unsafe body(&fresh) }
        return unsafe matches.withCode {
            unsafe fresh.matches = $0
            return unsafe body(&fresh)
        }
    }

    /// Hard, and slow.
    private func withSmall<R>(_ body: (UnsafePointer<cd_fresh>) -> R) -> R {
        var fresh = unsafe cd_fresh(
            engine: DeflateEngine.zlib.code, level: 9, filter: filter.rawValue, matches: nil, literals: nil, runs: nil)
        return unsafe body(&fresh)
    }

    /// The filter that makes rows smallest so far.
    private struct Choice {
        var filter: RowFilter
        var size: Double

        /// Takes a filter that saves enough over the one before: trying three filters a row costs time.
        mutating func take(_ candidate: RowFilter, _ bytes: Int) -> Bool {
            guard Double(bytes) < size * (candidate == .adaptive ? 0.95 : 0.98) else { return false }
            (filter, size) = (candidate, Double(bytes))
            return true
        }
    }
}
