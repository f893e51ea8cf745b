import CSockets

/// A connected socket of somebody else, who lends it for writes while nothing of theirs waits to be written.
public struct ConnectedSocket: Sendable {
    private let descriptor: Int32

    /// - Parameter descriptor: Does not block; stays open as long as this value is used.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// The same socket for another thread, while its owner lends it.
    ///
    /// - Returns: Nil where the process has no descriptor left.
    public func lend() -> LentSocket? { LentSocket(descriptor) }

    /// How many bytes the other side has acknowledged since the connection began.
    ///
    /// - Returns: Nil where something that was written is not acknowledged yet, or this is no TCP.
    public var acknowledged: UInt64? { UInt64(exactly: cs_acknowledged(descriptor)) }

    /// Sends as much as the socket takes at once.
    ///
    /// - Returns: How many bytes of both together; 0 on any failure, which the next write meets again.
    public func send(_ head: Span<UInt8>, _ body: Span<UInt8>) -> Int {
        unsafe head.withUnsafeBufferPointer { head in
            unsafe body.withUnsafeBufferPointer { body in
                unsafe cs_send(descriptor, head.baseAddress, head.count, body.baseAddress, body.count)
            }
        }
    }

    /// The same with a file in place of the second buffer.
    public func send(_ head: Span<UInt8>, _ file: MemoryFile) -> Int {
        unsafe head.withUnsafeBufferPointer {
            unsafe cs_send_file(descriptor, $0.baseAddress, $0.count, file.descriptor, file.count)
        }
    }
}
