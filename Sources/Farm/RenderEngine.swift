/// What a render worker drives: it makes one output from one job, on one thread, without awaiting.
///
/// An engine need not be `Sendable`: it is made on its worker's thread, used there only, and dies with the worker.
public protocol RenderEngine: SendableMetatype {
    /// What to make.
    associatedtype Job: Sendable
    /// What was made.
    associatedtype Output: Sendable
    /// Why it could not be made.
    associatedtype Failure: Error
    /// How a render is divided among workers, if it ever is.
    associatedtype Pieces: RenderPieces = NoPieces<Output, Failure>
    where Pieces.Output == Output, Pieces.Failure == Failure

    /// Makes one output.
    ///
    /// - Parameters:
    ///   - job: What to make.
    ///   - isCancelled: Asked between steps; once it is true the engine throws soon, and whatever it throws is dropped.
    func run(_ job: Job, isCancelled: @escaping () -> Bool) throws(Failure) -> Output

    /// Makes one output, or as much of it as needs this engine. The default makes it whole.
    ///
    /// - Parameters:
    ///   - job: What to make.
    ///   - isCancelled: As ``run(_:isCancelled:)`` takes it.
    func begin(_ job: Job, isCancelled: @escaping () -> Bool) throws(Failure) -> RenderBeginning<Pieces>
}

extension RenderEngine {
    public func begin(_ job: Job, isCancelled: @escaping () -> Bool) throws(Failure) -> RenderBeginning<Pieces> {
        .made(try run(job, isCancelled: isCancelled))
    }
}
