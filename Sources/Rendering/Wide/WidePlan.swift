import Canvas
import Codecs

/// A large picture, laid out and cut into pieces of whole rows.
///
/// Pieces are painted and written on any thread and in any order: everything that needs fonts, images or caches was
/// done while planning. The cut depends on the size alone, so however many threads share the work, the bytes are the
/// same. A piece holds its own rows only, so that no pixmap of the whole is ever there.
public struct WidePlan: Sendable {
    /// Rows of a piece are at least so many, pieces at most so many.
    private static let leastRows = 192
    private static let mostPieces = 32

    let items: [SceneItem]
    let size: CanvasSize
    let report: RenderReport
    let missedBase: BaseKey?
    var boxes: [LayerBox] = []
    let layout: Duration
    let start: ContinuousClock.Instant

    /// True where the lowest item hides all that lies below it: nothing painted above it makes it less opaque.
    private var isOpaque: Bool {
        guard case .rectangle(let rect, let source)? = items.first?.content else { return false }
        return source.isOpaque && rect.intersection(canvas) == canvas
    }

    private var canvas: PixelRect { PixelRect(x: 0, y: 0, width: size.columns, height: size.rows) }

    private var rowsPerPiece: Int { max(Self.leastRows, (size.rows + Self.mostPieces - 1) / Self.mostPieces) }

    /// How many pieces there are.
    public var pieceCount: Int { (size.rows + rowsPerPiece - 1) / rowsPerPiece }

    /// Some rows of the picture, painted and written.
    public struct Piece: Sendable {
        let segment: RowSegment
        let paint: Duration
        let encode: Duration
    }

    /// Makes one piece.
    ///
    /// - Parameters:
    ///   - index: From the top, `0..<pieceCount`.
    ///   - isCancelled: Asked between steps; true ends the work with ``RenderError/cancelled``.
    public func piece(_ index: Int, isCancelled: @escaping () -> Bool) throws(RenderError) -> Piece {
        let clock = ContinuousClock()
        let start = clock.now
        let top = index * rowsPerPiece
        let rows = PixelRect(x: 0, y: top, width: size.columns, height: min(rowsPerPiece, size.rows - top))
        let surface: Surface
        do {
            surface = try Surface(bounds: rows)
        } catch {
            throw .outOfMemory
        }
        try Painter(isCancelled: isCancelled).paint(items, on: surface, clip: rows)
        let painted = clock.now
        if isCancelled() { throw .cancelled }
        do {
            let segment = try RowSegment(surface.pixmap, isOpaque: isOpaque)
            return Piece(segment: segment, paint: painted - start, encode: clock.now - painted)
        } catch {
            throw .encoding(error)
        }
    }

    /// Joins all pieces, from the top down.
    public func picture(of pieces: [Piece]) -> Picture {
        let bytes = RowSegment.png(pieces.map(\.segment), width: size.columns, isOpaque: isOpaque)
        var picture = Picture(
            bytes: bytes, size: size, format: .png, report: report, stages: stages(of: pieces), missedBase: missedBase)
        picture.boxes = boxes
        return picture
    }

    /// The whole picture on this thread.
    func picture(isCancelled: @escaping () -> Bool) throws(RenderError) -> Picture {
        var pieces: [Piece] = []
        for index in 0..<pieceCount { pieces.append(try piece(index, isCancelled: isCancelled)) }
        return picture(of: pieces)
    }

    /// The time since planning, shared out as the pieces spent theirs: several threads work at once.
    private func stages(of pieces: [Piece]) -> Picture.Stages {
        let passed = ContinuousClock.now - start
        let paint = pieces.reduce(Duration.zero) { $0 + $1.paint }
        let encode = pieces.reduce(Duration.zero) { $0 + $1.encode }
        let share = paint + encode > .zero ? paint / (paint + encode) : 0
        return Picture.Stages(layout: layout, paint: passed * share, encode: passed * (1 - share))
    }
}
