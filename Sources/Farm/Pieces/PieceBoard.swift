/// Decides which piece of a divided render is made next, and keeps those that are made. Pure: no task, no lock.
package struct PieceBoard<Piece: Sendable, Failure: Error>: Sendable {
    private var made: [Piece?]
    private var next = 0
    /// The first failure; no piece is given out after it.
    package private(set) var failure: Failure?

    package init(count: Int) { made = Array(repeating: nil, count: count) }

    /// Whether a piece waits to be made.
    package var hasMore: Bool { failure == nil && next < made.count }

    /// Gives out the next piece.
    package mutating func take() -> Int? {
        guard hasMore else { return nil }
        next += 1
        return next - 1
    }

    /// Takes a piece in. Failures after the first are its consequence: the others were told to stop.
    package mutating func note(_ index: Int, _ result: Result<Piece, Failure>) {
        switch result {
        case .success(let piece): made[index] = piece
        case .failure(let error): failure = failure ?? error
        }
    }

    /// All pieces in order, once each is made.
    package var pieces: [Piece]? {
        let pieces = made.compactMap { $0 }
        return pieces.count == made.count ? pieces : nil
    }
}
