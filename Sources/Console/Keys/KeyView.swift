import Catalog
import Foundation
import HTTPAPI
import Keys
import People
import Templates

/// How far a key's life has come.
enum KeyStatus: String, CaseIterable {
    case active, expiring, expired, revoked

    /// A key is expiring in its last week.
    static let expiringSeconds = 7.0 * 86_400

    init(_ key: KeyRecord, at now: Date) {
        if key.revokedAt != nil {
            self = .revoked
        } else if let expiry = key.expiresAt {
            let left = expiry.timeIntervalSince(now)
            self = left <= 0 ? .expired : left <= Self.expiringSeconds ? .expiring : .active
        } else {
            self = .active
        }
    }
}

/// What lists of keys need to know besides the keys: names of templates and people, and where keys were refused.
struct KeyView {
    let now: Date
    let templates: [String: TemplateSummary]
    let names: [String: String]
    let refused: RefusedHosts

    func item(_ key: KeyRecord) -> JSONValue {
        let status = KeyStatus(key, at: now)
        return [
            "id": .string(key.id), "name": .string(key.name), "type": .string(key.type.rawValue),
            "prefix": .string(key.displayPrefix), "status": .string(status.rawValue),
            "templates": .array(key.scope.map(template)), "createdAt": Presentation.date(key.createdAt),
            "createdBy": ConsoleAnswers.maker(key.createdBy, names),
            "lastUsedAt": ConsoleAnswers.optional(key.lastUsedAt),
            "expiresAt": ConsoleAnswers.optional(key.expiresAt), "expiresSoon": .bool(status == .expiring),
            "revokedAt": ConsoleAnswers.optional(key.revokedAt),
            "revokedBy": key.revokedBy.map { ConsoleAnswers.maker($0, names) } ?? .null,
            "rotatedTo": key.rotatedTo.map { .string($0) } ?? .null,
            "hint": status == .revoked || status == .expired ? .null : hint(key),
        ]
    }

    private func template(_ id: String) -> JSONValue {
        guard let found = templates[id] else { return ["id": .string(id), "slug": .null, "name": "deleted template"] }
        return ["id": .string(id), "slug": .string(found.slug), "name": .string(found.name)]
    }

    private func hint(_ key: KeyRecord) -> JSONValue {
        guard let tally = refused.tally(key: key.id, at: now) else { return .null }
        let requests = tally.count == 1 ? "1 refused request" : "\(tally.count) refused requests"
        return .string(
            "looks leaked: \(requests) from \(tally.hosts.joined(separator: ", ")) in the last day")
    }
}

extension ConsoleFront {
    /// Gathers what a list of keys shows.
    func keyView(_ place: ConsoleExchange.Place) async throws(APIError) -> KeyView {
        var templates: [String: TemplateSummary] = [:]
        var cursor: String?
        do throws(CatalogError) {
            repeat {
                let request = try PageRequest(
                    cursor: cursor, limit: parts.limits.server.pageItems, limits: parts.limits.server)
                let page = try await parts.store.templates(organizationID: place.organization.id, page: request)
                for template in page.items { templates[template.id] = template }
                cursor = page.nextCursor
            } while cursor != nil
        } catch {
            throw APIError(error)
        }
        return KeyView(
            now: parts.now(), templates: templates, names: try await memberNames(place.organization.id),
            refused: front.refusedHosts)
    }
}
