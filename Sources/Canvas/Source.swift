import CKernels

/// Where the colour of each device pixel comes from.
public struct Source: Sendable {
    private enum Kind: Sendable {
        case solid(UInt32)
        case gradient(Gradient.Shape, [UInt32], Transform)
        /// Pixels placed with their first at (x, y); nothing outside.
        case pixels(Pixmap, x: Int, y: Int)
        /// An image seen through a map from device pixels to its own; its border repeats.
        case image(Pixmap, Transform)
    }

    private let kind: Kind
    private let opacity: UInt8
    /// True where no pixel of it lets anything through.
    public let isOpaque: Bool

    private init(kind: Kind, opacity: Double, isOpaque: Bool) {
        self.kind = kind
        self.opacity = Self.level(opacity)
        self.isOpaque = isOpaque && self.opacity == 255
    }

    public static func solid(_ color: Color, opacity: Double = 1) -> Source {
        let pixel = color.withAlpha(multipliedBy: opacity).premultiplied
        return Source(kind: .solid(pixel), opacity: 1, isOpaque: pixel >> 24 == 255)
    }

    /// A gradient whose transform starts from device pixels.
    public static func gradient(_ gradient: Gradient, opacity: Double = 1) -> Source {
        Source(
            kind: .gradient(gradient.shape, gradient.table(), gradient.transform), opacity: opacity,
            isOpaque: gradient.isOpaque)
    }

    /// Pixels as they are, the first at device pixel (x, y).
    public static func pixels(_ pixmap: Pixmap, x: Int, y: Int, opacity: Double = 1) -> Source {
        Source(kind: .pixels(pixmap, x: x, y: y), opacity: opacity, isOpaque: false)
    }

    /// An image, bilinearly sampled; `deviceToImage` maps device pixels to image pixels.
    public static func image(_ pixmap: Pixmap, deviceToImage: Transform, opacity: Double = 1) -> Source {
        Source(kind: .image(pixmap, deviceToImage), opacity: opacity, isOpaque: false)
    }

    private static func level(_ value: Double) -> UInt8 {
        value.isNaN ? 0 : UInt8(Swift.min(Swift.max(value, 0), 1) * 255 + 0.5)
    }

    /// Lends the kernels' view of this source for the length of the call.
    func withKernelSource<R>(_ body: (UnsafePointer<ck_source>) -> R) -> R {
        var source = unsafe ck_source()
        unsafe source.opacity = UInt32(opacity)
        switch kind {
        case .solid(let color):
            unsafe source.kind = CK_SOLID
            unsafe source.color = color
            return unsafe body(&source)
        case .gradient(let shape, let table, let map):
            unsafe source.kind = shape == .linear ? CK_LINEAR : shape == .radial ? CK_RADIAL : CK_CONIC
            unsafe Self.set(map, in: &source)
            return unsafe table.withUnsafeBufferPointer { entries in
                unsafe source.table = entries.baseAddress
                return unsafe body(&source)
            }
        case .pixels(let pixmap, let x, let y):
            unsafe source.kind = CK_PIXELS
            unsafe source.x = Int32(truncatingIfNeeded: x)
            unsafe source.y = Int32(truncatingIfNeeded: y)
            return unsafe Self.lend(pixmap, in: &source, to: body)
        case .image(let pixmap, let map):
            unsafe source.kind = CK_BILINEAR
            unsafe Self.set(map, in: &source)
            return unsafe Self.lend(pixmap, in: &source, to: body)
        }
    }

    private static func set(_ map: Transform, in source: inout ck_source) {
        unsafe source.a = map.a
        unsafe source.b = map.b
        unsafe source.c = map.c
        unsafe source.d = map.d
        unsafe source.tx = map.tx
        unsafe source.ty = map.ty
    }

    private static func lend<R>(
        _ pixmap: Pixmap, in source: inout ck_source, to body: (UnsafePointer<ck_source>) -> R
    ) -> R {
        unsafe source.width = Int32(pixmap.width)
        unsafe source.height = Int32(pixmap.height)
        return unsafe pixmap.bytes.withUnsafeBytes { bytes in
            // SAFETY: an array's storage is 16-byte aligned and holds width * height * 4 bytes, a multiple of four.
            unsafe source.pixels = bytes.baseAddress?.assumingMemoryBound(to: UInt32.self)
            return unsafe body(&source)
        }
    }
}
