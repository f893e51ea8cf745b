import Dispatch
import Foundation
import Synchronization

/// One thread of the operating system that runs jobs in order: the executor of one worker actor.
///
/// Blocking C code runs here and nowhere else: neither the cooperative pool nor an event loop ever waits for it.
final class ThreadExecutor: SerialExecutor {
    /// What the thread runs next.
    enum Entry: Sendable {
        /// A step of the actor whose thread this is.
        case step(UnownedJob)
        /// Work for that actor which needs no task.
        case call(@Sendable () -> Void)
        /// A task that prefers this thread.
        case piece(UnownedJob, PieceExecutor)
    }

    private struct State: Sendable {
        var jobs: [Entry] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    /// This thread, once it runs.
    private let own = Atomic<UInt>(0)
    private let wake = DispatchSemaphore(value: 0)

    /// Starts the thread.
    ///
    /// - Parameter name: Shown by debuggers and `top -H`; Linux keeps 15 bytes of it.
    init(name: String) {
        let hasStarted = DispatchSemaphore(value: 0)
        let thread = Thread { [self] in
            // On Linux a name names nothing until `start` has returned and noted which thread it made.
            hasStarted.wait()
            Thread.current.name = name
            Self.giveWay()
            own.store(Self.current, ordering: .relaxed)
            loop()
        }
        // Groups nest up to 32 deep and C libraries use the stack freely; pages that are not touched cost nothing.
        thread.stackSize = 8 << 20
        thread.start()
        hasStarted.signal()
    }

    /// Has this thread give way to those that read and answer requests: a render takes milliseconds and none of them
    /// matters, an answer that waits for a processor waits as long as a render does.
    private static func giveWay() {
        #if os(Linux)
            // Linux counts niceness by thread (setpriority(2), notes); where it is not allowed nothing is lost.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
        #endif
    }

    /// A third of the share of a thread that is not nice, where both want the same processor.
    private static let niceness: Int32 = 5

    func enqueue(_ job: consuming ExecutorJob) {
        enqueue(.step(UnownedJob(job)))
    }

    func enqueue(_ entry: Entry) {
        state.withLock { $0.jobs.append(entry) }
        wake.signal()
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    /// The reference that an actor hands to the runtime.
    ///
    /// An actor must declare `unownedExecutor` in its own body and hold this executor strongly; from an extension the
    /// runtime would not take it and run the actor on the shared pool.
    @safe var reference: UnownedSerialExecutor {
        // SAFETY: the actor that hands it out keeps this executor alive for as long as it lives itself.
        unsafe asUnownedSerialExecutor()
    }

    func checkIsolated() {
        precondition(own.load(ordering: .relaxed) == Self.current, "work of an actor away from its thread")
    }

    private static var current: UInt { UInt(pthread_self()) }

    /// Lets the thread end once it has run what is queued.
    func stop() {
        state.withLock { $0.isStopped = true }
        wake.signal()
    }

    private func loop() {
        while true {
            wake.wait()
            let (jobs, isStopped) = state.withLock { state in
                let jobs = state.jobs
                state.jobs = []
                return (jobs, state.isStopped)
            }
            for entry in jobs {
                // SAFETY: the runtime gave each job to `enqueue` once, and it runs once; its executor outlives that.
                switch entry {
                case .step(let job): unsafe job.runSynchronously(on: asUnownedSerialExecutor())
                case .call(let work): work()
                case .piece(let job, let executor): unsafe job.runSynchronously(on: executor.asUnownedTaskExecutor())
                }
            }
            if isStopped, jobs.isEmpty { return }
        }
    }
}
