import CPNG
import Canvas

/// Which library deflates rows.
public enum DeflateEngine: UInt32, Sendable, CaseIterable {
    case zlib = 0
    case isal = 1

    /// ISA-L where this build found it, else zlib.
    public static var best: DeflateEngine { DeflateEngine(rawValue: cd_best_engine().rawValue) ?? .zlib }

    /// Those that this build has.
    public static var available: [DeflateEngine] { best == .zlib ? [.zlib] : [.zlib, .isal] }

    var code: cd_engine { cd_engine(rawValue: rawValue) }

    /// The library's name and version.
    public var description: String { unsafe String(cString: cd_engine_name(code)) }
}

/// The seam between rows in Swift arrays and the deflate kernels.
enum Deflate {
    /// - Throws: ``CodecError/outOfMemory``.
    static func segment(_ raw: [UInt8], engine: DeflateEngine, level: Int32) throws(CodecError) -> [UInt8] {
        let bound = cd_segment_bound(raw.count)
        let out = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            unsafe count = raw.withUnsafeBufferPointer {
                unsafe cd_segment(
                    engine.code, level, $0.baseAddress, $0.count, buffer.baseAddress, bound)
            }
        }
        guard !out.isEmpty else { throw .outOfMemory }
        return out
    }

    static func adler(_ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer {
            unsafe cd_adler32(DeflateEngine.best.code, 1, $0.baseAddress, $0.count)
        }
    }

    /// All rows of a pixmap as one segment, and their checksum; nothing where memory ran out.
    static func rows(
        of pixmap: Pixmap, channels: Int32, _ fresh: UnsafePointer<cd_fresh>
    ) -> (bytes: [UInt8], adler: UInt32)? {
        let bound = cd_rows_bound(pixmap.width, pixmap.height, channels)
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bound) { room in
            guard let out = room.baseAddress else { return nil }
            let (count, adler) = unsafe rows(of: pixmap, channels: channels, fresh, to: out)
            // A copy of the right size: what is not filled of the room is not kept.
            return count > 0 ? unsafe ([UInt8](UnsafeBufferPointer(start: out, count: count)), adler) : nil
        }
    }

    /// Writes all rows of a pixmap as one segment where there is room for `cd_rows_bound` bytes; no byte where memory
    /// ran out.
    static func rows(
        of pixmap: Pixmap, channels: Int32, _ fresh: UnsafePointer<cd_fresh>, to out: UnsafeMutablePointer<UInt8>
    ) -> (count: Int, adler: UInt32) {
        let (width, rows) = (pixmap.width, pixmap.height)
        let work = unsafe cd_rows_work(fresh, width, rows, channels)
        var adler: UInt32 = 1
        let count = unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: work) { work in
            unsafe pixmap.bytes.withUnsafeBufferPointer { pixels in
                unsafe cd_rows_segment(
                    fresh, pixels.baseAddress, width, rows, channels, work.baseAddress, out, &adler)
            }
        }
        return (count, adler)
    }
}
