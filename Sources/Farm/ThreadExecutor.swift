import Dispatch
import Foundation
import Synchronization

/// One thread of the operating system that runs jobs in order: the executor of one worker actor.
///
/// Blocking C code runs here and nowhere else: neither the cooperative pool nor an event loop ever waits for it.
final class ThreadExecutor: SerialExecutor {
    private struct State: Sendable {
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    private let state = Mutex(State())
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
            loop()
        }
        // Groups nest up to 32 deep and C libraries use the stack freely; pages that are not touched cost nothing.
        thread.stackSize = 8 << 20
        thread.start()
        hasStarted.signal()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
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
            for job in jobs {
                // SAFETY: the runtime gave each job to `enqueue` once, and it runs once; `self` outlives the call.
                unsafe job.runSynchronously(on: asUnownedSerialExecutor())
            }
            if isStopped, jobs.isEmpty { return }
        }
    }
}
