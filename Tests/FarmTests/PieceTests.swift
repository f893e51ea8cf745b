import Farm
import Synchronization
import Testing

/// What the farm promises of renders that come in pieces.
@Suite(.timeLimit(.minutes(5)))
struct PieceTests {
    @Test(arguments: [1, 2, 4])
    func `pieces are made once each, on the workers' own threads, and joined in order`(workers: Int) async throws {
        let bench = try await PieceBench(workers: workers)
        let made = try await bench.render(PieceJob("wide", pieces: 50)).get()
        #expect(made.map(\.piece) == Array(0...50))
        let threads = Set((0..<workers).map { "render-\($0)" })
        #expect(threads.isSuperset(of: made.map(\.thread)))
        #expect(bench.isIdle())
        #expect(bench.farm.statistics.made == 1)
    }

    @Test func `idle workers help`() async throws {
        let bench = try await PieceBench(workers: 3)
        var started = bench.started.makeAsyncIterator()
        let job = PieceJob("wide", pieces: 3, .gated)
        async let answer = bench.render(job)
        let begun = await started.next()
        var threads: Set<String> = []
        for _ in 0..<3 { threads.insert(await started.next()?.thread ?? "") }
        #expect(threads == ["render-0", "render-1", "render-2"])
        #expect(bench.farm.statistics.running == 1)
        #expect(bench.farm.statistics.lent == 2)
        job.openAll()
        let made = try await answer.get()
        // What needs no division is done by the leased worker.
        #expect(made.last?.thread == begun?.thread)
        #expect(bench.isIdle())
    }

    @Test func `a helper goes back after its piece when somebody waits`() async throws {
        let bench = try await PieceBench(workers: 2)
        var started = bench.started.makeAsyncIterator()
        let wide = PieceJob("wide", pieces: 4, .gated)
        async let first = bench.render(wide)
        let own = try #require(await started.next()).thread
        let pieces = [try #require(await started.next()), try #require(await started.next())]
        let lent = try #require(pieces.first { $0.thread != own })
        async let second = bench.render(PieceJob("small", pieces: 0))
        await bench.waiting(1)
        wide.open(lent.piece)
        #expect(await started.next() == PieceStart(job: "small", piece: -1, thread: lent.thread))
        #expect(try await second.get().count == 1)
        wide.openAll()
        #expect(try await first.get().map(\.piece) == Array(0...4))
        #expect(bench.isIdle())
    }

    @Test func `nobody enters the engine of a worker whose pieces are under way`() async throws {
        let bench = try await PieceBench(workers: 1)
        var started = bench.started.makeAsyncIterator()
        let wide = PieceJob("wide", pieces: 2, .gated)
        async let first = bench.render(wide)
        for _ in 0..<2 { _ = await started.next() }
        async let second = bench.render(PieceJob("small", pieces: 0))
        await bench.waiting(1)
        wide.open(0)
        #expect(await started.next()?.piece == 1)
        wide.open(1)
        #expect(await started.next()?.job == "small")
        #expect(try await first.get().count == 3)
        #expect(try await second.get().count == 1)
    }

    @Test func `cancelling frees the leased worker and all helpers`() async throws {
        let bench = try await PieceBench(workers: 3)
        var started = bench.started.makeAsyncIterator()
        let task = Task { await bench.render(PieceJob("endless", pieces: 9, .untilCancelled)) }
        for _ in 0..<4 { _ = await started.next() }
        task.cancel()
        #expect(await task.value == .failure(.cancelled))
        #expect(bench.isIdle())
        let next = PieceJob("next", pieces: 3, .gated)
        async let answer = bench.render(next)
        for _ in 0..<4 { #expect(await started.next()?.job == "next") }
        next.openAll()
        #expect(try await answer.get().count == 4)
    }

    @Test func `a piece that fails ends the others`() async throws {
        let bench = try await PieceBench(workers: 2)
        let answer = await bench.render(PieceJob("wide", pieces: 8, .untilCancelled, failing: 1))
        #expect(answer == .failure(.render(.refused)))
        #expect(bench.isIdle())
        #expect(bench.farm.statistics.failed == 1)
    }

    @Test func `the deadline ends all pieces`() async throws {
        let bench = try await PieceBench(workers: 2)
        var started = bench.started.makeAsyncIterator()
        async let answer = bench.render(PieceJob("endless", pieces: 8, .untilCancelled))
        for _ in 0..<3 { _ = await started.next() }
        bench.clock.advance(by: .milliseconds(10_000))
        #expect(await answer == .failure(.deadlineExceeded))
        #expect(bench.isIdle())
    }

    @Test func `a key that is revoked between pieces gets no answer`() async throws {
        let bench = try await PieceBench(workers: 1)
        var started = bench.started.makeAsyncIterator()
        let isValid = Mutex(true)
        let job = PieceJob("wide", pieces: 2, .gated)
        async let answer = bench.render(job, isStillValid: { isValid.withLock { $0 } })
        for _ in 0..<2 { _ = await started.next() }
        isValid.withLock { $0 = false }
        job.openAll()
        #expect(await answer == .failure(.revoked))
        #expect(bench.isIdle())
    }
}

struct LendingTests {
    private static func admission(running: Int, waiting: Int = 64) -> Admission {
        Admission(runningLimit: running, waitingLimit: waiting, waitMilliseconds: 2_000, byteLimit: 1 << 30)
    }

    @Test func `a slot is lent only where one is free and nobody waits`() {
        var admission = Self.admission(running: 2)
        #expect(admission.arrive(1, lane: "a", bytes: 0) == .run)
        #expect(admission.lend() == true)
        #expect(admission.lend() == false)
        #expect(admission.arrive(2, lane: "a", bytes: 0) == .wait)
        admission.takeBack()
        #expect(admission.lend() == false)
        #expect(admission.startNext() == 2)
        #expect(admission.running == 2)
        #expect(admission.lent == 0)
    }

    @Test func `who waits for a lent slot is not refused, however long renders take`() {
        var admission = Self.admission(running: 2, waiting: 0)
        #expect(admission.arrive(1, lane: "a", bytes: 0) == .run)
        admission.finish(bytes: 0, serviceMilliseconds: 60_000)
        #expect(admission.arrive(2, lane: "a", bytes: 0) == .run)
        #expect(admission.lend() == true)
        #expect(admission.arrive(3, lane: "a", bytes: 0) == .wait)
        #expect(admission.arrive(4, lane: "a", bytes: 0) == .refuse(retryAfterSeconds: 60))
    }

    @Test func `no piece is given out after a failure`() {
        var board = PieceBoard<Int, GateFailure>(count: 3)
        #expect(board.take() == 0)
        #expect(board.take() == 1)
        board.note(1, .failure(.refused))
        board.note(0, .failure(.stopped))
        #expect(board.take() == nil)
        #expect(board.failure == .refused)
        #expect(board.pieces == nil)
    }
}
