import Farm
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FlightTests {
    @Test func `who comes second joins, and who comes after the end leads`() {
        var flights = Flights<String>()
        #expect(flights.arrive(1, at: "a") == .leads(flight: 1))
        #expect(flights.arrive(2, at: "a") == .joins(flight: 1))
        #expect(flights.arrive(3, at: "b") == .leads(flight: 2))
        #expect(flights.finish(1) == [1, 2])
        #expect(!flights.isFlying("a"))
        #expect(flights.arrive(4, at: "a") == .leads(flight: 3))
    }

    @Test func `the first may leave, the last one ends the flight, and nobody joins what has ended`() {
        var flights = Flights<String>()
        _ = flights.arrive(1, at: "a")
        _ = flights.arrive(2, at: "a")
        #expect(flights.leave(1) == nil)
        #expect(flights.leave(1) == nil)
        #expect(flights.waiters(of: 1) == [2])
        #expect(flights.leave(2) == 1)
        #expect(flights.count == 0)
        #expect(flights.arrive(3, at: "a") == .leads(flight: 2))
        #expect(flights.finish(1).isEmpty)
        #expect(flights.isFlying("a"))
    }

    @Test func `identical renders share one painting`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture")
        async let first = desk.share(job)
        _ = await started.next()
        async let second = desk.share(job)
        async let third = desk.share(job)
        await desk.waiters(3)
        job.open()
        #expect(await [first, second, third] == [.made("picture"), .joined("picture"), .joined("picture")])
        #expect(desk.bench.farm.statistics.made == 1)
        #expect(desk.board.statistics == (0, 0))
    }

    @Test func `a hang-up of the one who began leaves the painting to the others`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture")
        let first = Task { await desk.share(job) }
        _ = await started.next()
        async let second = desk.share(job)
        await desk.waiters(2)
        first.cancel()
        #expect(await first.value == .failed(.cancelled))
        job.open()
        #expect(await second == .joined("picture"))
    }

    @Test func `the last to leave stops the painting`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture", kind: .untilCancelled)
        let first = Task { await desk.share(job) }
        _ = await started.next()
        let second = Task { await desk.share(job) }
        await desk.waiters(2)
        first.cancel()
        second.cancel()
        #expect(await first.value == .failed(.cancelled))
        #expect(await second.value == .failed(.cancelled))
        while !Task.isCancelled, desk.bench.farm.statistics.cancelled == 0 { await Task.yield() }
    }

    @Test func `a deadline removes the one whose deadline it is`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let busy = GateJob(name: "busy")
        async let other = desk.bench.render(busy)
        _ = await started.next()
        let job = GateJob(name: "picture")
        async let first = desk.share(job)
        await desk.sleepers(1)
        desk.bench.clock.advance(by: .seconds(6))
        async let second = desk.share(job)
        await desk.waiters(2)
        desk.bench.clock.advance(by: .seconds(5))
        #expect(await first == .failed(.deadlineExceeded))
        busy.open()
        job.open()
        #expect(await second == .joined("picture"))
        _ = await other
    }

    @Test func `whoever goes leaves the painting to the others`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture")
        let exit = Exit()
        async let first = desk.share(job, departure: exit)
        _ = await started.next()
        async let second = desk.share(job)
        await desk.waiters(2)
        exit.go()
        #expect(await first == .failed(.cancelled))
        job.open()
        #expect(await second == .joined("picture"))
        #expect(await desk.share(job, departure: exit) == .failed(.cancelled))
    }

    @Test func `deadlines of many waiters take one look at the clock at a time`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture")
        async let first = desk.share(job)
        _ = await started.next()
        async let others = withTaskGroup(of: Desk.Fate.self) { group in
            for _ in 0..<50 { group.addTask { await desk.share(job) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        await desk.waiters(51)
        #expect(desk.bench.clock.sleepers == 1)
        job.open()
        #expect(await first == .made("picture"))
        #expect(await others.allSatisfy { $0 == .joined("picture") })
        await desk.sleepers(1)
        desk.bench.clock.advance(by: .seconds(11))
        await desk.sleepers(0)
    }

    @Test func `a painting that takes longer than a render may is stopped`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture", kind: .untilCancelled)
        async let first = desk.share(job)
        _ = await started.next()
        desk.bench.clock.advance(by: .seconds(6))
        async let second = desk.share(job)
        await desk.waiters(2)
        desk.bench.clock.advance(by: .seconds(4))
        #expect(await first == .failed(.deadlineExceeded))
        #expect(await second == .failed(.deadlineExceeded))
    }

    @Test func `a revoked key is turned away at the door, and the others get the picture`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let busy = GateJob(name: "busy")
        async let other = desk.bench.render(busy)
        _ = await started.next()
        let job = GateJob(name: "picture")
        let keys = (0..<3).map { _ in Switch() }
        async let first = desk.share(job, key: keys[0])
        await desk.waiters(1)
        async let second = desk.share(job, key: keys[1])
        async let third = desk.share(job, key: keys[2])
        await desk.waiters(3)
        keys[0].turn()
        busy.open()
        _ = await started.next()
        #expect(await first == .failed(.revoked))
        keys[1].turn()
        job.open()
        #expect(await second == .failed(.revoked))
        #expect(await third == .joined("picture"))
        _ = await other
    }

    @Test func `a key that is revoked after the painting gets no answer either`() async throws {
        let board = FlightBoard<String, String, GateFailure>(deadlineMilliseconds: 600_000)
        let key = Switch()
        let outcome = await board.share("picture", mayLead: { true }, isStillValid: { key.isOn }) { isWanted in
            guard isWanted() else { return .failure(.cancelled) }
            key.turn()
            return .success("picture")
        }
        guard case .answered(.failure(let error), false) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(error == .revoked)
    }

    @Test func `when every key was revoked nothing is painted`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let busy = GateJob(name: "busy")
        async let other = desk.bench.render(busy)
        _ = await started.next()
        let key = Switch()
        async let first = desk.share(GateJob(name: "picture"), key: key)
        await desk.waiters(1)
        key.turn()
        busy.open()
        #expect(await first == .failed(.revoked))
        _ = await other
        #expect(desk.bench.farm.statistics.made == 1)
    }

    @Test func `who may not begin may still join`() async throws {
        let desk = try await Desk()
        var started = desk.bench.started.makeAsyncIterator()
        let job = GateJob(name: "picture")
        #expect(await desk.share(job, mayLead: false) == .refused)
        async let first = desk.share(job)
        _ = await started.next()
        async let second = desk.share(job, mayLead: false)
        await desk.waiters(2)
        job.open()
        #expect(await first == .made("picture"))
        #expect(await second == .joined("picture"))
    }
}

/// A key that is in force until its switch is turned.
private final class Switch: Sendable {
    private let isOff = Atomic(false)

    var isOn: Bool { !isOff.load(ordering: .relaxed) }

    func turn() { isOff.store(true, ordering: .relaxed) }
}

/// A client that goes when it is told to.
private final class Exit: Departure {
    private let state = Mutex<(isGone: Bool, actions: [@Sendable () -> Void])>((false, []))

    func go() {
        let actions = state.withLock { state in
            state.isGone = true
            return state.actions
        }
        for action in actions { action() }
    }

    func whenGone(_ action: @escaping @Sendable () -> Void) -> Int {
        let isGone = state.withLock { state in
            state.actions.append(action)
            return state.isGone
        }
        if isGone { action() }
        return 0
    }

    func forget(_ number: Int) {}
}

/// A board in front of a farm of gated engines.
private struct Desk: Sendable {
    enum Fate: Equatable, Sendable {
        case made(String)
        case joined(String)
        case failed(FarmError<GateFailure>)
        case refused
    }

    let bench: Bench
    let board: FlightBoard<String, String, GateFailure>

    init() async throws {
        bench = try await Bench()
        board = FlightBoard(deadlineMilliseconds: 10_000, clock: bench.clock.farmClock)
    }

    func share(
        _ job: GateJob, key: Switch = Switch(), mayLead: Bool = true, departure: Exit? = nil
    ) async -> Fate {
        let outcome = await board.share(
            job.name, mayLead: { mayLead }, isStillValid: { key.isOn }, departure: departure
        ) { isWanted in
            do throws(FarmError<GateFailure>) {
                return .success(
                    try await bench.farm.render(
                        job, lane: "a", pixelBytes: 0, deadlineFrom: .start, isStillValid: isWanted
                    ).output)
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .refused: return .refused
        case .answered(.success(let name), let isCoalesced): return isCoalesced ? .joined(name) : .made(name)
        case .answered(.failure(let error), _): return .failed(error)
        }
    }

    /// Returns when that many wait for paintings.
    func waiters(_ count: Int) async {
        while !Task.isCancelled, board.statistics.waiters != count { await Task.yield() }
    }

    /// Returns when that many deadlines tick.
    func sleepers(_ count: Int) async {
        while !Task.isCancelled, bench.clock.sleepers != count { await Task.yield() }
    }
}
