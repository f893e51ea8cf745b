import CSockets

/// A connected socket of somebody else under a descriptor of its own: it stays this socket's whoever closes the other,
/// so any thread may write to it.
///
/// The connection ends when both are closed.
public final class LentSocket: Sendable {
    /// Where writes go, as long as this value lives.
    public let socket: ConnectedSocket
    private let descriptor: Int32

    /// - Returns: Nil where the process has no descriptor left.
    init?(_ other: Int32) {
        descriptor = cs_duplicate(other)
        guard descriptor >= 0 else { return nil }
        socket = ConnectedSocket(descriptor: descriptor)
    }

    deinit { cs_close(descriptor) }
}
