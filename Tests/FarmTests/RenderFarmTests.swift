import Farm
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RenderFarmTests {
    @Test func `a render is made on its worker and its place is free again`() async throws {
        let bench = try await Bench()
        let job = GateJob(name: "one")
        job.open()
        #expect(await bench.render(job) == .success("one"))
        #expect(bench.farm.statistics.running == 0)
        #expect(bench.farm.statistics.made == 1)
    }

    @Test func `an engine's refusal reaches the caller`() async throws {
        let bench = try await Bench()
        #expect(await bench.render(GateJob(name: "no", kind: .refusing)) == .failure(.render(.refused)))
        #expect(bench.farm.statistics.failed == 1)
    }

    @Test func `an engine that cannot be made fails the start`() async {
        await #expect(throws: GateFailure.refused) {
            _ = try await RenderFarm<GateEngine>(workers: 2, limits: .init()) { throw GateFailure.refused }
        }
    }

    @Test func `a full line refuses at once and says when to come back`() async throws {
        let bench = try await Bench { $0.waiting = 1 }
        var started = bench.started.makeAsyncIterator()
        let jobs = (0..<2).map { GateJob(name: "\($0)") }
        async let first = bench.render(jobs[0])
        _ = await started.next()
        async let second = bench.render(jobs[1])
        await bench.waiting(1)
        #expect(await bench.render(GateJob(name: "2")) == .failure(.overloaded(retryAfterSeconds: 1)))
        for job in jobs { job.open() }
        #expect(await first == .success("0"))
        #expect(await second == .success("1"))
    }

    @Test func `what would be refused is refused before anything is made ready for it`() async throws {
        let bench = try await Bench { $0.waiting = 1 }
        #expect(bench.farm.earlyRefusal(lane: "a", pixelBytes: 0) == nil)
        var started = bench.started.makeAsyncIterator()
        let jobs = (0..<2).map { GateJob(name: "\($0)") }
        async let first = bench.render(jobs[0])
        _ = await started.next()
        async let second = bench.render(jobs[1])
        await bench.waiting(1)
        #expect(bench.farm.earlyRefusal(lane: "a", pixelBytes: 0) == .overloaded(retryAfterSeconds: 1))
        #expect(bench.farm.statistics.refused == 1)
        for job in jobs { job.open() }
        #expect(await first == .success("0"))
        #expect(await second == .success("1"))
        #expect(bench.farm.earlyRefusal(lane: "a", pixelBytes: 0) == nil)
    }

    @Test func `cancelling while waiting frees the place at once`() async throws {
        let bench = try await Bench { $0.waiting = 1 }
        var started = bench.started.makeAsyncIterator()
        let running = GateJob(name: "running")
        async let first = bench.render(running)
        _ = await started.next()
        let waiting = Task { await bench.render(GateJob(name: "waiting")) }
        await bench.waiting(1)
        waiting.cancel()
        #expect(await waiting.value == .failure(.cancelled))
        #expect(bench.farm.statistics.waiting == 0)
        let next = GateJob(name: "next")
        async let third = bench.render(next)
        await bench.waiting(1)
        running.open()
        next.open()
        #expect(await first == .success("running"))
        #expect(await third == .success("next"))
    }

    @Test func `cancelling while running stops the engine and frees the worker`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let task = Task { await bench.render(GateJob(name: "endless", kind: .untilCancelled)) }
        _ = await started.next()
        task.cancel()
        #expect(await task.value == .failure(.cancelled))
        let job = GateJob(name: "next")
        job.open()
        #expect(await bench.render(job) == .success("next"))
    }

    @Test func `a task that is cancelled before it asks gets no worker`() async throws {
        let bench = try await Bench()
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in gate { break }
            return await bench.render(GateJob(name: "late"))
        }
        task.cancel()
        opener.finish()
        #expect(await task.value == .failure(.cancelled))
        #expect(bench.farm.statistics.running == 0)
    }

    @Test func `the deadline passes while waiting even when no worker moves`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let running = GateJob(name: "running")
        async let first = bench.render(running)
        _ = await started.next()
        async let second = bench.render(GateJob(name: "waiting"))
        await bench.waiting(1)
        while !Task.isCancelled, bench.clock.sleepers == 0 { await Task.yield() }
        bench.clock.advance(by: .milliseconds(10_000))
        #expect(await second == .failure(.deadlineExceeded))
        running.open()
        #expect(await first == .failure(.deadlineExceeded))
        #expect(bench.farm.statistics.expired == 2)
    }

    @Test func `the deadline stops an engine that runs`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        async let endless = bench.render(GateJob(name: "endless", kind: .untilCancelled))
        _ = await started.next()
        bench.clock.advance(by: .milliseconds(9_999))
        #expect(bench.farm.statistics.running == 1)
        bench.clock.advance(by: .milliseconds(1))
        #expect(await endless == .failure(.deadlineExceeded))
    }

    @Test func `a revoked key is refused at the worker's door`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let running = GateJob(name: "running")
        let isValid = Mutex(true)
        async let first = bench.render(running)
        _ = await started.next()
        async let second = bench.render(GateJob(name: "waiting"), isStillValid: { isValid.withLock { $0 } })
        await bench.waiting(1)
        isValid.withLock { $0 = false }
        running.open()
        #expect(await first == .success("running"))
        #expect(await second == .failure(.revoked))
        #expect(bench.farm.statistics.revoked == 1)
    }

    @Test func `a key that is revoked during the render gets no answer`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let job = GateJob(name: "running")
        let isValid = Mutex(true)
        async let answer = bench.render(job, isStillValid: { isValid.withLock { $0 } })
        _ = await started.next()
        isValid.withLock { $0 = false }
        job.open()
        #expect(await answer == .failure(.revoked))
    }

    @Test func `pixels over the byte limit wait although a worker is free`() async throws {
        let bench = try await Bench(workers: 2) { $0.pixelBytes = 100 }
        var started = bench.started.makeAsyncIterator()
        let jobs = (0..<2).map { GateJob(name: "\($0)") }
        async let first = bench.render(jobs[0], bytes: 60)
        _ = await started.next()
        async let second = bench.render(jobs[1], bytes: 60)
        await bench.waiting(1)
        #expect(bench.farm.statistics.pixelBytes == 60)
        for job in jobs { job.open() }
        #expect(await first == .success("0"))
        #expect(await second == .success("1"))
        #expect(bench.farm.statistics.pixelBytes == 0)
    }
}

@Suite(.timeLimit(.minutes(5)))
struct WorkerThreadTests {
    private struct ThreadEngine: RenderEngine {
        func run(_ job: Int, isCancelled: @escaping () -> Bool) throws(GateFailure) -> String {
            Thread.current.name ?? ""
        }
    }

    @Test func `a render runs on its worker's own thread`() async throws {
        let farm = try await RenderFarm(workers: 1, limits: .init()) { ThreadEngine() }
        let result = try await farm.render(1, lane: "a", pixelBytes: 0, isStillValid: { true })
        #expect(result.output == "render-0")
    }
}
