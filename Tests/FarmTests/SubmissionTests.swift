import Farm
import Synchronization
import Testing

/// Renders that nobody awaits: whoever asked is told.
@Suite(.timeLimit(.minutes(5)))
struct SubmissionTests {
    private typealias Answer = Result<String, FarmError<GateFailure>>

    /// Asks for a job, and gives what is told.
    private func submit(
        _ job: GateJob, to bench: Bench, lane: String = "a", isStillValid: @escaping @Sendable () -> Bool = { true }
    ) -> (ticket: RenderFarm<GateEngine>.Ticket, answers: AsyncStream<Answer>) {
        let (answers, told) = AsyncStream.makeStream(of: Answer.self)
        let ticket = bench.farm.submit(job, lane: lane, pixelBytes: 0, isStillValid: isStillValid) { answer in
            told.yield(answer.map(\.output))
        }
        return (ticket, answers)
    }

    private func first(of answers: AsyncStream<Answer>) async -> Answer? {
        for await answer in answers { return answer }
        return nil
    }

    @Test func `a worker goes on with the next in line by itself, and each is told its own`() async throws {
        let bench = try await Bench()
        let jobs = (0..<20).map { GateJob(name: "\($0)") }
        let answers = jobs.map { submit($0, to: bench).answers }
        #expect(bench.farm.statistics.waiting == 19)
        for job in jobs { job.open() }
        for (job, told) in zip(jobs, answers) { #expect(await first(of: told) == .success(job.name)) }
        #expect(bench.farm.statistics.made == 20)
        #expect(bench.farm.statistics.running == 0)
    }

    @Test func `what is given up while it waits is told so at once and frees its place`() async throws {
        let bench = try await Bench { $0.waiting = 1 }
        let running = GateJob(name: "running")
        let first = submit(running, to: bench)
        let second = submit(GateJob(name: "waiting"), to: bench)
        let third = submit(GateJob(name: "refused"), to: bench)
        #expect(await self.first(of: third.answers) == .failure(.overloaded(retryAfterSeconds: 1)))
        second.ticket.cancel()
        second.ticket.cancel()
        #expect(await self.first(of: second.answers) == .failure(.cancelled))
        #expect(bench.farm.statistics.waiting == 0)
        running.open()
        #expect(await self.first(of: first.answers) == .success("running"))
        first.ticket.cancel()
        #expect(bench.farm.statistics.cancelled == 1)
    }

    @Test func `what is given up while it runs stops its engine`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let endless = submit(GateJob(name: "endless", kind: .untilCancelled), to: bench)
        _ = await started.next()
        endless.ticket.cancel()
        #expect(await first(of: endless.answers) == .failure(.cancelled))
        let next = GateJob(name: "next")
        next.open()
        #expect(await first(of: submit(next, to: bench).answers) == .success("next"))
    }

    @Test func `a key that was revoked while its job waited is told so at the worker's door`() async throws {
        let bench = try await Bench()
        let isValid = Mutex(true)
        let running = GateJob(name: "running")
        let first = submit(running, to: bench)
        let second = submit(GateJob(name: "late"), to: bench) { isValid.withLock { $0 } }
        isValid.withLock { $0 = false }
        running.open()
        #expect(await self.first(of: first.answers) == .success("running"))
        #expect(await self.first(of: second.answers) == .failure(.revoked))
    }

    @Test func `a farm that is drained by force tells those who wait and those who run`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let running = submit(GateJob(name: "running", kind: .untilCancelled), to: bench)
        let waiting = submit(GateJob(name: "waiting"), to: bench)
        _ = await started.next()
        async let isDone = bench.farm.drain(within: .seconds(1))
        while !Task.isCancelled, bench.clock.sleepers == 0 { await Task.yield() }
        bench.clock.advance(by: .seconds(1))
        #expect(await first(of: waiting.answers) == .failure(.shuttingDown))
        #expect(await first(of: running.answers) == .failure(.shuttingDown))
        _ = await isDone
        let late = submit(GateJob(name: "late"), to: bench)
        #expect(await first(of: late.answers) == .failure(.shuttingDown))
    }

    @Test func `who joins a painting is told once, and whoever left is told no picture`() {
        let board = FlightBoard<String, String, GateFailure>(deadlineMilliseconds: 600_000)
        let told = Mutex<[String]>([])
        let finish = Mutex<(@Sendable (FlightBoard<String, String, GateFailure>.Answer) -> Void)?>(nil)
        func join(_ who: String) -> UInt64? {
            board.join(
                "picture", mayLead: { true }, isStillValid: { who != "revoked" },
                begin: { _, done in
                    finish.withLock { $0 = done }
                    return {}
                },
                then: { answer, isCoalesced in told.withLock { $0.append("\(who) \(answer) \(isCoalesced)") } })
        }
        let leaver = join("leaver")
        for who in ["other", "revoked"] { #expect(join(who) != nil) }
        if let leaver { board.leave(leaver) }
        finish.withLock { $0 }?(.success("it"))
        finish.withLock { $0 }?(.success("again"))
        #expect(told.withLock { $0.count } == 3)
        #expect(told.withLock { $0[0] }.contains("cancelled"))
        #expect(told.withLock { $0.contains { $0.hasPrefix("other success") && $0.hasSuffix("true") } })
        #expect(told.withLock { $0.contains { $0.hasPrefix("revoked failure") } })
        #expect(board.statistics == (0, 0))
    }
}
