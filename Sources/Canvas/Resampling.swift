import CKernels

extension Pixmap {
    /// Shows a window of this image at another size: area average where it shrinks, bilinear where it grows.
    ///
    /// - Parameters:
    ///   - window: The part to show, in this image's pixels.
    ///   - width: Columns of the result.
    ///   - height: Rows of the result.
    public func resampled(window: Rect, width: Int, height: Int) throws(CanvasError) -> Pixmap {
        var result: Pixmap
        do {
            result = try Pixmap(width: width, height: height)
        } catch {
            throw .size(error)
        }
        let status = unsafe bytes.withUnsafeBytes { source in
            unsafe result.bytes.withUnsafeMutableBytes { out in
                // SAFETY: an array's storage is 16-byte aligned and holds four bytes a pixel.
                unsafe ck_resample(
                    source.baseAddress?.assumingMemoryBound(to: UInt32.self), Int32(self.width), Int32(self.height),
                    window.x, window.y, window.width, window.height,
                    out.baseAddress?.assumingMemoryBound(to: UInt32.self), Int32(width), Int32(height))
            }
        }
        guard status == 0 else { throw .outOfMemory }
        return result
    }
}
