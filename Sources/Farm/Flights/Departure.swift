/// Tells when the one for whom something is waited has gone.
public protocol Departure: Sendable {
    /// Has an action done when that happens, or at once where it has happened.
    ///
    /// - Returns: A number for ``forget(_:)``.
    func whenGone(_ action: @escaping @Sendable () -> Void) -> Int

    /// Drops an action that is no longer of use.
    func forget(_ number: Int)
}
