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
            .get, "/settings", .member(.viewSettings), "Allowed hosts, cache, rates, Master keys, hosts of images."
        ) { console, exchange throws(APIError) in try await console.readSettings(exchange) },
        ConsoleRoute(
            .patch, "/settings", .member(.configure), "Change some of them; what is left out stays.",
            body: .fields([
                .optional("allowedHosts", .texts(maximumCount: 1_000), "Hosts that may embed GET keys; all of them."),
                .optional("cachePolicy", .choice(CachePolicy.allCases.map(\.rawValue)), "What caches may keep."),
                .optional("rateProfile", .choice(RateProfile.allCases.map(\.rawValue)), "Renders a minute and key."),
                .optional("masterKeyRoles", .texts(maximumCount: 3), "Roles that may make Master keys."),
                .optional(
                    "remoteImageHosts", .texts(maximumCount: 1_000),
                    "Hosts that templates may load pictures from over https; all of them."),
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
            masterKeyRoles: roles, remoteImageHosts: fields.texts("remoteImageHosts"), organization: id)
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
        var words = changes(of: "hosts", from: old.allowedHosts, to: new.allowedHosts)
        words += changes(of: "image hosts", from: old.remoteImageHosts, to: new.remoteImageHosts)
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

    private static func changes(of name: String, from old: [String], to new: [String]) -> [String] {
        let added = new.filter { !old.contains($0) }
        let removed = old.filter { !new.contains($0) }
        return (added.isEmpty ? [] : ["\(name) added: " + added.joined(separator: ", ")])
            + (removed.isEmpty ? [] : ["\(name) removed: " + removed.joined(separator: ", ")])
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
            ("Bytes of an image from the web", limits.remote.imageBytes),
            ("Seconds that an image from the web is kept", limits.remote.keptSeconds),
        ]
        return [
            "allowedHosts": .array(settings.allowedHosts.map { .string($0) }),
            "cachePolicy": .string(settings.cachePolicy.rawValue),
            "rateProfile": .string(settings.rateProfile.rawValue),
            "rates": budget.map { ["post": .number(Double($0.post)), "get": .number(Double($0.get))] } ?? .null,
            "masterKeyRoles": .array(settings.masterKeyRoles.map { .string($0) }),
            "remoteImageHosts": .array(settings.remoteImageHosts.map { .string($0) }),
            "limits": .object(Dictionary(uniqueKeysWithValues: named.map { ($0.0, .number(Double($0.1))) })),
        ]
    }
}
