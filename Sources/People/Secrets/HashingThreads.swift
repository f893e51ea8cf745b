import Dispatch
import Foundation
import Synchronization

/// A few threads of their own for hashing: neither HTTP's threads nor the cooperative pool ever wait for scrypt.
final class HashingThreads: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var isStopped = false

        mutating func takeJob() -> (@Sendable () -> Void)? { jobs.isEmpty ? nil : jobs.removeFirst() }
    }

    private let shared: Shared

    /// What the threads hold; the owner's end ends them.
    private final class Shared: Sendable {
        let state = Mutex(State())
        let wake = DispatchSemaphore(value: 0)

        func loop() {
            while true {
                wake.wait()
                let (job, isStopped) = state.withLock { state in (state.takeJob(), state.isStopped) }
                if let job { job() } else if isStopped { return }
            }
        }
    }

    private let count: Int
    private let waitingLimit: Int

    /// Starts the threads.
    ///
    /// - Parameter waiting: Jobs that may wait; one more is refused.
    init(count: Int, waiting: Int) {
        self.count = count
        waitingLimit = waiting
        let shared = Shared()
        self.shared = shared
        for _ in 0..<count {
            let thread = Thread { shared.loop() }
            // The program has large thread-local buffers, which come out of the stack; untouched pages cost nothing.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    deinit {
        shared.state.withLock { $0.isStopped = true }
        for _ in 0..<count { shared.wake.signal() }
    }

    /// Runs work on one of the threads.
    ///
    /// - Throws: ``PeopleError/busy`` where too much waits already.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(PeopleError) -> Value {
        let value = await withCheckedContinuation { (continuation: CheckedContinuation<Value?, Never>) in
            let isTaken = shared.state.withLock { state in
                guard state.jobs.count < waitingLimit else { return false }
                state.jobs.append { continuation.resume(returning: work()) }
                return true
            }
            if isTaken { shared.wake.signal() } else { continuation.resume(returning: nil) }
        }
        guard let value else { throw .busy }
        return value
    }
}
