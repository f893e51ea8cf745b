import Canvas

/// One thing to paint, in device pixels and in paint order.
struct SceneItem: Sendable {
    /// The layer that it belongs to: ``Templates/Layer/id``.
    let layer: Int
    /// Every pixel that it can change.
    let ink: PixelRect
    let content: Content

    indirect enum Content: Sendable {
        case rectangle(PixelRect, Source)
        case shape(Path, Path.FillRule, Source)
        case glyphs([DeviceGlyph], Source)
        case mask(CoverageMask, Source)
        /// Painted by themselves, then as one: cut by the clip, and with an opacity.
        case group([SceneItem], opacity: Double, clip: Path?)
    }
}

/// A glyph at its pen position on the device: a mask to colour, or pixels of its own.
struct DeviceGlyph: Sendable {
    enum Ink: Sendable {
        case mask(Mask)
        case pixels(Pixmap, left: Int, top: Int)
    }

    let ink: Ink
    let x: Int
    let y: Int

    var bounds: PixelRect {
        switch ink {
        case .mask(let mask):
            PixelRect(x: x + mask.left, y: y + mask.top, width: mask.width, height: mask.height)
        case .pixels(let pixmap, let left, let top):
            PixelRect(x: x + left, y: y + top, width: pixmap.width, height: pixmap.height)
        }
    }
}
