import CPNG
import Canvas

/// All rows of an opaque picture written as runs of pixels, so that of a changed copy only a strip of columns is.
// SAFETY: written in init only, freed in deinit only, read by the encoder.
@safe final class KeptRuns: @unchecked Sendable {
    private let kept: OpaquePointer
    /// What the rows are written with; ``kept`` refers to it.
    private let code: RunCode

    /// - Parameters:
    ///   - pixmap: Opaque.
    ///   - code: Trained for its width.
    /// - Throws: ``CodecError/outOfMemory``.
    init(of pixmap: Pixmap, edges: BandEdges, code: RunCode) throws(CodecError) {
        let kept = unsafe pixmap.bytes.withUnsafeBufferPointer { pixels in
            unsafe edges.rows.withUnsafeBufferPointer { rows in
                unsafe code.withCode {
                    unsafe cd_kept_runs_make($0, pixels.baseAddress, pixmap.width, rows.baseAddress, rows.count - 1)
                }
            }
        }
        guard let kept = unsafe kept else { throw .outOfMemory }
        unsafe self.kept = kept
        self.code = code
    }

    deinit { unsafe cd_kept_runs_free(kept) }

    /// Bytes that this value holds.
    var byteCount: Int { unsafe cd_kept_runs_bytes(kept) }

    /// True where bands are like what the code was trained on, so that they are kept.
    func hold(_ bands: Range<Int>) -> Bool { unsafe cd_kept_runs_hold(kept, bands.lowerBound, bands.count) != 0 }

    /// The columns of a strip that holds changed ones, and on its right a pixel that is as it was: what stands behind
    /// may repeat it.
    static func strip(around columns: Range<Int>, width: Int) -> Range<Int> {
        let step = Int(CD_STRIP_STEP)
        let end = (columns.upperBound + step) / step * step
        return columns.lowerBound / step * step..<min(width, end)
    }

    /// Writes adjacent bands as one segment where there is room for ``SegmentedPNG/bound(width:rows:channels:)`` bytes
    /// of the whole rows.
    ///
    /// - Parameters:
    ///   - strip: The changed columns of the bands' rows.
    ///   - columns: Where they lie; see ``strip(around:width:)``.
    /// - Returns: No byte where the strip is unlike what the code was trained on, or memory ran out.
    func segment(
        _ strip: Pixmap, columns: Range<Int>, bands: Range<Int>, to out: UnsafeMutablePointer<UInt8>
    ) -> (count: Int, adler: UInt32) {
        var adler: UInt32 = 1
        let count = unsafe strip.bytes.withUnsafeBufferPointer {
            unsafe cd_kept_runs_segment(
                kept, $0.baseAddress, bands.lowerBound, bands.count, columns.lowerBound, columns.upperBound, out,
                &adler)
        }
        return (count, adler)
    }
}
