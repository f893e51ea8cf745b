/// Why a data folder cannot be opened as a store.
public enum SQLiteStoreError: Error, Equatable, Sendable {
    /// What was done to the folder or one of its files when the system refused.
    public enum Step: String, Sendable {
        case makeFolder, readFolder, restrictFolder, openLock, lock, makeDatabase, restrictDatabase, syncFolder
    }

    /// The system refused; `code` is its `errno`.
    case folder(Step, code: Int32)
    /// Others may enter the folder, and it holds files that are not ours, so that its mode is left alone.
    case folderNotPrivate(mode: Int)
    /// Another process, or another store of this one, has the folder.
    case storeInUse(processID: Int32?)
    /// The SQLite library is older than what the schema needs.
    case libraryTooOld(found: String, needed: String)
    /// A setting that durability rests on did not hold.
    case settingRefused(name: String, expected: String, found: String)
    /// A newer version of this program made changes to the schema: their names.
    case schemaTooNew(changes: [String])
    /// The database is damaged, or no database; SQLite's first findings.
    case damaged(findings: [String])
    /// SQLite failed with this extended result code.
    case database(code: Int32)
}
