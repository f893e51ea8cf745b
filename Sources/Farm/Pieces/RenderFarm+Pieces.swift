extension RenderFarm {
    typealias Worker = RenderWorker<Engine>

    /// Makes the pieces of one output on a leased worker, with the help of idle ones.
    ///
    /// The worker stays leased from beginning to end, so that no other job enters its engine between two pieces.
    ///
    /// - Returns: The outcome, and the time that other workers spent on it.
    func make(
        _ pieces: Engine.Pieces, on worker: Worker, lease: Worker.Lease
    ) async -> (outcome: Worker.Outcome, helped: Duration) {
        let (board, helped) = await share(pieces, with: worker, lease)
        if let failure = board.failure { return (.failed(failure), helped) }
        guard let made = board.pieces else { return (.turnedAway(lease.interruption ?? .cancelled), helped) }
        return (await worker.join(made, of: pieces), helped)
    }

    /// Has all pieces made, one at a time on each worker: the leased one and those that nobody else needs.
    ///
    /// The children of the group run on the workers' threads, so that no piece is made on the cooperative pool. A
    /// helper goes back after the piece in hand when somebody waits, and at the end; the leased worker returns here
    /// where one that became idle may help.
    private func share(
        _ pieces: Engine.Pieces, with own: Worker, _ lease: Worker.Lease
    ) async -> (PieceBoard<Engine.Pieces.Piece, Engine.Failure>, helped: Duration) {
        let round = PieceRound(pieces: pieces, lease: lease)
        var helped = Duration.zero
        await withTaskGroup(of: (worker: Worker, time: Duration).self) { [clock] group in
            func start(_ worker: Worker, until isOver: @escaping @Sendable () -> Bool) {
                group.addTask(executorPreference: worker.pieceExecutor) {
                    let start = clock.now()
                    round.work(until: isOver)
                    return (worker, clock.now() - start)
                }
            }
            func startOwn() { start(own) { self.state.withLock { $0.mayLend } } }
            func startIdle() {
                while round.hasMore, let helper = state.withLock({ $0.lend() }) {
                    start(helper) { self.state.withLock { $0.admission.waiting > 0 } }
                }
            }
            startOwn()
            startIdle()
            while let (worker, time) = await group.next() {
                if worker !== own {
                    helped += time
                    takeBack(worker)
                } else if round.hasMore {
                    startOwn()
                }
                startIdle()
            }
        }
        return (round.board.withLock { $0 }, helped)
    }

    private func takeBack(_ helper: Worker) {
        let wakes = state.withLock { $0.takeBack(helper) }
        for wake in wakes { wake.fire() }
    }
}
