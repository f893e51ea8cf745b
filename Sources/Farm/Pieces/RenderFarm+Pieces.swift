extension RenderFarm {
    typealias Worker = RenderWorker<Engine>

    /// A piece that came back from a worker.
    private struct Return: Sendable {
        let index: Int
        let worker: Worker
        let result: Result<Engine.Pieces.Piece, Engine.Failure>
        let time: Duration
    }

    /// Makes one output on a leased worker, with the help of idle ones where the engine divides the job.
    ///
    /// The worker stays leased from beginning to end, so that no other job enters its engine between two pieces.
    ///
    /// - Returns: The outcome, and the time that other workers spent on it.
    func make(
        _ job: Engine.Job, on worker: Worker, lease: Worker.Lease
    ) async -> (outcome: Worker.Outcome, helped: Duration) {
        switch await worker.begin(job, lease: lease) {
        case .ended(let outcome):
            return (outcome, .zero)
        case .divided(let pieces):
            let (board, helped) = await share(pieces, with: worker, lease)
            if let failure = board.failure { return (.failed(failure), helped) }
            guard let made = board.pieces else { return (.turnedAway(lease.interruption ?? .cancelled), helped) }
            return (await worker.join(made, of: pieces), helped)
        }
    }

    /// Has all pieces made, one at a time on each worker: the leased one and those that nobody else needs.
    ///
    /// The children of the group run on the workers' threads, so that no piece is made on the cooperative pool. A
    /// helper goes back after the piece in hand when somebody waits, and at the end.
    private func share(
        _ pieces: Engine.Pieces, with own: Worker, _ lease: Worker.Lease
    ) async -> (PieceBoard<Engine.Pieces.Piece, Engine.Failure>, helped: Duration) {
        let stop = CancellationFlag()
        let isCancelled: @Sendable () -> Bool = { stop.isSet || lease.interruption != nil }
        var board = PieceBoard<Engine.Pieces.Piece, Engine.Failure>(count: pieces.count)
        var helped = Duration.zero
        await withTaskGroup(of: Return.self) { [clock] group in
            func give(_ index: Int, to worker: Worker) {
                group.addTask(executorPreference: worker.pieceExecutor) {
                    let start = clock.now()
                    let result = Result { () throws(Engine.Failure) in
                        try pieces.piece(index, isCancelled: isCancelled)
                    }
                    return Return(index: index, worker: worker, result: result, time: clock.now() - start)
                }
            }
            func giveToIdle() {
                while board.hasMore, !isCancelled(), let helper = state.withLock({ $0.lend() }) {
                    if let index = board.take() { give(index, to: helper) }
                }
            }
            if let first = board.take() { give(first, to: own) }
            giveToIdle()
            while let back = await group.next() {
                board.note(back.index, back.result)
                if board.failure != nil { stop.set() }
                let isOwn = back.worker === own
                if !isOwn { helped += back.time }
                let mayGoOn = !isCancelled() && (isOwn || !isSomebodyWaiting)
                if mayGoOn, let index = board.take() {
                    give(index, to: back.worker)
                } else if !isOwn {
                    takeBack(back.worker)
                }
                giveToIdle()
            }
        }
        return (board, helped)
    }

    private var isSomebodyWaiting: Bool { state.withLock { $0.admission.waiting > 0 } }

    private func takeBack(_ helper: Worker) {
        let wakes = state.withLock { $0.takeBack(helper) }
        for wake in wakes { wake.fire() }
    }
}
