import Catalog
import Foundation
import Keys
import Synchronization

/// Values to store, each with a fresh identifier.
enum Sample {
    private static let generator = Mutex(CountingGenerator())

    /// A moment that is no whole millisecond.
    static let moment = Date(timeIntervalSince1970: 1_700_000_000.123_456)

    static func id(_ kind: Identifier.Kind) -> String {
        generator.withLock { Identifier.make(kind, using: &$0) }
    }

    static func organization(_ slug: String) -> Organization {
        Organization(id: id(.organization), slug: slug, name: "The \(slug)", createdAt: moment)
    }

    static func save(
        _ slug: String, document: String = "{}", uses: Set<String> = [], after seconds: Double = 0
    ) -> TemplateSave {
        TemplateSave(
            slug: slug, name: "Card \(slug)", document: [UInt8](document.utf8), uses: uses,
            savedAt: moment.addingTimeInterval(seconds), savedBy: "user-1")
    }

    static func asset(
        _ name: String, organizationID: String, hash: String = "a1", kind: AssetKind = .image,
        after seconds: Double = 0
    ) -> AssetRecord {
        AssetRecord(
            id: id(.asset), organizationID: organizationID, name: name, kind: kind, contentType: "image/png",
            hash: hash, byteCount: 3, width: kind == .image ? 10 : nil, height: kind == .image ? 20 : nil,
            family: kind == .font ? "Inter" : nil, weight: kind == .font ? 700 : nil,
            isItalic: kind == .font ? true : nil, createdAt: moment.addingTimeInterval(seconds), createdBy: "user-1")
    }

    static func render(
        organizationID: String, templateID: String? = nil, keyID: String = "key_1", status: Int = 200,
        after seconds: Double = 0
    ) -> RenderRecord {
        RenderRecord(
            id: id(.render), organizationID: organizationID, templateID: templateID, templateSlug: "card",
            revision: 3, keyID: keyID, source: .get, status: status,
            errorSlug: status == 200 ? nil : "render-error", detail: status == 200 ? nil : "no asset 'logo'",
            format: "png", width: 1_200, height: 630, byteCount: 40_000, durationMilliseconds: 1.25,
            report: "title: shrunk", request: #"{"template":"card"}"#, createdAt: moment.addingTimeInterval(seconds))
    }

    static func key(
        _ name: String, organizationID: String, scope: [String] = [], digestByte: UInt8 = 7
    ) -> KeyRecord {
        KeyRecord(
            id: "key_\(name)", organizationID: organizationID, name: name,
            type: scope.isEmpty ? .master : .project, scope: scope, displayPrefix: "rs_live_abcd",
            digest: [UInt8](repeating: digestByte, count: 32), pepperVersion: 1, createdBy: "user-1",
            createdAt: wholeMoment, expiresAt: wholeMoment.addingTimeInterval(3_600))
    }

    /// A moment that is a whole millisecond.
    static let wholeMoment = Date(wholeMilliseconds: 1_700_000_000_123)

    /// All items of a list, read in pages of a size.
    static func all<Item>(
        in size: Int, _ page: (PageRequest) async throws -> Page<Item>
    ) async throws -> [Item] {
        var items: [Item] = []
        var cursor: String?
        repeat {
            let part = try await page(PageRequest(cursor: cursor, limit: size))
            items += part.items
            cursor = part.nextCursor
        } while cursor != nil
        return items
    }
}

/// Deterministic numbers that never repeat (SplitMix64).
struct CountingGenerator: RandomNumberGenerator {
    private var state: UInt64 = 42

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
