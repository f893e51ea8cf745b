import Catalog
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
import Rendering
import Synchronization
import Templates
import Typography

/// A whole front on memory stores with a real renderer, and one key of each type.
struct Bench: Sendable {
    let store = MemoryStore()
    let history: HistoryWriter
    let registry: KeyRegistry
    let signing: SigningRegistry
    let farm: PictureFarm
    let front: Front
    let parts: FrontParts
    let limits: Limits.Server
    let log = LogLines()
    let keys: [KeyType: Issued]
    /// The template `card`, in the project key's scope, and `other`, which is not.
    let card: String
    let other: String

    struct Issued: Sendable {
        let id: String
        let text: String
    }

    static let organization = Organization(id: "org_1", slug: "acme", name: "Acme", createdAt: Date())
    private static let fonts = Result { try FontCollection.standard() }

    init(
        metricsToken: String? = nil, web: Web? = nil, logLevel: Logger.Level = .info,
        change: (inout Limits) -> Void = { _ in }
    ) async throws {
        var limits = Limits()
        change(&limits)
        let fonts = try Self.fonts.get()
        let settled = limits
        self.limits = limits.server
        try await store.createOrganization(Self.organization)
        history = HistoryWriter(store: store, limits: limits)
        let pepper = try Pepper(bytes: [UInt8](repeating: 0, count: 32))
        registry = try await KeyRegistry(store: MemoryKeyStore(), pepper: pepper, now: { Date() })
        signing = try await SigningRegistry(store: MemorySigningSecretStore(), pepper: pepper, now: { Date() })
        let images = ImageCache()
        let bases = BaseCache()
        let glyphs = GlyphTally()
        farm = try await PictureFarm(
            workers: 1, limits: settled, fonts: fonts, images: images, bases: bases, glyphs: glyphs)
        let lines = log
        // What is counted by the minute must not fall into two of them.
        let lastMoment = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 60).rounded(.down) * 60 + 59.999)
        parts = FrontParts(
            store: store, keys: registry, signing: signing, history: history, farm: farm, fonts: fonts, limits: limits,
            words: PublicWords(metricsToken: metricsToken),
            logger: Logger(label: "test") { label in
                var handler = JSONLineLogHandler(label: label, write: { lines.add($0) })
                handler.logLevel = logLevel
                return handler
            },
            now: { min(Date(), lastMoment) }, images: images, bases: bases, glyphs: glyphs,
            remote: web?.images(settled))
        front = Front(parts)
        card = try await Self.save(Self.cardDocument, slug: "card", in: store)
        other = try await Self.save(Self.cardDocument, slug: "other", in: store)
        var keys: [KeyType: Issued] = [:]
        for type in KeyType.allCases {
            let scope = type == .project ? [card] : []
            let issued = try await registry.create(
                KeyRequest(name: type.rawValue, type: type, scope: scope), organization: Self.organization.id,
                by: "test")
            keys[type] = Issued(id: issued.record.id, text: issued.secret.withPlainText { $0 })
        }
        self.keys = keys
    }

    static let cardDocument = """
        { "version": 1, "name": "Card", "width": 120, "height": 63, "background": "#123456", "layers": [
          { "type": "rectangle", "name": "box", "x": 10, "y": 10, "width": 20, "height": 20, "fill": "#ffffff" },
          { "type": "text", "name": "title", "dynamic": true, "x": 40, "y": 10, "width": 70, "height": 40,
            "text": "Hello", "fontSize": 16 },
          { "type": "image", "name": "logo", "dynamic": true, "x": 0, "y": 0, "width": 8, "height": 8 } ] }
        """

    private static func save(_ document: String, slug: String, in store: MemoryStore) async throws -> String {
        var random = SystemRandomNumberGenerator()
        let record = try await store.createTemplate(
            id: Identifier.make(.template, using: &random), organizationID: organization.id,
            TemplateSave(
                slug: slug, name: "Card", document: Array(document.utf8), uses: [], savedAt: Date(), savedBy: "test"))
        return record.id
    }

    func key(_ type: KeyType) -> String { keys[type]?.text ?? "" }

    func bearer(_ type: KeyType, _ more: HTTPFields = [:]) -> HTTPFields {
        var headers = more
        headers[.authorization] = "Bearer \(key(type))"
        return headers
    }

    /// The path of a GET render with the GET key in its query.
    func image(_ rest: String = "template=card") -> String { "/api/v1/render?apiKey=\(key(.get))&\(rest)" }

    /// Lets pages of example.com embed pictures.
    func allowHosts(_ hosts: [String] = ["example.com"], policy: CachePolicy = .private) async throws {
        _ = try await store.changeSettings(organizationID: Self.organization.id) {
            $0 = Settings(allowedHosts: hosts, cachePolicy: policy)
        }
        await front.forget(.settings(organization: Self.organization.id))
    }

    static let fromExample: HTTPFields = [.referer: "https://example.com/page"]

    var application: some ApplicationProtocol {
        Application(responder: front, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String? = nil
    ) async throws -> Answer {
        try await send(method, path, headers, bytes: body.map { Array($0.utf8) })
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], bytes: [UInt8]?
    ) async throws -> Answer {
        let buffer = bytes.map { ByteBuffer(bytes: $0) }
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: headers, body: buffer) { Answer($0) }
        }
    }

    /// `POST /api/v1/renders/sync` with a key.
    func render(_ body: String, _ type: KeyType = .master) async throws -> Answer {
        try await send(.post, "/api/v1/renders/sync", bearer(type, [.contentType: "application/json"]), body: body)
    }
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
    var json: JSONValue { Result { try JSONParser.parse(bytes, maximumDepth: 64) }.successValue ?? .null }
    /// The slug at the end of a problem's type.
    var slug: String? { json["type"]?.stringValue?.split(separator: "/").last.map(String.init) }
    var detail: String { json["detail"]?.stringValue ?? "" }
    /// Width and height of a PNG by its header.
    var size: [Int]? {
        guard bytes.count > 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
        return [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
    }
}

extension Result {
    var successValue: Success? { if case .success(let value) = self { value } else { nil } }
}

/// Log lines in memory.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    var all: [String] { lines.withLock { $0 } }
}

/// A red PNG of 2 × 1 pixels.
let smallPNG: [UInt8] = Array(
    Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==")
        ?? Data())
