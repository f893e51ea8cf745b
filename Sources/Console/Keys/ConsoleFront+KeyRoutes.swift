import HTTPAPI
import HTTPTypes
import Hummingbird
import Keys

extension ConsoleFront {
    /// API keys, as people manage them.
    static let keyRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/keys", .member(.viewKeys), "API keys, newest first; never the keys themselves.",
            query: [("status", "active, expiring, expired or revoked.")]
        ) { console, exchange throws(APIError) in try await console.listKeys(exchange) },
        ConsoleRoute(
            .post, "/keys", .member(.createKeys), "Make a key; it is shown in this answer only.",
            body: .fields([
                .required("name", .text(maximumBytes: 1_000), "What it is for."),
                .required("type", .choice(KeyType.allCases.map(\.rawValue)), "What it may do."),
                .optional("templates", .texts(maximumCount: 1_000), "Ids or slugs, for a project key."),
                .optional("expiresInDays", .integer(1...3_650), "Days that it works; for ever where left out."),
            ]), answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.createKey(exchange) },
        ConsoleRoute(.post, "/keys/{key}/revoke", .member(.revokeKeys), "Refuse a key from now on.") {
            console, exchange throws(APIError) in try await console.revokeKey(exchange)
        },
        ConsoleRoute(
            .post, "/keys/{key}/rotate", .member(.rotateKeys),
            "Make a key in its place; it is shown in this answer only.",
            body: .fields([
                .required(
                    "overlap", .choice(RotationOverlap.allCases.map(\.rawValue)), "How long the old one works on.")
            ]), answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.rotateKey(exchange) },
        ConsoleRoute(
            .delete, "/keys/{key}", .member(.revokeKeys), "Remove a revoked key and its render records for good.",
            answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.deleteKey(exchange) },
    ]
}
