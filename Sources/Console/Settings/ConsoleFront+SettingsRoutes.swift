import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    /// What an organization chooses for itself.
    static let settingsRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/settings", .member(.viewSettings), "Allowed hosts, cache, rates, who may make Master keys."
        ) { console, exchange throws(APIError) in try await console.readSettings(exchange) },
        ConsoleRoute(
            .patch, "/settings", .member(.configure), "Change some of them; what is left out stays.",
            body: .fields([
                .optional("allowedHosts", .texts(maximumCount: 1_000), "Hosts that may embed GET keys; all of them."),
                .optional("cachePolicy", .choice(CachePolicy.allCases.map(\.rawValue)), "What caches may keep."),
                .optional("rateProfile", .choice(RateProfile.allCases.map(\.rawValue)), "Renders a minute and key."),
                .optional("masterKeyRoles", .texts(maximumCount: 3), "Roles that may make Master keys."),
            ])
        ) { console, exchange throws(APIError) in try await console.patchSettings(exchange) },
        ConsoleRoute(
            .post, "/settings/host-test", .member(.viewSettings), "Why a picture is refused on a page.",
            body: .fields([
                .required("pageURL", .text(maximumBytes: 8_192), "The page that shows the picture."),
                .required("imageURL", .text(maximumBytes: 16_384), "The picture's address, as in the page's source."),
            ])
        ) { console, exchange throws(APIError) in try await console.testHosts(exchange) },
    ]

    private func readSettings(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        return Response(json: settingsJSON(try await desk.settings(of: place.organization.id)))
    }

    private func patchSettings(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        let id = place.organization.id
        let roles = try fields.texts("masterKeyRoles").map { texts throws(APIError) in try Self.masterRoles(texts) }
        let before = try await desk.settings(of: id)
        let settings = try await desk.changeSettings(
            hosts: fields.texts("allowedHosts"),
            cachePolicy: fields.optionalText("cachePolicy").flatMap { CachePolicy(rawValue: $0) },
            rateProfile: fields.optionalText("rateProfile").flatMap { RateProfile(rawValue: $0) },
            masterKeyRoles: roles, organization: id)
        let changes = Self.changes(from: before, to: settings)
        if !changes.isEmpty {
            await note(
                "settings.update", .init(type: "settings", id: id, name: place.organization.name), at: place,
                from: exchange, detail: changes)
        }
        return Response(json: settingsJSON(settings))
    }

    /// The Owner may always; a Viewer makes no keys at all.
    private static func masterRoles(_ names: [String]) throws(APIError) -> [String] {
        let known: [Role] = [.owner, .admin, .user]
        guard names.allSatisfy({ name in known.contains { $0.rawValue == name } }), names.contains("owner") else {
            throw APIError(pointer: "/masterKeyRoles", "must hold owner, and may hold admin and user")
        }
        return known.map(\.rawValue).filter(names.contains)
    }

    /// What changed, in one line of at most a few hundred characters.
    private static func changes(from old: Settings, to new: Settings) -> String {
        var words: [String] = []
        let added = new.allowedHosts.filter { !old.allowedHosts.contains($0) }
        let removed = old.allowedHosts.filter { !new.allowedHosts.contains($0) }
        if !added.isEmpty { words.append("hosts added: " + added.joined(separator: ", ")) }
        if !removed.isEmpty { words.append("hosts removed: " + removed.joined(separator: ", ")) }
        if old.cachePolicy != new.cachePolicy {
            words.append("cache: \(old.cachePolicy.rawValue) → \(new.cachePolicy.rawValue)")
        }
        if old.rateProfile != new.rateProfile {
            words.append("rates: \(old.rateProfile.rawValue) → \(new.rateProfile.rawValue)")
        }
        if old.masterKeyRoles != new.masterKeyRoles {
            words.append("Master keys by: " + new.masterKeyRoles.joined(separator: ", "))
        }
        let line = words.joined(separator: "; ")
        return line.count > 400 ? line.prefix(399) + "…" : line
    }

    private func settingsJSON(_ settings: Settings) -> JSONValue {
        let limits = parts.limits
        let budget = settings.rateProfile.budget
        let named: [(String, Int)] = [
            ("Bytes of a template", limits.template.documentBytes), ("Layers of a template", limits.template.layers),
            ("Bytes of an image or font", limits.input.assetBytes), ("Pixels of a picture", limits.output.pixels),
            ("Pixels of a side", limits.output.sidePixels), ("Characters of a GET URL", limits.server.urlCharacters),
            ("Milliseconds of a render", limits.farm.deadlineMilliseconds),
            ("Keys of the organization", limits.keys.perOrganization),
            ("Days of render history", limits.server.historyDays),
        ]
        return [
            "allowedHosts": .array(settings.allowedHosts.map { .string($0) }),
            "cachePolicy": .string(settings.cachePolicy.rawValue),
            "rateProfile": .string(settings.rateProfile.rawValue),
            "rates": budget.map { ["post": .number(Double($0.post)), "get": .number(Double($0.get))] } ?? .null,
            "masterKeyRoles": .array(settings.masterKeyRoles.map { .string($0) }),
            "limits": .object(Dictionary(uniqueKeysWithValues: named.map { ($0.0, .number(Double($0.1))) })),
        ]
    }
}
