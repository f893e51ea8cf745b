import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore
import People
import Templates

extension ConsoleFront {
    /// Images and fonts.
    static let assetRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/assets", .member(.viewAssets), "Images and fonts, last added first.", query: pageQuery) {
            console, exchange throws(APIError) in try await console.listAssets(exchange)
        },
        ConsoleRoute(
            .post, "/assets", .member(.uploadAssets), "Add an image or a font; the body is the file.",
            body: .raw("application/octet-stream"),
            query: [("name", "The asset's name."), ("replace", "1 replaces the asset of that name.")],
            answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.addAsset(exchange) },
        ConsoleRoute(
            .delete, "/assets/{asset}", .member(.deleteAssets), "Delete an asset that no template uses.",
            answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.deleteAsset(exchange) },
        ConsoleRoute(
            .get, "/assets/{asset}/content", .member(.viewAssets), "The file.",
            answer: (200, "application/octet-stream")
        ) { console, exchange throws(APIError) in try await console.assetContent(exchange) },
        ConsoleRoute(
            .get, "/assets/{asset}/specimen", .member(.viewAssets), "A line of text in a font.",
            query: [("text", "The text."), ("size", "Font size in pixels, 48 by default.")], answer: (200, "image/png")
        ) { console, exchange throws(APIError) in try await console.specimen(exchange) },
    ]

    private func listAssets(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let organization = try exchange.place().organization.id
        let query = try exchange.list()
        let page = try await stored { () throws(CatalogError) in
            try await parts.store.assets(organizationID: organization, page: query.page)
        }
        let authors = try await authors(in: organization)
        return Response(json: Presentation.page(page) { Self.json($0, authors) })
    }

    private static func json(_ asset: AssetRecord, _ authors: Authors) -> JSONValue {
        var members = Presentation.asset(asset).objectValue ?? [:]
        members["createdBy"] = authors.json(asset.createdBy)
        return .object(members)
    }

    private func addAsset(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let query = try exchange.query()
        guard let name = query["name"] else { throw APIError(pointer: "/name", "give the asset a name: ?name=logo") }
        guard ["1", "0", nil].contains(query["replace"]) else { throw APIError(pointer: "/replace", "must be 1 or 0") }
        let isReplacing = query["replace"] == "1"
        let bytes = try await BodyReader.bytes(of: exchange.request, limit: parts.limits.input.assetBytes)
        if isReplacing { try await checkReplacing(name, at: place) }
        let asset = try await desk.addAsset(
            name: name, bytes: bytes, replacing: isReplacing, organization: place.organization.id, by: place.person.id)
        await note(
            isReplacing ? "asset.replace" : "asset.create", Self.subject(asset), at: place, from: exchange,
            detail: "\(asset.byteCount) bytes")
        let authors = try await authors(in: place.organization.id)
        return Response(status: .created, json: Self.json(asset, authors))
    }

    /// Replacing takes away what was there: whoever may delete own assets only may replace own assets only.
    private func checkReplacing(_ name: String, at place: ConsoleExchange.Place) async throws(APIError) {
        let reach = Matrix.reach(place.role, .deleteAssets)
        let found = try await stored { () throws(CatalogError) in
            try await parts.store.assets(organizationID: place.organization.id, named: [name])
        }
        guard let old = found[name], !reach.covers(creator: old.createdBy, person: place.person.id) else { return }
        throw APIError(.forbidden, "the role \(place.role.rawValue) may replace own assets only")
    }

    private func deleteAsset(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let asset = try await asset(of: exchange)
        guard place.reach.covers(creator: asset.createdBy, person: place.person.id) else {
            throw APIError(.forbidden, "the role \(place.role.rawValue) may delete own assets only")
        }
        try await desk.deleteAsset(id: asset.id, organization: place.organization.id)
        await note("asset.delete", Self.subject(asset), at: place, from: exchange)
        return Response(status: .noContent)
    }

    private func assetContent(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let asset = try await asset(of: exchange)
        var headers: HTTPFields = [
            .eTag: "\"\(asset.hash)\"", .cacheControl: "private, no-cache",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        if EntityTags(exchange.request.headers[values: .ifNoneMatch])?.matchesWeakly(asset.hash) ?? false {
            return Response(status: .notModified, headers: headers)
        }
        let bytes = try await stored { () throws(CatalogError) in try await parts.store.assetBytes(hash: asset.hash) }
        headers[.contentType] = asset.contentType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func specimen(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let query = try exchange.query()
        let asset = try await asset(of: exchange)
        guard asset.kind == .font, let family = asset.family else {
            throw APIError(.notFound, "\(Redaction.quoted(asset.name)) is no font")
        }
        let size = try query["size"].map { text throws(APIError) in
            guard let number = Int(text), (8...200).contains(number) else {
                throw APIError(pointer: "/size", "must be a whole number from 8 to 200")
            }
            return number
        }
        let text = String(
            (query["text"] ?? "Hamburgefonstiv 0123456789").unicodeScalars.prefix(200).map(Character.init))
        let template = try specimenTemplate(family, asset, text: text, size: size ?? 48)
        let place = try exchange.place()
        return try await kept(
            Draft(
                template: template, organization: place.organization.id,
                lane: "thumbnails of \(place.organization.id)"), for: exchange)
    }

    private func specimenTemplate(
        _ family: String, _ asset: AssetRecord, text: String, size: Int
    ) throws(APIError) -> Template {
        let height = size * 2
        let layer: JSONValue = [
            "type": "text", "x": 16, "y": 0, "width": 928, "height": .number(Double(height)), "text": .string(text),
            "fontFamily": .string(family), "fontWeight": .number(Double(asset.weight ?? 400)),
            "fontStyle": asset.isItalic == true ? "italic" : "normal", "fontSize": .number(Double(size)),
            "verticalAlign": "middle", "fill": "#111111", "maxLines": 1, "overflow": "ellipsis",
        ]
        do throws(ValidationFailure) {
            return try Template(
                document: [
                    "name": "Specimen", "width": 960, "height": .number(Double(height)), "background": "#ffffff",
                    "layers": [layer],
                ], limits: parts.limits)
        } catch {
            throw APIError(error)
        }
    }

    private func asset(of exchange: ConsoleExchange) async throws(APIError) -> AssetRecord {
        let organization = try exchange.place().organization.id
        return try await stored { () throws(CatalogError) in
            try await parts.store.asset(organizationID: organization, id: exchange.parameter("asset"))
        }
    }

    private static func subject(_ asset: AssetRecord) -> ActivityRecord.Subject {
        .init(type: "asset", id: asset.id, name: asset.name)
    }
}
