/// The task executor of one worker's thread: child tasks that prefer it run there, between the worker's own jobs.
///
/// It is no part of the thread's serial executor, since such a task is isolated to no actor.
final class PieceExecutor: TaskExecutor {
    private let thread: ThreadExecutor

    init(_ thread: ThreadExecutor) { self.thread = thread }

    func enqueue(_ job: consuming ExecutorJob) {
        thread.enqueue(.piece(UnownedJob(job), self))
    }
}
