import Catalog
import GRDB
import Synchronization

/// The one connection, and who is using it: it is closed when the last use has ended, and never used afterwards.
///
/// GRDB's own guards do not cover this: it reads the state of a connection that was closed.
final class Connection: Sendable {
    private struct Usage {
        var isClosed = false
        var count = 0
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let queue: DatabaseQueue
    private let folder: DataFolder
    private let usage = Mutex(Usage())

    init(queue: DatabaseQueue, folder: DataFolder) {
        self.queue = queue
        self.folder = folder
    }

    deinit {
        // Before the lock goes with the folder. What fails here cannot be told to anybody, and loses nothing.
        do { try queue.close() } catch { _ = error }
    }

    /// Runs work on the connection's own thread. A cancelled caller does not interrupt it: a client that hangs up must
    /// not roll back a revocation.
    ///
    /// The connection is the only one, so that what several statements read is one state even without a transaction.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(CatalogError) -> Value {
        try begin()
        defer { end() }
        let queue = queue
        // A bare task, because only that inherits no cancellation.
        let outcome = await Task { () -> Result<Value, CatalogError> in
            do {
                return .success(try await queue.writeWithoutTransaction(work))
            } catch {
                return .failure(CatalogError(storage: error))
            }
        }.value
        return try outcome.get()
    }

    /// Refuses new work, waits for what has begun, closes the file and lets go of the folder.
    func close() async throws(CatalogError) {
        let isFirst = usage.withLock { usage in
            defer { usage.isClosed = true }
            return !usage.isClosed
        }
        guard isFirst else { return }
        await withCheckedContinuation { closer in
            let isIdle = usage.withLock { usage in
                if usage.count > 0 { usage.closers.append(closer) }
                return usage.count == 0
            }
            if isIdle { closer.resume() }
        }
        do { try queue.close() } catch { throw CatalogError(storage: error) }
        folder.unlock()
    }

    private func begin() throws(CatalogError) {
        let isClosed = usage.withLock { usage in
            if !usage.isClosed { usage.count += 1 }
            return usage.isClosed
        }
        if isClosed { throw .storage(reason: "the store is closed") }
    }

    private func end() {
        let closers = usage.withLock { usage in
            usage.count -= 1
            guard usage.count == 0 else { return [] as [CheckedContinuation<Void, Never>] }
            defer { usage.closers = [] }
            return usage.closers
        }
        for closer in closers { closer.resume() }
    }
}
