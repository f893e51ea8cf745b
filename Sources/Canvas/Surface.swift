import CKernels

/// A rectangle of device pixels that is painted on.
public final class Surface {
    /// Where the pixels lie on the device; painting outside has no effect.
    public let bounds: PixelRect
    /// The pixels, premultiplied.
    public private(set) var pixmap: Pixmap

    /// Makes a transparent surface.
    ///
    /// - Throws: ``CanvasError/size(_:)``.
    public init(bounds: PixelRect) throws(CanvasError) {
        do {
            pixmap = try Pixmap(width: bounds.width, height: bounds.height)
        } catch {
            throw .size(error)
        }
        self.bounds = bounds
    }

    /// Makes a surface at the device's origin that shows a picture.
    public init(_ pixmap: Pixmap) {
        bounds = PixelRect(x: 0, y: 0, width: pixmap.width, height: pixmap.height)
        self.pixmap = pixmap
    }

    /// Makes a surface that shows a part of a picture that lies at the device's origin.
    ///
    /// - Parameter plains: Those of the picture.
    public init(_ picture: Pixmap, area: PixelRect, plains: PlainCells) {
        bounds = area
        pixmap = picture.part(area, plains: plains)
    }

    /// Copies a part of a picture that lies at the device's origin.
    public func copy(from picture: Pixmap, _ rect: PixelRect) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        precondition(
            area.x >= 0 && area.y >= 0 && area.maxX <= picture.width && area.maxY <= picture.height,
            "a part of the picture")
        let (stride, count) = (pixmap.stride, area.width * 4)
        unsafe pixmap.bytes.withUnsafeMutableBytes { mine in
            unsafe picture.bytes.withUnsafeBytes { theirs in
                guard let to = mine.baseAddress, let from = theirs.baseAddress else { return }
                for row in area.y..<area.maxY {
                    let target = (row - bounds.y) * stride + (area.x - bounds.x) * 4
                    let source = row * picture.stride + area.x * 4
                    unsafe (to + target).copyMemory(from: from + source, byteCount: count)
                }
            }
        }
    }

    /// Fills an outline.
    ///
    /// - Parameters:
    ///   - path: In device pixels.
    ///   - clip: Only pixels inside change.
    public func fill(_ path: Path, rule: Path.FillRule, with source: Source, clip: PixelRect) throws(CanvasError) {
        fill(try Coverage(path, rule: rule, clip: clip.intersection(bounds)), with: source)
    }

    public func fill(_ coverage: Coverage, with source: Source) {
        unsafe paint { surface in
            unsafe coverage.withKernelCoverage { coverage in
                unsafe source.withKernelSource { unsafe ck_paint_coverage(surface, coverage, $0) }
            }
        }
    }

    public func fill(_ mask: CoverageMask, with source: Source, clip: PixelRect) {
        let b = mask.bounds
        unsafe paint(within: clip) { surface in
            unsafe mask.withKernelBytes { bytes in
                unsafe source.withKernelSource {
                    unsafe ck_paint_mask(
                        surface, bytes, Int32(b.x), Int32(b.y), Int32(b.width), Int32(b.height), $0)
                }
            }
        }
    }

    public func fill(_ rect: PixelRect, with source: Source) {
        unsafe paint { surface in
            unsafe source.withKernelSource {
                unsafe ck_paint_rect(
                    surface, Int32(rect.x), Int32(rect.y), Int32(rect.width), Int32(rect.height), $0)
            }
        }
    }

    /// Paints glyphs, each with its pen at a place, in one go.
    public func fill(_ glyphs: [(mask: Mask, x: Int, y: Int)], with source: Source, clip: PixelRect) {
        unsafe paint(within: clip) { surface in
            unsafe source.withKernelSource { source in
                for (mask, x, y) in glyphs {
                    unsafe mask.coverage.withUnsafeBufferPointer { bytes in
                        unsafe ck_paint_mask(
                            surface, bytes.baseAddress, Int32(x + mask.left), Int32(y + mask.top), Int32(mask.width),
                            Int32(mask.height), source)
                    }
                }
            }
        }
    }

    /// The alpha of every pixel.
    public func alphaMask() -> CoverageMask {
        var mask = CoverageMask(bounds: bounds)
        let count = mask.bytes.count
        unsafe paint { surface in
            unsafe mask.bytes.withUnsafeMutableBufferPointer {
                unsafe ck_alpha_to_mask(surface.pointee.pixels, $0.baseAddress, count)
            }
        }
        return mask
    }

    private func paint(within clip: PixelRect? = nil, _ body: (UnsafePointer<ck_surface>) -> Void) {
        let bounds = bounds
        let area = clip.map { $0.intersection(bounds) } ?? bounds
        guard !area.isEmpty else { return }
        unsafe pixmap.bytes.withUnsafeMutableBytes { bytes in
            // SAFETY: an array's storage is 16-byte aligned and holds four bytes a pixel of `bounds`.
            guard let pixels = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt32.self) else { return }
            var surface = unsafe ck_surface(
                pixels: pixels, x: Int32(bounds.x), y: Int32(bounds.y), width: Int32(bounds.width),
                height: Int32(bounds.height), clip_x: Int32(area.x), clip_y: Int32(area.y),
                clip_width: Int32(area.width), clip_height: Int32(area.height))
            unsafe body(&surface)
        }
    }
}
