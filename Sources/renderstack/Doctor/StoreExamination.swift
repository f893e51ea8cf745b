import Foundation
import HTTPAPI
import Limit
import SQLiteStore

/// What `doctor` found about the store in a folder.
struct StoreExamination: Encodable, Sendable {
    let folder: String
    let state: State
    /// What was looked at, in words, by name.
    let facts: [String: String]
    let trouble: String?

    enum State: String, Encodable, Sendable {
        /// No store was made here yet.
        case none
        /// A server runs on it.
        case served
        /// It is there, and nobody uses it.
        case idle
        case unusable
    }

    static func examine(_ folder: DataFolder) async -> StoreExamination {
        do {
            let socket = AdminSocket(path: try folder.socketPath())
            if try await socket.isAnswered() { return try await served(folder, socket) }
            if folder.isEmpty { return StoreExamination(folder: folder.path, state: .none, facts: [:], trouble: nil) }
            return idle(folder, try await OpenStore.with(folder, limits: Limits()) { try await $0.store.health() })
        } catch {
            return StoreExamination(
                folder: folder.path, state: .unusable, facts: [:],
                trouble: CommandFailure("The store is not well: \(error)").description)
        }
    }

    private static func served(_ folder: DataFolder, _ socket: AdminSocket) async throws -> StoreExamination {
        let organizations = try await socket.perform(ListOrganizations())
        return StoreExamination(
            folder: folder.path, state: .served, facts: ["organizations": String(organizations.count)], trouble: nil)
    }

    private static func idle(_ folder: DataFolder, _ health: StoreHealth) -> StoreExamination {
        StoreExamination(
            folder: folder.path, state: .idle,
            facts: [
                "SQLite": health.libraryVersion, "schema": health.schema, "bytes": String(health.databaseBytes),
                "reserve bytes": "\(health.reserveBytes) of \(health.reserveTargetBytes)",
                "renders in the history": String(health.renderCount),
                "integrity": health.findings.isEmpty ? "ok" : health.findings.joined(separator: "; "),
            ], trouble: health.findings.first.map { "The store is damaged: \($0)." })
    }

    /// The findings for people.
    var lines: [String] {
        let words =
            switch state {
            case .none: "no store yet"
            case .served: "a server runs on it"
            case .idle: "no server runs on it"
            case .unusable: "cannot be used"
            }
        return ["\(folder): \(words)"] + facts.sorted { $0.key < $1.key }.map { "\($0.key.padded(to: 26))\($0.value)" }
            + (trouble.map { [$0] } ?? [])
    }
}
