import Templates

/// What decides a kept base: a template revision with its fonts and images, a size, and what requests change.
public struct BaseKey: Hashable, Sendable {
    /// Names the revision with its fonts and images: ``RenderJob/identity``.
    let identity: String
    let columns: Int
    let rows: Int
    let horizontal: Double
    let vertical: Double
    let scale: Double
    /// Ids of the touched layers, sorted.
    let touched: [Int]
    /// True for a template's own size with all its dynamic layers left out: what every template is asked for.
    public let isDefault: Bool

    init(identity: String, size: CanvasSize, touched: Set<Int>, dynamic: Set<Int>) {
        self.identity = identity
        columns = size.columns
        rows = size.rows
        horizontal = size.horizontal
        vertical = size.vertical
        scale = size.scale
        self.touched = touched.sorted()
        isDefault = size.isTemplateSize && size.scale == 1 && touched == dynamic
    }
}
