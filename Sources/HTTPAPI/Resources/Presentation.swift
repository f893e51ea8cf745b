import Catalog
import Foundation
import Templates

/// How stored things look in answers. Members that are nil are left out.
package enum Presentation {
    package static func object(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues { $0 })
    }

    package static func date(_ date: Date) -> JSONValue {
        .string(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    package static func number(_ value: Int?) -> JSONValue? { value.map { .number(Double($0)) } }

    package static func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }

    package static func page<Item>(_ page: Page<Item>, _ body: (Item) -> JSONValue) -> JSONValue {
        .object(["items": .array(page.items.map(body)), "nextCursor": page.nextCursor.map { .string($0) } ?? .null])
    }

    package static func template(_ template: TemplateSummary) -> [String: JSONValue?] {
        [
            "id": .string(template.id), "slug": .string(template.slug), "name": .string(template.name),
            "revision": number(template.revision), "createdAt": date(template.createdAt),
            "updatedAt": date(template.updatedAt), "createdBy": .string(template.createdBy),
        ]
    }

    package static func asset(_ asset: AssetRecord) -> JSONValue {
        object([
            "id": .string(asset.id), "name": .string(asset.name), "kind": .string(asset.kind.rawValue),
            "contentType": .string(asset.contentType), "sha256": .string(asset.hash),
            "byteCount": number(asset.byteCount), "width": number(asset.width), "height": number(asset.height),
            "family": text(asset.family), "weight": number(asset.weight), "italic": asset.isItalic.map { .bool($0) },
            "createdAt": date(asset.createdAt), "createdBy": .string(asset.createdBy),
        ])
    }

    package static func render(_ render: RenderRecord) -> JSONValue {
        object([
            "id": .string(render.id), "template": text(render.templateID), "templateSlug": text(render.templateSlug),
            "revision": number(render.revision), "key": .string(render.keyID),
            "source": .string(render.source.rawValue), "status": number(render.status),
            "error": text(render.errorSlug), "detail": text(render.detail),
            "format": render.format.isEmpty ? nil : .string(render.format),
            "width": render.width > 0 ? number(render.width) : nil,
            "height": render.height > 0 ? number(render.height) : nil,
            "byteCount": render.byteCount > 0 ? number(render.byteCount) : nil,
            "durationMilliseconds": .number(render.durationMilliseconds), "report": text(render.report),
            "createdAt": date(render.createdAt),
        ])
    }

    package static func settings(_ settings: Settings) -> JSONValue {
        let notice: JSONValue? =
            settings.cachePolicy == .public
            ? "copies in shared caches outlive the revocation of a key, and a CDN checks no host" : nil
        return object([
            "allowedHosts": .array(settings.allowedHosts.map { .string($0) }),
            "cachePolicy": .string(settings.cachePolicy.rawValue), "notice": notice,
        ])
    }
}
