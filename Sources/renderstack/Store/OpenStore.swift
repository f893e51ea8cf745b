import Catalog
import Foundation
import HTTPAPI
import Keys
import Limit
import People
import SQLiteStore

/// A store that this process has for itself, with the registry of its keys.
struct OpenStore: Sendable {
    let folder: DataFolder
    let store: SQLiteStore
    let keys: KeyRegistry
    let signing: SigningRegistry
    let people: PeopleDesk
    /// Whether this opening made it.
    let isNew: Bool

    /// The only organization of a new store.
    static let firstOrganization = "Default"

    /// Opens the store, lets the body use it, and closes it whatever happens.
    static func with<Result: Sendable>(
        _ folder: DataFolder, limits: Limits, _ body: (OpenStore) async throws -> Result
    ) async throws -> Result {
        let opened = try await open(folder, limits: limits)
        do {
            let result = try await body(opened)
            await opened.close()
            return result
        } catch {
            await opened.close()
            throw error
        }
    }

    /// Opens the store; makes it, with one organization, where there is none.
    private static func open(_ folder: DataFolder, limits: Limits) async throws -> OpenStore {
        // A store that no server could be spoken to about is of no use: say so before anything is made.
        _ = try folder.socketPath()
        do {
            let store = try SQLiteStore(folder: folder.path, limits: limits.store)
            let pepper = try Pepper.loadOrCreate(path: folder.file("pepper"))
            let keys = try await KeyRegistry(store: store, pepper: pepper, limits: limits.keys, now: { Date() })
            let signing = try await SigningRegistry(
                store: store, pepper: pepper, limits: limits.keys, now: { Date() })
            let isNew = try await store.organizations().isEmpty
            let people = PeopleDesk(
                store: store, passwords: Passwords(limits: limits.people), limits: limits.people)
            let opened = OpenStore(
                folder: folder, store: store, keys: keys, signing: signing, people: people, isNew: isNew)
            if isNew {
                _ = try await CreateOrganization(name: firstOrganization).perform(on: opened.desk(limits: limits))
            }
            return opened
        } catch let error as SQLiteStoreError {
            throw CommandFailure(error.words(folder: folder.path))
        } catch let error as KeyError {
            throw CommandFailure("The keys of \(folder.path) cannot be used: \(error).")
        } catch let error as OperatorError {
            throw CommandFailure(error.reason)
        } catch let error as CatalogError {
            throw CommandFailure("The store in \(folder.path) cannot be used: \(error).")
        }
    }

    /// The commands on this store.
    func desk(limits: Limits) -> Operator {
        Operator(store: store, keys: keys, signing: signing, limits: limits, people: people)
    }

    private func close() async {
        // Everything acknowledged is on disk already; a store that cannot be closed is closed by the process's end.
        try? await store.close()
    }
}

extension SQLiteStoreError {
    /// The reason in one line, for the person who named the folder.
    func words(folder: String) -> String {
        switch self {
        case .storeInUse(let processID):
            "The store in \(folder) is already in use\(processID.map { " by process \($0)" } ?? "")."
        case .folder(let step, let code):
            "The folder \(folder) cannot be used as a store (\(step.rawValue): \(Self.systemWords(code)))."
        case .folderNotPrivate(let mode):
            "\(folder) holds other files and is open to others (mode \(String(mode, radix: 8))): name an empty folder, "
                + "or chmod 700 it."
        case .libraryTooOld(let found, let needed): "SQLite \(needed) or newer is needed; this is \(found)."
        case .settingRefused(let name, let expected, let found):
            "SQLite does not keep \(name) at \(expected) (it is \(found)); the store would not be durable."
        case .schemaTooNew(let changes):
            "The store in \(folder) was changed by a newer renderstack (\(changes.joined(separator: ", "))): use that one."
        case .damaged(let findings): "The store in \(folder) is damaged: \(findings.joined(separator: "; "))."
        case .database(let code): "The store in \(folder) cannot be opened: SQLite failed with \(code)."
        }
    }

    private static func systemWords(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "permission denied"
        case ENOTDIR, EEXIST: "there is a file of that name"
        case ENOENT: "the folder above it does not exist"
        case ENOSPC: "the disk is full"
        case EROFS: "the disk is read-only"
        default: "system error \(code)"
        }
    }
}
