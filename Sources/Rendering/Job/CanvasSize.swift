import Limit
import Templates

/// How a template's canvas becomes device pixels.
struct CanvasSize: Equatable {
    /// Factors from the template's size to the requested one, an axis each.
    let horizontal: Double
    let vertical: Double
    /// Device pixels a CSS pixel.
    let scale: Double
    /// CSS pixels of the requested canvas.
    let width: Double
    let height: Double
    /// `round(size * scale)`.
    let columns: Int
    let rows: Int

    init(template: Template, options: OutputOptions, limits: Limits.Output) throws(RenderError) {
        let (ownWidth, ownHeight) = (Double(template.width), Double(template.height))
        let horizontal = options.width.map { Double($0) / ownWidth }
        let vertical = options.height.map { Double($0) / ownHeight }
        self.horizontal = horizontal ?? vertical ?? 1
        self.vertical = vertical ?? horizontal ?? 1
        scale = options.scale
        width = ownWidth * self.horizontal
        height = ownHeight * self.vertical
        let (deviceWidth, deviceHeight) = ((width * scale).rounded(), (height * scale).rounded())
        guard deviceWidth.isFinite, deviceHeight.isFinite, deviceWidth < 1e9, deviceHeight < 1e9 else {
            throw .sizeOutOfRange(width: .max, height: .max)
        }
        columns = Int(deviceWidth)
        rows = Int(deviceHeight)
        guard (1...limits.sidePixels).contains(columns), (1...limits.sidePixels).contains(rows),
            columns * rows <= limits.pixels
        else { throw .sizeOutOfRange(width: columns, height: rows) }
    }

    var isTemplateSize: Bool { horizontal == 1 && vertical == 1 }
}
