import Foundation
import Keys
import Limit
import Synchronization

/// Pictures from other servers: fetched on threads of its own, a bounded number at a time, once for all who ask at the
/// same time, and kept for a while.
public final class RemoteImages: Sendable {
    typealias Outcome = Result<FetchedImage, RemoteImageError>

    /// Calls back after a time.
    public typealias Patience = @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

    /// What was done since the start, and what is held.
    public struct Statistics: Sendable, Equatable {
        public var fetched = 0
        public var failed = 0
        /// Asked for and found.
        public var kept = 0
        /// Not even begun, for lack of room.
        public var refused = 0
        public var waiting = 0
        public var bytes = 0
    }

    private struct Flight: Sendable {
        let address: WebAddress
        let hosts: ImageHosts
        let end: Duration
        var isRunning = false
        var waiters: [UInt64: CheckedContinuation<Outcome, Never>] = [:]
    }

    private struct State: Sendable {
        var shelf: ImageShelf
        var line: FetchLine<ImageShelf.Key>
        var flights: [ImageShelf.Key: Flight] = [:]
        var lastWaiter: UInt64 = 0
        var statistics = Statistics()
    }

    private let limits: Limits.Remote
    private let fetch: ImageFetch
    private let patience: Patience
    private let state: Mutex<State>

    /// - Parameters:
    ///   - trusted: Hosts in private networks, by the server's own configuration.
    ///   - now: Time since any fixed moment.
    ///   - patience: Ends the wait of those for whom a fetch takes too long.
    public init(
        limits: Limits, trusted: TrustedHosts = .none, resolver: any HostResolver = SystemResolver(),
        transport: any ImageTransport = CurlTransport(),
        now: @escaping @Sendable () -> Duration = RemoteImages.uptime, patience: @escaping Patience = RemoteImages.wait
    ) {
        self.limits = limits.remote
        fetch = ImageFetch(limits: limits, trusted: trusted, resolver: resolver, transport: transport, now: now)
        self.patience = patience
        let bounds = limits.remote
        state = Mutex(
            State(
                shelf: ImageShelf(byteLimit: bounds.keptBytes, countLimit: bounds.keptEntries),
                line: FetchLine(
                    threads: bounds.threads, threadsPerOrganization: bounds.threadsPerOrganization,
                    waiting: bounds.waiting)))
    }

    public var statistics: Statistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.waiting = state.line.waitingCount
            statistics.bytes = state.shelf.bytes
            return statistics
        }
    }

    /// The picture at a URL, for an organization that lists these hosts.
    ///
    /// A result and no error that is thrown: the compiler loses values of tasks in groups on the way of typed errors.
    public func image(
        at url: String, hosts: ImageHosts, organization: String
    ) async -> Result<FetchedImage, RemoteImageError> {
        let (key, address): (ImageShelf.Key, WebAddress)
        do throws(RemoteImageError) {
            (key, address) = try name(url, hosts, organization)
        } catch {
            return .failure(error)
        }
        if let kept = kept(key) { return kept }
        return await withCheckedContinuation { ask(key, address, hosts, $0) }
    }

    /// Whether an answer is at hand, so that nothing is fetched.
    public func isKept(_ url: String, hosts: ImageHosts, organization: String) throws(RemoteImageError) -> Bool {
        let (key, _) = try name(url, hosts, organization)
        return state.withLock { $0.shelf.result(key, at: fetch.now()) != nil }
    }

    /// Lists are held against the address first, each time: what is kept is never a way around them.
    private func name(
        _ url: String, _ hosts: ImageHosts, _ organization: String
    ) throws(RemoteImageError) -> (ImageShelf.Key, WebAddress) {
        let address: WebAddress
        do throws(HostProblem) { address = try WebAddress(parsing: url) } catch { throw .malformed }
        try fetch.check(address, hosts)
        return (ImageShelf.Key(organization: organization, hosts: hosts.texts, url: address.text), address)
    }

    private func kept(_ key: ImageShelf.Key) -> Outcome? {
        state.withLock { state in
            let found = state.shelf.result(key, at: fetch.now())
            if found != nil { state.statistics.kept += 1 }
            return found
        }
    }

    private func ask(
        _ key: ImageShelf.Key, _ address: WebAddress, _ hosts: ImageHosts,
        _ waiter: CheckedContinuation<Outcome, Never>
    ) {
        let time = Duration.milliseconds(limits.milliseconds)
        let now = fetch.now()
        let (number, known) = state.withLock { state -> (UInt64, Outcome?) in
            if let known = state.shelf.result(key, at: now) { return (0, known) }
            if state.flights[key] == nil {
                guard state.line.arrive(key, of: key.organization) else {
                    state.statistics.refused += 1
                    return (0, .failure(.busy))
                }
                state.flights[key] = Flight(address: address, hosts: hosts, end: now + time)
            }
            state.lastWaiter += 1
            state.flights[key]?.waiters[state.lastWaiter] = waiter
            return (state.lastWaiter, nil)
        }
        if let known { return waiter.resume(returning: known) }
        // A look-up of a name cannot be stopped; whoever waits for it can.
        patience(time) { [weak self] in self?.giveUp(number, on: key) }
        startThread()
    }

    private func giveUp(_ number: UInt64, on key: ImageShelf.Key) {
        let (waiter, isRunning) = state.withLock { state in
            let waiter = state.flights[key]?.waiters.removeValue(forKey: number)
            let isRunning = state.flights[key]?.isRunning ?? false
            if let flight = state.flights[key], flight.waiters.isEmpty, !isRunning {
                state.flights[key] = nil
                state.line.leave(key)
            }
            return (waiter, isRunning)
        }
        waiter?.resume(returning: .failure(isRunning ? .timedOut : .busy))
    }

    /// Starts a thread for the next fetch that may run; it takes more of them until none is left.
    private func startThread() {
        guard let first = takeNext() else { return }
        let thread = Thread { [self] in
            var next: (ImageShelf.Key, Flight)? = first
            while let (key, flight) = next {
                run(key, flight)
                next = takeNext()
            }
        }
        // Other libraries' thread-local buffers come out of the stack; untouched pages cost nothing.
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func takeNext() -> (ImageShelf.Key, Flight)? {
        state.withLock { state in
            while let key = state.line.next() {
                state.flights[key]?.isRunning = true
                if let flight = state.flights[key] { return (key, flight) }
                state.line.finish(key.organization)
            }
            return nil
        }
    }

    private func run(_ key: ImageShelf.Key, _ flight: Flight) {
        let outcome: Outcome
        do throws(RemoteImageError) {
            outcome = .success(try fetch.image(at: flight.address, hosts: flight.hosts, until: flight.end))
        } catch {
            outcome = .failure(error)
        }
        let now = fetch.now()
        let waiters = state.withLock { state in
            let isFetched = (try? outcome.get()) != nil
            state.statistics.fetched += isFetched ? 1 : 0
            state.statistics.failed += isFetched ? 0 : 1
            let time = Duration.seconds(isFetched ? limits.keptSeconds : limits.failedSeconds)
            state.shelf.keep(outcome, for: key, until: now + time, now: now)
            state.line.finish(key.organization)
            return state.flights.removeValue(forKey: key)?.waiters ?? [:]
        }
        for waiter in waiters.values { waiter.resume(returning: outcome) }
    }

    /// Time since the process began to look.
    @Sendable public static func uptime() -> Duration { beginning.duration(to: .now) }

    private static let beginning = ContinuousClock.now

    /// Calls back on one of the system's threads.
    @Sendable public static func wait(_ time: Duration, then body: @escaping @Sendable () -> Void) {
        let seconds = time / .seconds(1)
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: body)
    }
}
