import Foundation
import Limit
import Synchronization

/// Keeps the history of renders off the path of a render: rows gather in memory and are written in batches.
///
/// ``record(_:)`` never waits. Look-ups and pages see rows that are not yet written; a crash loses what gathered
/// since the last batch, at most ``Limits/Store/historyFlushMilliseconds``.
public actor HistoryWriter {
    /// What has happened since the start.
    public struct Statistics: Sendable, Equatable {
        /// Rows in memory.
        public let unwrittenCount: Int
        /// Rows handed to the store.
        public let writtenCount: Int
        /// Rows lost because too many waited.
        public let droppedCount: Int
        /// Batches that the store did not take; their rows wait for the next attempt.
        public let failureCount: Int
    }

    private struct State {
        var buffer: HistoryBuffer
        var wake: AsyncStream<Void>.Continuation?
    }

    nonisolated let store: any HistoryStore
    private let limits: Limits
    private let state: Mutex<State>
    private var lastFlush: Task<Result<Void, CatalogError>, Never>?

    /// Makes a writer without rows. Nothing is written until ``run(clock:now:onFailure:)`` or ``flush()``.
    public init(store: any HistoryStore, limits: Limits = .init()) {
        self.store = store
        self.limits = limits
        let buffer = HistoryBuffer(
            rowLimit: limits.store.historyBufferRows, batchLimit: limits.store.historyBatchRows)
        state = Mutex(State(buffer: buffer))
    }

    /// Counts for metrics.
    public nonisolated var statistics: Statistics {
        state.withLock { state in
            Statistics(
                unwrittenCount: state.buffer.unwritten.count, writtenCount: state.buffer.writtenCount,
                droppedCount: state.buffer.droppedCount, failureCount: state.buffer.failureCount)
        }
    }

    /// Takes a row to be written later, without waiting for anything.
    ///
    /// - Returns: Whether there was room; a row without room is counted and lost.
    @discardableResult
    public nonisolated func record(_ record: RenderRecord) -> Bool {
        let (arrival, wake) = state.withLock { state in
            let arrival = state.buffer.append(record)
            return (arrival, arrival == .keptAndDue ? state.wake : nil)
        }
        wake?.yield()
        return arrival != .dropped
    }

    /// Writes all rows that were recorded before the call.
    ///
    /// - Throws: What the store threw; the rows are still there and will be tried again.
    public func flush() async throws(CatalogError) {
        let previous = lastFlush
        // A bare task, so that a cancelled caller neither interrupts a batch nor breaks the order of batches.
        let flush = Task {
            _ = await previous?.value
            return await writeBatches()
        }
        lastFlush = flush
        try await flush.value.get()
    }

    /// Rows that the store does not have yet, oldest first.
    nonisolated var unwritten: [RenderRecord] { state.withLock { $0.buffer.unwritten } }

    nonisolated func forget(keyID: String) {
        state.withLock { $0.buffer.forget(keyID: keyID) }
    }

    private func writeBatches() async -> Result<Void, CatalogError> {
        while let batch = state.withLock({ $0.buffer.startBatch() }) {
            do {
                try await store.appendRenders(batch)
                state.withLock { $0.buffer.finishBatch() }
            } catch {
                state.withLock { $0.buffer.failBatch() }
                return .failure(error)
            }
        }
        return .success(())
    }
}

extension HistoryWriter {
    /// Writes a batch whenever it is full or old enough, and prunes, until the task is cancelled; then writes what is
    /// left. The service owns the task.
    ///
    /// - Parameters:
    ///   - clock: Measures the age of batches and the time between prunings.
    ///   - now: The moment from which the days of history count back.
    ///   - onFailure: Told of everything that the store refuses; the rows wait for the next attempt.
    public func run(
        clock: any Clock<Duration>, now: @escaping @Sendable () -> Date,
        onFailure: @escaping @Sendable (CatalogError) -> Void
    ) async {
        let (signals, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { $0.wake = wake }
        let writeInterval = Duration.milliseconds(limits.store.historyFlushMilliseconds)
        let pruneInterval = Duration.seconds(limits.store.historyPruneSeconds)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await Self.tick(every: writeInterval, on: clock) { wake.yield() } }
            group.addTask {
                await Self.tick(every: pruneInterval, on: clock) {
                    do throws(CatalogError) { _ = try await self.prune(now: now()) } catch { onFailure(error) }
                }
            }
            for await _ in signals {
                do throws(CatalogError) { try await flush() } catch { onFailure(error) }
            }
            group.cancelAll()
        }
        state.withLock { $0.wake = nil }
        do throws(CatalogError) { try await flush() } catch { onFailure(error) }
    }

    /// Deletes history beyond ``Limits/Server/historyDays`` and ``Limits/Server/historyRows``.
    ///
    /// - Returns: How many rows went.
    @discardableResult
    public func prune(now: Date) async throws(CatalogError) -> Int {
        let seconds = Double(limits.server.historyDays) * 86_400
        return try await store.pruneRenders(
            before: now.addingTimeInterval(-seconds), keeping: limits.server.historyRows)
    }

    private static func tick(
        every interval: Duration, on clock: any Clock<Duration>, _ action: @Sendable () async -> Void
    ) async {
        while !Task.isCancelled {
            // A sleep ends early only by cancellation, which the loop's condition sees.
            do { try await clock.sleep(for: interval) } catch { return }
            await action()
        }
    }
}
