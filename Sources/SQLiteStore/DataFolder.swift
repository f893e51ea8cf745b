import Foundation

/// The folder that one process has for itself: private, locked, with the database file in it.
final class DataFolder: Sendable {
    static let databaseName = "renderstack.db"
    static let lockName = "lock"
    static let reserveName = "reserve"

    let path: String
    private let lock: SystemCalls.File

    /// Makes the folder where it is missing, takes its lock, then makes sure that only its owner may enter.
    init(path: String) throws(SQLiteStoreError) {
        self.path = path
        let isNew = try Self.step(.makeFolder) { () throws(SystemCalls.Failure) in try SystemCalls.makeFolder(path) }
        if !isNew { try Self.requireOursOrPrivate(path) }
        lock = try Self.step(.openLock) { () throws(SystemCalls.Failure) in
            try SystemCalls.File(path: path + "/" + Self.lockName, for: .makeOrChange)
        }
        let lock = lock
        guard try Self.step(.lock, { () throws(SystemCalls.Failure) in try lock.tryLock() }) else {
            throw .storeInUse(processID: Int32(lock.readText().trimmingCharacters(in: .whitespacesAndNewlines)))
        }
        try Self.step(.lock) { () throws(SystemCalls.Failure) in
            try lock.replaceText("\(SystemCalls.processID)\n")
        }
        try Self.step(.restrictFolder) { () throws(SystemCalls.Failure) in
            try SystemCalls.setMode(path, 0o700)
            try lock.setMode(0o600)
        }
    }

    /// Lets others have the folder.
    func unlock() { lock.unlock() }

    var databasePath: String { path + "/" + Self.databaseName }
    var reservePath: String { path + "/" + Self.reserveName }

    /// Bytes of the database; 0 where there is none yet.
    var databaseBytes: Int { Self.byteCount(databasePath) }

    /// Whether a log was left behind: the last process with this folder did not close its store.
    var wasLeftUnclean: Bool { Self.byteCount(databasePath + "-wal") > 0 }

    /// Makes an empty database file where there is none, so that SQLite never makes one that others may read; its
    /// companion files take over the mode.
    func prepareDatabaseFile() throws(SQLiteStoreError) {
        let databasePath = databasePath
        let path = path
        let file = try Self.step(.makeDatabase) { () throws(SystemCalls.Failure) in
            try SystemCalls.File(path: databasePath, for: .makeOrChange)
        }
        try Self.step(.restrictDatabase) { () throws(SystemCalls.Failure) in
            try file.setMode(0o600)
            for companion in [databasePath + "-wal", databasePath + "-shm"]
            where try SystemCalls.status(companion) != nil {
                try SystemCalls.setMode(companion, 0o600)
            }
        }
        try Self.step(.syncFolder) { () throws(SystemCalls.Failure) in
            try SystemCalls.File(path: path + "/.", for: .folder).sync()
        }
    }

    /// Refuses a folder that others may enter and that holds other people's files: it was named by mistake, and
    /// to change its mode would do harm.
    private static func requireOursOrPrivate(_ path: String) throws(SQLiteStoreError) {
        let status = try step(.readFolder) { () throws(SystemCalls.Failure) in try SystemCalls.status(path) }
        guard let status, status.permissions & 0o077 != 0 else { return }
        let names = try step(.readFolder) { () throws(SystemCalls.Failure) in try SystemCalls.names(in: path) }
        guard names.isEmpty || names.contains(lockName) else {
            throw .folderNotPrivate(mode: status.permissions)
        }
    }

    private static func byteCount(_ path: String) -> Int {
        do throws(SystemCalls.Failure) { return try SystemCalls.status(path)?.byteCount ?? 0 } catch { return 0 }
    }

    private static func step<Value>(
        _ step: SQLiteStoreError.Step, _ body: () throws(SystemCalls.Failure) -> Value
    ) throws(SQLiteStoreError) -> Value {
        do throws(SystemCalls.Failure) { return try body() } catch { throw .folder(step, code: error.code) }
    }
}
