import Farm
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DrainTests {
    @Test func `an idle farm drains at once and takes nothing new`() async throws {
        let bench = try await Bench()
        #expect(await bench.farm.drain(within: .seconds(20)))
        #expect(await bench.render(GateJob(name: "late")) == .failure(.shuttingDown))
        #expect(bench.farm.statistics.isDraining)
    }

    @Test func `draining finishes what was admitted, waiting renders too`() async throws {
        let bench = try await Bench()
        var started = bench.started.makeAsyncIterator()
        let jobs = (0..<2).map { GateJob(name: "\($0)") }
        async let first = bench.render(jobs[0])
        _ = await started.next()
        async let second = bench.render(jobs[1])
        await bench.waiting(1)
        async let drained = bench.farm.drain(within: .seconds(20))
        while !Task.isCancelled, !bench.farm.statistics.isDraining { await Task.yield() }
        #expect(await bench.render(GateJob(name: "late")) == .failure(.shuttingDown))
        for job in jobs { job.open() }
        #expect(await first == .success("0"))
        #expect(await second == .success("1"))
        #expect(await drained)
    }

    @Test func `draining stops what is not finished in time`() async throws {
        let bench = try await Bench { $0.deadlineMilliseconds = 60_000 }
        var started = bench.started.makeAsyncIterator()
        async let endless = bench.render(GateJob(name: "endless", kind: .untilCancelled))
        _ = await started.next()
        async let waiting = bench.render(GateJob(name: "waiting"))
        await bench.waiting(1)
        async let drained = bench.farm.drain(within: .seconds(20))
        while !Task.isCancelled, bench.clock.sleepers < 2 { await Task.yield() }
        bench.clock.advance(by: .seconds(20))
        #expect(await waiting == .failure(.shuttingDown))
        #expect(await endless == .failure(.shuttingDown))
        _ = await drained
    }
}
