import Catalog
import GRDB

extension CatalogError {
    /// What an error inside a transaction means to the caller. SQL, values and paths stay behind.
    init(storage error: any Error) {
        switch error {
        case let error as CatalogError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL: self = .storageFull
        case let error as DatabaseError:
            self = .storage(reason: "SQLite code \(error.extendedResultCode.rawValue)")
        case is RowDecodingError: self = .storage(reason: "unreadable row")
        default: self = .storage(reason: "unexpected failure")
        }
    }
}
