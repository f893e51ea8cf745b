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
import RemoteImages
import Rendering
import Synchronization
import Templates
import Typography

/// A whole console on memory stores: one organization with a person of each role, and another with a stranger.
struct ConsoleBench: Sendable {
    let store = MemoryStore()
    let clock: ManualDate
    let registry: KeyRegistry
    let people: PeopleDesk
    let front: Front
    let console: ConsoleFront
    /// People by their names: `owner`, `admin`, `user`, `mate` (another user), `viewer`, `stranger` (owns the other).
    let cast: [String: Actor]

    struct Actor: Sendable {
        let person: Person
        let cookie: String
        let csrf: String
    }

    static let organization = Organization(id: "org_1", slug: "acme", name: "Acme", createdAt: Date())
    static let other = Organization(id: "org_2", slug: "other", name: "Other", createdAt: Date())
    static let password = "correct horse battery"
    private static let fonts = Result { try FontCollection.standard() }
    /// One set of threads for all tests, which may all wait at once.
    private static let passwords: Passwords = {
        var limits = Limits.People()
        limits.hashingWaiting = 100_000
        return Passwords(limits: limits, cost: .trivial)
    }()

    init(
        publicURL: String? = nil, post: (any Post)? = nil, clock: ManualDate = ManualDate(),
        issuer: IssuerDoor? = nil, change: (inout Limits) -> Void = { _ in }
    ) async throws {
        var limits = Limits()
        change(&limits)
        self.clock = clock
        let now: @Sendable () -> Date = { clock.now }
        let fonts = try Self.fonts.get()
        for organization in [Self.organization, Self.other] { try await store.createOrganization(organization) }
        let pepper = try Pepper(bytes: [UInt8](repeating: 0, count: 32))
        registry = try await KeyRegistry(store: MemoryKeyStore(), pepper: pepper, now: now)
        let signing = try await SigningRegistry(store: MemorySigningSecretStore(), pepper: pepper, now: now)
        let farm = try await PictureFarm(workers: 1, limits: limits, fonts: fonts)
        people = PeopleDesk(
            store: MemoryPeopleStore(organizations: store), passwords: Self.passwords, limits: limits.people, now: now)
        front = Front(
            FrontParts(
                store: store, keys: registry, signing: signing, history: HistoryWriter(store: store, limits: limits),
                farm: farm, fonts: fonts, limits: limits, words: PublicWords(publicURL: publicURL),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: now,
                events: EventHub(limits: limits.people), people: people, remote: RemoteImages(limits: limits)))
        console = ConsoleFront(front: front, people: people, post: post, issuer: issuer)
        var cast: [String: Actor] = [:]
        for (name, role, organization) in Self.roles {
            cast[name] = try await Self.join(name, role, organization, people)
        }
        self.cast = cast
    }

    private static let roles: [(String, Role, Organization)] = [
        ("owner", .owner, organization), ("admin", .admin, organization), ("user", .user, organization),
        ("mate", .user, organization), ("viewer", .viewer, organization), ("stranger", .owner, other),
    ]

    private static func join(
        _ name: String, _ role: Role, _ organization: Organization, _ people: PeopleDesk
    ) async throws -> Actor {
        let person = try await people.create(
            name: name, email: "\(name)@example.com", password: password, role: role, organizationID: organization.id)
        let signedIn = try await people.open(person, from: .init(address: "", userAgent: "test"))
        return Actor(
            person: person, cookie: "__Host-rs_session=" + signedIn.token.withPlainText { $0 },
            csrf: signedIn.token.companion)
    }

    /// Sessions that outlive what a test waits for.
    static func withLongSessions() async throws -> ConsoleBench {
        try await ConsoleBench { limits in
            limits.people.sessionIdleSeconds = 1 << 30
            limits.people.sessionTotalSeconds = 1 << 30
        }
    }

    func id(_ name: String) -> String { cast[name]?.person.id ?? "" }

    /// What a browser sends along for somebody.
    func headers(_ name: String?, _ more: [HTTPField.Name: String] = [:]) -> HTTPFields {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[Self.field("Sec-Fetch-Site")] = "same-origin"
        if let name, let actor = cast[name] {
            headers[.cookie] = actor.cookie
            headers[Self.field("X-CSRF-Token")] = actor.csrf
        }
        for (field, value) in more { headers[field] = value.isEmpty ? nil : value }
        return headers
    }

    static func field(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return field
    }

    /// Sends a request to a path below `/console/v1`, or below the organization where it does not begin with a slash.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as name: String?, _ body: String? = nil,
        _ more: [HTTPField.Name: String] = [:]
    ) async throws -> Answer {
        let target =
            path.hasPrefix("/") ? "/console/v1" + path : "/console/v1/orgs/acme" + (path.isEmpty ? "" : "/" + path)
        return try await raw(method, target, headers(name, more), body)
    }

    func raw(
        _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields = [:], _ body: String? = nil
    ) async throws -> Answer {
        let application = Application(
            responder: PublicResponder(front: front, annex: console),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await application.test(.router) { client in
            try await client.execute(
                uri: target, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
            ) { Answer($0) }
        }
    }

    /// Makes a key that a person owns.
    func key(of name: String, _ type: KeyType = .get) async throws -> IssuedKey {
        try await registry.create(
            KeyRequest(name: "Key of \(name)", type: type), organization: Self.organization.id, by: id(name))
    }
}

/// A clock that goes when it is told to.
final class ManualDate: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

    var now: Date { date.withLock { $0 } }

    func advance(_ seconds: Double) { date.withLock { $0 += seconds } }
}

/// An answer as tests look at it.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSONValue { (try? JSONParser.parse(bytes, maximumDepth: 64)) ?? .null }
    var items: [JSONValue] { json["items"]?.arrayValue ?? [] }
    var detail: String { json["detail"]?.stringValue ?? "" }
}
