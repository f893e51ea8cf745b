import CKernels

/// One coverage byte for each device pixel of a rectangle: shapes that are blurred, cut or joined.
public struct CoverageMask: Sendable {
    public let bounds: PixelRect
    /// `bounds.width * bounds.height` bytes, rows without padding.
    public internal(set) var bytes: [UInt8]

    /// An empty mask.
    public init(bounds: PixelRect) {
        self.bounds = bounds
        bytes = [UInt8](repeating: 0, count: bounds.width * bounds.height)
    }

    /// Adds a glyph whose pen stands at (x, y), as if both were painted: `a + b - ab`.
    public mutating func unite(_ glyph: Mask, x: Int, y: Int) {
        let (width, height) = (bounds.width, bounds.height)
        let (left, top) = (x + glyph.left - bounds.x, y + glyph.top - bounds.y)
        unsafe bytes.withUnsafeMutableBufferPointer { mine in
            unsafe glyph.coverage.withUnsafeBufferPointer { theirs in
                unsafe ck_mask_union(
                    mine.baseAddress, Int32(width), Int32(height), theirs.baseAddress, Int32(left), Int32(top),
                    Int32(glyph.width), Int32(glyph.height))
            }
        }
    }

    /// Keeps what lies inside `other`, or with `inverted` what lies outside. Both have the same bounds.
    public mutating func intersect(_ other: CoverageMask, inverted: Bool = false) {
        precondition(other.bounds == bounds, "masks of one place only")
        let count = bytes.count
        unsafe bytes.withUnsafeMutableBufferPointer { mine in
            unsafe other.bytes.withUnsafeBufferPointer { theirs in
                unsafe ck_mask_multiply(mine.baseAddress, theirs.baseAddress, count, inverted ? 1 : 0)
            }
        }
    }

    /// A Gaussian blur, as three box blurs of the same variance.
    ///
    /// - Parameter sigma: The standard deviation in device pixels. Ink nearer than ``reach(ofSigma:)`` to the bounds
    ///   is lost beyond them, so leave that margin.
    public mutating func blur(sigma: Double) throws(CanvasError) {
        let (width, height) = (bounds.width, bounds.height)
        let status = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe ck_mask_blur(buffer.baseAddress, Int32(width), Int32(height), sigma)
        }
        guard status == 0 else { throw .outOfMemory }
    }

    /// How many pixels a blur spreads ink at the most.
    public static func reach(ofSigma sigma: Double) -> Int { Int(ck_blur_reach(sigma)) }

    func withKernelBytes<R>(_ body: (UnsafePointer<UInt8>?) -> R) -> R {
        unsafe bytes.withUnsafeBufferPointer { buffer in unsafe body(buffer.baseAddress) }
    }
}

extension CoverageMask {
    /// The part of this mask inside `rect`, which lies inside its bounds.
    public func cropped(to rect: PixelRect) -> CoverageMask {
        if rect == bounds { return self }
        let area = rect.intersection(bounds)
        var result = CoverageMask(bounds: area)
        for row in 0..<area.height {
            let from = (area.y - bounds.y + row) * bounds.width + (area.x - bounds.x)
            result.bytes.replaceSubrange(
                row * area.width..<(row + 1) * area.width, with: bytes[from..<from + area.width])
        }
        return result
    }

    /// The same mask at another place.
    public func moved(by dx: Int, _ dy: Int) -> CoverageMask {
        CoverageMask(
            bounds: PixelRect(x: bounds.x + dx, y: bounds.y + dy, width: bounds.width, height: bounds.height),
            bytes: bytes)
    }

    private init(bounds: PixelRect, bytes: [UInt8]) {
        self.bounds = bounds
        self.bytes = bytes
    }
}
