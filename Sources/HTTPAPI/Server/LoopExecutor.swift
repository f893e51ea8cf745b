import NIOCore

/// Runs the tasks of a connection on the connection's own event loop.
///
/// A request then changes threads only for what must not run here: renders, the store, and what takes long. Whoever
/// has such work says so, with `withTaskExecutorPreference(globalConcurrentExecutor)` or an actor of its own.
final class LoopExecutor: TaskExecutor {
    /// The executor of the connection that the current task serves; nil where it serves none.
    @TaskLocal static var current: LoopExecutor?

    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in
            // SAFETY: the runtime gave the job to `enqueue` once, and it runs once; the closure holds the executor.
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
