import Limit

/// What can be wrong with an image's size or bytes.
public enum PixmapError: Error, Equatable {
    case sizeOutOfRange(width: Int, height: Int)
    case byteCountMismatch(expected: Int, actual: Int)
}

/// A premultiplied sRGB image, top row first, four bytes a pixel in R, G, B, A order.
///
/// `bytes.count == width * height * 4`; rows have no padding.
public struct Pixmap: Sendable, Equatable {
    public let width: Int
    public let height: Int
    public var bytes: [UInt8]

    /// The largest side of any image that the service holds, input or output.
    public static let sideLimitPixels = 32_767

    /// Makes a transparent image.
    ///
    /// - Parameters:
    ///   - width: Columns in device pixels, `1...sideLimitPixels`.
    ///   - height: Rows in device pixels, likewise.
    /// - Throws: ``PixmapError/sizeOutOfRange(width:height:)``.
    public init(width: Int, height: Int) throws(PixmapError) {
        try Self.check(width, height)
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 0, count: width * height * 4)
    }

    /// Takes over bytes that hold premultiplied pixels.
    ///
    /// - Throws: ``PixmapError`` where size or byte count do not fit.
    public init(width: Int, height: Int, bytes: [UInt8]) throws(PixmapError) {
        try Self.check(width, height)
        guard bytes.count == width * height * 4 else {
            throw .byteCountMismatch(expected: width * height * 4, actual: bytes.count)
        }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// Takes over bytes that are known to fit.
    init(uncheckedWidth width: Int, height: Int, bytes: [UInt8]) {
        (self.width, self.height, self.bytes) = (width, height, bytes)
    }

    /// Bytes from one row to the next.
    public var stride: Int { width * 4 }

    /// A copy of some rows, at least one.
    public func rows(_ range: Range<Int>) -> Pixmap {
        part(PixelRect(x: 0, y: range.lowerBound, width: width, height: range.count))
    }

    /// A copy of a rectangle of pixels, at least one, inside of the picture.
    public func part(_ rect: PixelRect) -> Pixmap {
        precondition(!rect.isEmpty, "a picture has a pixel")
        precondition(rect.x >= 0 && rect.maxX <= width && rect.y >= 0 && rect.maxY <= height, "inside of the picture")
        return Pixmap(copying: self, rect)
    }

    private init(copying other: Pixmap, _ rect: PixelRect) {
        width = rect.width
        height = rect.height
        let first = rect.y * other.stride
        if rect.width == other.width {
            bytes = Array(other.bytes[first..<first + rect.height * other.stride])
            return
        }
        let (stride, count) = (rect.width * 4, rect.width * rect.height * 4)
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { mine, filled in
            unsafe other.bytes.withUnsafeBufferPointer { theirs in
                guard let to = mine.baseAddress, let from = theirs.baseAddress else { return }
                for row in 0..<rect.height {
                    let source = first + row * other.stride + rect.x * 4
                    unsafe (to + row * stride).initialize(from: from + source, count: stride)
                }
            }
            filled = count
        }
    }

    /// True where every pixel's alpha is 255.
    public var isOpaque: Bool {
        var index = 3
        while index < bytes.count {
            if bytes[index] != 255 { return false }
            index += 4
        }
        return true
    }

    private static func check(_ width: Int, _ height: Int) throws(PixmapError) {
        guard (1...sideLimitPixels).contains(width), (1...sideLimitPixels).contains(height) else {
            throw .sizeOutOfRange(width: width, height: height)
        }
    }
}

/// An 8-bit coverage mask placed relative to a pen position: glyphs and shapes before they have a colour.
public struct Mask: Sendable, Equatable {
    /// Columns from the pen to the mask's left edge.
    public let left: Int
    /// Rows from the pen down to the mask's first row (negative above the baseline).
    public let top: Int
    public let width: Int
    public let height: Int
    /// `width * height` bytes, 0 outside and 255 inside, rows without padding.
    public let coverage: [UInt8]

    public init(left: Int, top: Int, width: Int, height: Int, coverage: [UInt8]) {
        precondition(coverage.count == width * height, "a mask has one byte a pixel")
        self.left = left
        self.top = top
        self.width = width
        self.height = height
        self.coverage = coverage
    }
}
