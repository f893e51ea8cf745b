import CPNG
import Canvas

/// A picture whose rows are filtered and deflated once, so that a changed copy deflates only the bands that changed.
///
/// Bands are ``bandRows`` rows high. Each is filtered and deflated without looking at another, so kept and fresh bands
/// join into one valid stream. The colour type is RGB where every pixel is opaque, else RGBA; painting over an opaque
/// picture keeps it so.
public final class KeptRows: Sendable {
    public static let bandRows = 16

    public let width: Int
    public let height: Int
    public let bandCount: Int
    private let channels: Int32
    private let filter: Int32
    private let bytes: [UInt8]
    private let offsets: [Int]
    private let adlers: [UInt32]

    /// Filters and deflates every band, hard.
    ///
    /// - Parameter filter: The row filter; nothing tries all and takes the one that deflates best.
    public init(_ pixmap: Pixmap, filter: RowFilter? = nil) throws(CodecError) {
        width = pixmap.width
        height = pixmap.height
        bandCount = (pixmap.height + Self.bandRows - 1) / Self.bandRows
        let channels: Int32 = pixmap.isOpaque ? 3 : 4
        let chosen: RowFilter
        if let filter { chosen = filter } else { chosen = try RowFilter.best(for: pixmap, channels: channels) }
        var bytes: [UInt8] = []
        var offsets = [0]
        var adlers: [UInt32] = []
        for band in 0..<bandCount {
            let rows = band * Self.bandRows..<min((band + 1) * Self.bandRows, pixmap.height)
            let filtered = chosen.apply(to: pixmap, rows: rows, channels: channels)
            bytes += try Deflate.segment(filtered, engine: .zlib, level: 9)
            offsets.append(bytes.count)
            adlers.append(Deflate.adler(filtered))
        }
        self.channels = channels
        self.filter = chosen.rawValue
        self.bytes = bytes
        self.offsets = offsets
        self.adlers = adlers
    }

    /// Bytes that this value holds.
    public var byteCount: Int { bytes.count + offsets.count * 8 + adlers.count * 4 }

    /// Writes the PNG of a changed copy of the picture.
    ///
    /// - Parameters:
    ///   - pixmap: Of the same size; equal to the kept picture in every band that is not dirty.
    ///   - dirty: One flag a band, not 0 where pixels changed.
    /// - Throws: ``CodecError/outOfMemory``.
    public func png(of pixmap: Pixmap, dirty: [UInt8]) throws(CodecError) -> [UInt8] {
        precondition(pixmap.width == width && pixmap.height == height && dirty.count == bandCount, "another picture")
        let written = unsafe withBands { bands in
            unsafe Deflate.write(bands, dirty: dirty, pixmap: pixmap, engine: .best, level: 1)
        }
        guard let written else { throw .outOfMemory }
        return written
    }

    private func withBands<R>(_ body: (UnsafePointer<cd_bands>) -> R) -> R {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe offsets.withUnsafeBufferPointer { offsets in
                unsafe adlers.withUnsafeBufferPointer { adlers in
                    unsafe offsets.withMemoryRebound(to: Int.self) { offsets in
                        var bands = unsafe cd_bands(
                            bytes: bytes.baseAddress, offsets: offsets.baseAddress, adlers: adlers.baseAddress,
                            width: width, height: height, band_rows: Self.bandRows, band_count: bandCount,
                            channels: channels, filter: filter)
                        return unsafe body(&bands)
                    }
                }
            }
        }
    }
}
