/// Which renders wait to be written, and which are being written. It decides; ``HistoryWriter`` performs.
struct HistoryBuffer {
    enum Arrival: Equatable {
        /// Nothing to do now.
        case kept
        /// A batch has come together: time to write.
        case keptAndDue
        /// There was no room.
        case dropped
    }

    let rowLimit: Int
    let batchLimit: Int
    private(set) var waiting: [RenderRecord] = []
    private(set) var writing: [RenderRecord] = []
    private(set) var writtenCount = 0
    private(set) var droppedCount = 0
    private(set) var failureCount = 0

    init(rowLimit: Int, batchLimit: Int) {
        self.rowLimit = max(1, rowLimit)
        self.batchLimit = max(1, min(batchLimit, rowLimit))
    }

    /// Renders that no store has yet, oldest first.
    var unwritten: [RenderRecord] { writing + waiting }

    mutating func append(_ record: RenderRecord) -> Arrival {
        guard waiting.count + writing.count < rowLimit else {
            droppedCount += 1
            return .dropped
        }
        waiting.append(record)
        // Exactly once a batch, or a store that fails would be asked again at every render.
        return waiting.count == batchLimit ? .keptAndDue : .kept
    }

    /// Begins to write; at most one batch at a time.
    mutating func startBatch() -> [RenderRecord]? {
        guard writing.isEmpty, !waiting.isEmpty else { return nil }
        writing = Array(waiting.prefix(batchLimit))
        waiting.removeFirst(writing.count)
        return writing
    }

    mutating func finishBatch() {
        writtenCount += writing.count
        writing = []
    }

    /// Puts the batch back where it was.
    mutating func failBatch() {
        failureCount += 1
        waiting = writing + waiting
        writing = []
    }

    mutating func forget(keyID: String) {
        waiting.removeAll { $0.keyID == keyID }
        writing.removeAll { $0.keyID == keyID }
    }
}
