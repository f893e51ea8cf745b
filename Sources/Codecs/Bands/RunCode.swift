import CPNG
import Canvas

/// A code for runs of equal pixels, trained once: opaque rows of text and flat shapes are written without a search.
// SAFETY: written in init only, freed in deinit only, read by the encoder.
@safe package final class RunCode: @unchecked Sendable {
    private let code: OpaquePointer

    /// - Parameters:
    ///   - sample: An opaque picture like those to come.
    ///   - rows: Where those change.
    /// - Throws: ``CodecError/outOfMemory``.
    init(trainedOn sample: Pixmap, rows: [Range<Int>]) throws(CodecError) {
        let ranges = rows.flatMap { [$0.lowerBound, $0.upperBound] }
        let trained = unsafe sample.bytes.withUnsafeBufferPointer { pixels in
            unsafe ranges.withUnsafeBufferPointer {
                unsafe cd_runs_train(pixels.baseAddress, sample.width, $0.baseAddress, rows.count)
            }
        }
        guard let trained = unsafe trained else { throw .outOfMemory }
        unsafe code = trained
    }

    deinit { unsafe cd_runs_free(code) }

    /// One bit for each of two rows' pixels that are equal, the first lowest.
    ///
    /// - Parameters:
    ///   - other: As many pixels, four bytes each.
    ///   - isPortable: True for the body that every processor has.
    package static func equalPixels(_ row: [UInt8], _ other: [UInt8], isPortable: Bool) -> [UInt64] {
        precondition(row.count == other.count, "two rows of one width")
        let count = row.count / 4
        return unsafe [UInt64](unsafeUninitializedCapacity: (count + 63) / 64) { bits, words in
            unsafe row.withUnsafeBufferPointer { row in
                unsafe other.withUnsafeBufferPointer { other in
                    unsafe cd_equal_pixels(
                        row.baseAddress, other.baseAddress, count, bits.baseAddress, isPortable ? 1 : 0)
                }
            }
            words = (count + 63) / 64
        }
    }

    /// Bytes that rows of the sample's width take.
    ///
    /// - Throws: ``CodecError/outOfMemory``.
    func size(of picture: Pixmap, rows: [Range<Int>]) throws(CodecError) -> Int {
        var size = 0
        for range in rows {
            let part = picture.rows(range)
            let bound = cd_runs_bound(part.width, part.height)
            let count = unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bound) { out in
                unsafe part.bytes.withUnsafeBufferPointer {
                    var adler: UInt32 = 1
                    return unsafe cd_runs_segment(
                        code, $0.baseAddress, part.width, part.height, out.baseAddress, &adler)
                }
            }
            guard count > 0 else { throw .outOfMemory }
            size += count
        }
        return size
    }

    func withCode<R>(_ body: (OpaquePointer) -> R) -> R { unsafe body(code) }
}
