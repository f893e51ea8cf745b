import Catalog
import Console
import Farm
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Keys
import Limit
import Logging
import NIOCore
import People
import Rendering
import Templates
import Testing
import Typography

/// A console on memory stores with a real renderer, one person of each role, and somebody of another organization.
struct StudioBench: Sendable {
    let store = MemoryStore()
    let people = PeopleDesk(store: MemoryPeopleStore(), passwords: Passwords(cost: .trivial))
    let parts: FrontParts
    let front: Front
    let console: ConsoleFront
    let tokens: [Role: Token]
    let persons: [Role: Person]
    let stranger: Token

    static let organization = Organization(id: "org_1", slug: "acme", name: "Acme", createdAt: Date())
    private static let fonts = Result { try FontCollection.standard() }

    init() async throws {
        let fonts = try Self.fonts.get()
        let pepper = try Pepper(bytes: [UInt8](repeating: 0, count: 32))
        let limits = Limits()
        let farm = try await PictureFarm(workers: 1, limits: limits, fonts: fonts)
        parts = FrontParts(
            store: store, keys: try await KeyRegistry(store: MemoryKeyStore(), pepper: pepper, now: { Date() }),
            signing: try await SigningRegistry(
                store: MemorySigningSecretStore(), pepper: pepper, now: { Date() }),
            history: HistoryWriter(store: store, limits: limits), farm: farm, fonts: fonts, limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, people: people)
        front = Front(parts)
        let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("deploy/samples").path
        console = ConsoleFront(front: front, people: people, samplesFolder: samples)
        try await store.createOrganization(Self.organization)
        let other = Organization(id: "org_2", slug: "other", name: "Other", createdAt: Date())
        try await store.createOrganization(other)
        var tokens: [Role: Token] = [:]
        var persons: [Role: Person] = [:]
        for role in Role.allCases {
            let person = try await Self.join(role.rawValue, Self.organization, role, people)
            persons[role] = person
            tokens[role] = try await people.open(person, from: Self.caller).token
        }
        self.tokens = tokens
        self.persons = persons
        let somebody = try await Self.join("stranger", other, .owner, people)
        stranger = try await people.open(somebody, from: Self.caller).token
    }

    private static let caller = PeopleDesk.Caller(address: "127.0.0.1", userAgent: "test")

    private static func join(
        _ name: String, _ organization: Organization, _ role: Role, _ people: PeopleDesk
    ) async throws -> Person {
        let person = Person(id: "usr_\(name)", email: "\(name)@example.com", name: name, createdAt: Date())
        try await people.store.addPerson(person, passwordHash: nil)
        try await people.store.addMember(
            Membership(organizationID: organization.id, personID: person.id, role: role, joinedAt: Date()))
        return person
    }

    /// Sends a request to a route of the organization.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as role: Role = .owner, json: JSONValue? = nil,
        bytes: [UInt8]? = nil, headers: HTTPFields = [:], token: Token? = nil
    ) async throws -> Answer {
        guard let token = token ?? tokens[role] else { throw CancellationError() }
        var headers = headers
        headers[.cookie] = token.withPlainText { "__Host-rs_session=\($0)" }
        if let name = HTTPField.Name("X-CSRF-Token") { headers[name] = token.companion }
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
        if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let body = (bytes ?? json?.canonicalBytes).map { ByteBuffer(bytes: $0) }
        let application = Application(
            responder: PublicResponder(front: front, annex: console),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let fields = headers
        return try await application.test(.router) { client in
            try await client.execute(
                uri: "/console/v1/orgs/acme" + path, method: method, headers: fields, body: body
            ) { Answer($0) }
        }
    }

    /// A render of the public API.
    func publicRender(_ body: String, key: String) async throws -> Answer {
        let application = Application(
            responder: PublicResponder(front: front, annex: console),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await application.test(.router) { client in
            try await client.execute(
                uri: "/api/v1/renders/sync", method: .post,
                headers: [.authorization: "Bearer \(key)", .contentType: "application/json"],
                body: ByteBuffer(string: body)
            ) { Answer($0) }
        }
    }

    /// A template with a title that may change, as a document.
    static func card(_ text: String = "Hello", slug: String? = "card") -> JSONValue {
        var members: [String: JSONValue] = [
            "version": 1, "name": "Card", "width": 240, "height": 126, "background": "#123456",
            "layers": [
                ["type": "rectangle", "name": "box", "x": 10, "y": 10, "width": 20, "height": 20, "fill": "#ffffff"],
                [
                    "type": "text", "name": "title", "dynamic": true, "x": 40, "y": 10, "text": .string(text),
                    "fontSize": 16, "fill": "#ffffff",
                ],
            ],
        ]
        members["slug"] = slug.map { .string($0) }
        return .object(members)
    }

    /// Saves the card and gives its id.
    func saveCard(as role: Role = .user, slug: String = "card") async throws -> String {
        let made = try await send(.post, "/templates", as: role, json: ["document": Self.card(slug: slug)])
        return made.json["id"]?.stringValue ?? ""
    }

    /// What the activity log says, newest first.
    func activity() async throws -> [String] {
        let page = try await people.store.activity(
            organizationID: Self.organization.id, matching: ActivityFilter(), page: try PageRequest(limit: 50))
        return page.items.map(\.action)
    }
}

extension Answer {
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// Width and height of a PNG by its header.
    var size: [Int]? {
        guard bytes.count > 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
        return [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
    }
}
