import CSockets

/// Bytes in a file without a name that lies in memory: a socket sends its pages without copying them.
///
/// The bytes never change. What was handed to a socket keeps its pages when the file is closed.
public final class MemoryFile: Sendable {
    let descriptor: Int32
    /// Bytes in it.
    public let count: Int

    /// Copies bytes into a new file.
    ///
    /// - Returns: Nil where the system has no room for it, or no descriptor.
    public init?(_ bytes: Span<UInt8>) {
        let file = unsafe bytes.withUnsafeBufferPointer { unsafe cs_memory_file($0.baseAddress, $0.count) }
        guard file >= 0 else { return nil }
        descriptor = file
        count = bytes.count
    }

    deinit { cs_close(descriptor) }
}
