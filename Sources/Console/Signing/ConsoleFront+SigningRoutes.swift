import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Keys
import People
import Templates

extension ConsoleFront {
    /// Signing secrets, and URLs signed with them.
    static let signingRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/signing-secrets", .member(.configure), "Signing secrets in force, never themselves.") {
            console, exchange throws(APIError) in try await console.listSigningSecrets(exchange)
        },
        ConsoleRoute(
            .post, "/signing-secrets", .member(.configure), "Make a new current secret, the first one too; shown once.",
            body: .fields([
                .required(
                    "overlap", .choice(RotationOverlap.allCases.map(\.rawValue)),
                    "How long the secret before stays good.")
            ]), answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.rotateSigningSecret(exchange) },
        ConsoleRoute(
            .delete, "/signing-secrets/{secret}", .member(.configure), "Refuse a secret's URLs from now on.",
            answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.deleteSigningSecret(exchange) },
        ConsoleRoute(
            .post, "/sign", .member(.signURLs), "Sign the URL of a GET render.",
            body: .fields([
                .optional(
                    "url", .text(maximumBytes: 16_384), "A URL of /api/v1/render with its query; instead of all below."),
                .optional("template", .text(maximumBytes: 200), "Id or slug."),
                .optional("apiKey", .text(maximumBytes: 200), "A GET key; it goes into the URL and is not kept."),
                .optional("layers", .object, "Overrides."),
                .optional("options", .object, "format, quality, width, height, scale, compression, strict, v."),
                .required("expiresInSeconds", .integer(1...366 * 86_400), "How long it is good for."),
            ])
        ) { console, exchange throws(APIError) in try await console.signURL(exchange) },
    ]

    private func listSigningSecrets(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let organization = try exchange.place().organization.id
        let authors = try await authors(in: organization)
        let secrets = await parts.signing.list(organization: organization)
        return Response(json: ConsoleAnswers.list(secrets.map { Self.json($0, authors) }))
    }

    private static func json(_ record: SigningSecretRecord, _ authors: Authors) -> JSONValue {
        [
            "id": .string(record.id), "createdAt": Presentation.date(record.createdAt),
            "createdBy": authors.json(record.createdBy), "expiresAt": ConsoleAnswers.optional(record.expiresAt),
            "current": .bool(record.expiresAt == nil),
        ]
    }

    private func rotateSigningSecret(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let text = try await exchange.fields().text("overlap")
        guard let overlap = RotationOverlap(rawValue: text) else {
            throw APIError(pointer: "/overlap", "must be 0, 1h, 24h or 7d")
        }
        let issued = try await keyed { () throws(KeyError) in
            try await parts.signing.rotate(organization: place.organization.id, overlap: overlap, by: place.person.id)
        }
        publish(ChangeEvent(.settings, "rotate", id: issued.record.id, organization: place.organization.id))
        await note(
            "secret.rotate", Self.subject(issued.record.id), at: place, from: exchange, detail: "overlap \(text)")
        let authors = try await authors(in: place.organization.id)
        var members = Self.json(issued.record, authors).objectValue ?? [:]
        members["secret"] = .string(issued.secret.withPlainText { $0 })
        return Response(status: .created, json: .object(members))
    }

    private func deleteSigningSecret(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let id = exchange.parameter("secret")
        try await keyed { () throws(KeyError) in
            try await parts.signing.delete(id, organization: place.organization.id)
        }
        publish(ChangeEvent(.settings, "delete", id: id, organization: place.organization.id))
        await note("secret.delete", Self.subject(id), at: place, from: exchange)
        return Response(status: .noContent)
    }

    private static func subject(_ id: String) -> ActivityRecord.Subject {
        .init(type: "secret", id: id, name: "signing secret")
    }

    private func signURL(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let fields = try await exchange.fields()
        let url: RenderURL
        if let text = fields.optionalText("url") {
            url = try RenderURL(parsing: text)
        } else {
            guard fields.has("template") else { throw APIError(pointer: "/template", "is missing") }
            url = RenderURL(origin: publicURL, pairs: try Self.pairs(fields))
        }
        let signed = try url.signed(
            by: parts.signing.ring, organization: place.organization.id,
            lifetime: fields.integer("expiresInSeconds") ?? 0, now: parts.now(), limits: parts.limits.keys)
        return Response(json: [
            "url": .string(signed.url), "exp": .number(signed.expiresAt.timeIntervalSince1970.rounded()),
        ])
    }

    /// What a body asks for, as pairs of a query.
    private static func pairs(_ fields: Fields) throws(APIError) -> [SignedQuery.Pair] {
        var pairs = [SignedQuery.Pair("template", fields.text("template"))]
        if let key = fields.optionalText("apiKey") { pairs.append(SignedQuery.Pair("apiKey", key)) }
        for (name, value) in fields.value("options").objectValue ?? [:] {
            pairs.append(SignedQuery.Pair(name, try text(value, at: "/options/" + name)))
        }
        for (layer, properties) in fields.value("layers").objectValue ?? [:] {
            for (property, value) in properties.objectValue ?? [:] {
                let pointer = "/layers/\(layer)/\(property)"
                pairs.append(SignedQuery.Pair("\(layer).\(property)", try text(value, at: pointer)))
            }
        }
        return pairs
    }

    private static func text(_ value: JSONValue, at pointer: String) throws(APIError) -> String {
        if value.isNull { throw APIError(pointer: pointer, "a URL cannot say that a value is missing") }
        return value.stringValue ?? value.canonicalText
    }
}
