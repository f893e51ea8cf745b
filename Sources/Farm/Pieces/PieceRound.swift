import Synchronization

/// The pieces of one render while its workers make them.
final class PieceRound<Engine: RenderEngine>: Sendable {
    let board: Mutex<PieceBoard<Engine.Pieces.Piece, Engine.Failure>>
    private let pieces: Engine.Pieces
    private let lease: RenderWorker<Engine>.Lease
    /// Set by the first failure.
    private let stop = CancellationFlag()

    init(pieces: Engine.Pieces, lease: RenderWorker<Engine>.Lease) {
        self.pieces = pieces
        self.lease = lease
        board = Mutex(PieceBoard(count: pieces.count))
    }

    /// Whether a piece waits to be made.
    var hasMore: Bool { !isStopped && board.withLock { $0.hasMore } }

    private var isStopped: Bool { stop.isSet || lease.interruption != nil }

    /// Makes pieces on this thread, at least one, while there are any.
    ///
    /// - Parameter isOver: Asked between pieces; true ends the work.
    func work(until isOver: () -> Bool) {
        while hasMore, let index = board.withLock({ $0.take() }) {
            let result = Result { () throws(Engine.Failure) in
                try pieces.piece(index, isCancelled: { self.isStopped })
            }
            // Noted first: what others throw because of the stop must not pass for the reason.
            board.withLock { $0.note(index, result) }
            if case .failure = result { stop.set(.cancelled) }
            if isOver() { return }
        }
    }
}
