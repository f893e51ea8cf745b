import CPNG
import Canvas

/// PNG's row filters (specification, section 9), and the choice among them for each row.
public enum RowFilter: Int32, Sendable, CaseIterable {
    case none = 0
    case sub, up, average, paeth, adaptive

    /// Filtered rows: a filter byte and `channels * width` bytes each, the first row depending on none above.
    func apply(to pixmap: Pixmap, rows: Range<Int>, channels: Int32) -> [UInt8] {
        let rowBytes = 1 + pixmap.width * Int(channels)
        return unsafe [UInt8](unsafeUninitializedCapacity: rowBytes * rows.count) { out, count in
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cd_filter_scratch(pixmap.width)) { scratch in
                unsafe pixmap.bytes.withUnsafeBufferPointer { pixels in
                    guard let first = pixels.baseAddress else { return }
                    unsafe cd_filter_rows(
                        first + rows.lowerBound * pixmap.stride, pixmap.stride, pixmap.width, rows.count, channels,
                        rawValue, 0, scratch.baseAddress, out.baseAddress)
                }
            }
            count = rowBytes * rows.count
        }
    }

    /// The filter whose rows deflate best, tried on bands of the picture itself; a costlier one must save a twentieth more.
    static func best(for pixmap: Pixmap, channels: Int32) throws(CodecError) -> RowFilter {
        var best = RowFilter.none
        var least = Double.infinity
        let bands = sample(of: pixmap)
        for filter in allCases {
            var size = 0
            for rows in bands {
                let filtered = filter.apply(to: pixmap, rows: rows, channels: channels)
                size += try Deflate.segment(filtered, engine: .best, level: 1).count
            }
            if Double(size) < least * 0.95 {
                least = Double(size)
                best = filter
            }
        }
        return best
    }

    /// All rows of a picture of up to a megapixel, evenly spread bands of a larger one.
    private static func sample(of pixmap: Pixmap) -> [Range<Int>] {
        let parts = (pixmap.width * pixmap.height + (1 << 20) - 1) >> 20
        guard parts > 1 else { return [0..<pixmap.height] }
        let step = KeptRows.bandRows * parts
        return stride(from: 0, to: pixmap.height, by: step).map {
            $0..<min($0 + KeptRows.bandRows, pixmap.height)
        }
    }
}
