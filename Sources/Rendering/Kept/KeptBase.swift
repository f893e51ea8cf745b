import Canvas
import Codecs

/// The part of a template's picture that requests leave alone: pixels, deflated rows, and what lies above the changes.
///
/// Immutable and shared by all workers.
public final class KeptBase: Sendable {
    /// Every untouched unit painted.
    let whole: Pixmap
    /// Where it has one colour.
    let plains: PlainCells
    /// Only what lies below the first touched unit; nothing where no untouched unit lies above one.
    let below: Pixmap?
    /// The untouched units above the first touched one, by their place in the paint order.
    let above: [(place: Int, items: [SceneItem])]
    let rows: KeptRows
    let report: RenderReport
    let glyphCount: Int
    /// The touched layers that it leaves out.
    let touched: Set<Int>

    init(
        whole: Pixmap, below: Pixmap?, above: [(place: Int, items: [SceneItem])], rows: KeptRows,
        report: RenderReport, glyphCount: Int, touched: Set<Int>
    ) {
        self.whole = whole
        plains = PlainCells(whole)
        self.below = below
        self.above = above
        self.rows = rows
        self.report = report
        self.glyphCount = glyphCount
        self.touched = touched
    }

    /// Bytes that it holds, near enough for a budget.
    public var byteCount: Int {
        whole.bytes.count + (below?.bytes.count ?? 0) + rows.byteCount + plains.byteCount
    }
}
