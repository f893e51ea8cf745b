import CKernels

/// How much of each device pixel a shape covers, kept as runs.
@safe public final class Coverage {
    private var storage: ck_coverage

    /// Rasterizes an outline, exactly to 1/256 of a pixel.
    ///
    /// - Parameters:
    ///   - path: In device pixels; open subpaths are closed.
    ///   - rule: What counts as inside.
    ///   - clip: Only pixels inside get runs.
    /// - Throws: ``CanvasError/outOfMemory``.
    public init(_ path: Path, rule: Path.FillRule = .nonzero, clip: PixelRect) throws(CanvasError) {
        let bounds = path.controlBounds.pixelBounds.intersection(clip)
        let edges = bounds.isEmpty ? [] : EdgeBuilder.edges(of: path)
        var result = unsafe ck_coverage()
        let status = unsafe edges.withUnsafeBufferPointer { buffer in
            unsafe ck_rasterize(
                buffer.baseAddress, buffer.count, rule == .evenodd ? 1 : 0, Int32(bounds.x), Int32(bounds.y),
                Int32(bounds.width), Int32(bounds.height), &result)
        }
        guard status == 0 else { throw .outOfMemory }
        unsafe storage = result
    }

    deinit { unsafe ck_coverage_free(&storage) }

    /// The coverage as one byte a pixel of `rect`.
    public func mask(in rect: PixelRect) -> CoverageMask {
        var mask = CoverageMask(bounds: rect)
        unsafe mask.bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe ck_coverage_to_mask(
                &storage, bytes.baseAddress, Int32(rect.x), Int32(rect.y), Int32(rect.width), Int32(rect.height))
        }
        return mask
    }

    func withKernelCoverage<R>(_ body: (UnsafePointer<ck_coverage>) -> R) -> R {
        unsafe withUnsafePointer(to: &storage) { pointer in unsafe body(pointer) }
    }
}

/// What painting can fail with.
public enum CanvasError: Error, Equatable {
    case outOfMemory
    case size(PixmapError)
}
