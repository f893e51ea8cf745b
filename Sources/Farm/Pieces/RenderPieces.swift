/// A render that is cut into pieces, which need no engine: they are made on any thread, in any order.
public protocol RenderPieces: Sendable {
    /// One piece, made.
    associatedtype Piece: Sendable
    /// What the pieces give together.
    associatedtype Output: Sendable
    /// Why it could not be made.
    associatedtype Failure: Error

    /// How many pieces there are.
    var count: Int { get }

    /// Makes one piece, without awaiting.
    ///
    /// - Parameters:
    ///   - index: `0..<count`.
    ///   - isCancelled: Asked between steps; once it is true the piece throws soon, and whatever it throws is dropped.
    func piece(_ index: Int, isCancelled: @escaping () -> Bool) throws(Failure) -> Piece

    /// Joins all pieces, in order.
    func join(_ pieces: [Piece]) throws(Failure) -> Output
}

/// What an engine came to on its own thread.
public enum RenderBeginning<Pieces: RenderPieces>: Sendable {
    case made(Pieces.Output)
    /// The rest may be shared out among workers.
    case divided(Pieces)
}

/// The pieces of an engine that never divides a render: there are none.
public enum NoPieces<Output: Sendable, Failure: Error>: RenderPieces {
    public var count: Int { switch self {} }
    public func piece(_ index: Int, isCancelled: @escaping () -> Bool) throws(Failure) -> Never { switch self {} }
    public func join(_ pieces: [Never]) throws(Failure) -> Output { switch self {} }
}
