import Catalog
import HTTPTypes
import Hummingbird
import Keys
import Templates

extension Front {
    /// `GET /api/v1/assets`.
    func listAssets(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        let query = try ListQuery(exchange.query, limits: parts.limits.server)
        do throws(CatalogError) {
            let page = try await parts.store.assets(organizationID: key.organizationID, page: query.page)
            return Response(json: Presentation.page(page, Presentation.asset))
        } catch {
            throw APIError(error)
        }
    }

    /// `GET /api/v1/assets/{asset}`: what is known of it, not its bytes.
    func readAsset(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        _ = try ListQuery.values(exchange.query, known: [])
        do throws(CatalogError) {
            let asset = try await parts.store.asset(
                organizationID: key.organizationID, id: exchange.parameter("asset"))
            return Response(json: Presentation.asset(asset))
        } catch .notFound {
            throw APIError(.notFound, "there is no asset \(Redaction.quoted(exchange.parameter("asset")))")
        } catch {
            throw APIError(error)
        }
    }

    /// `POST /api/v1/assets`: the file as the body with `?name=`, or a form with a `file`.
    func createAsset(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        let query = try ListQuery.values(exchange.query, known: ["name", "replace"])
        let upload = try await upload(exchange, query: query)
        guard let name = upload.name else { throw APIError(pointer: "/name", "give the asset a name: ?name=logo") }
        let asset = try await desk.acting(as: key.id).addAsset(
            name: name, bytes: upload.bytes, replacing: upload.replaces, organization: key.organizationID, by: key.id)
        return Response(
            status: .created, json: Presentation.asset(asset), headers: [.location: "/api/v1/assets/\(asset.id)"])
    }

    /// `DELETE /api/v1/assets/{asset}`.
    func deleteAsset(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try await desk.acting(as: key.id).deleteAsset(id: exchange.parameter("asset"), organization: key.organizationID)
        return Response(status: .noContent)
    }

    private struct Upload {
        var name: String?
        var replaces: Bool
        var bytes: [UInt8]
    }

    private func upload(_ exchange: Exchange, query: [String: String]) async throws(APIError) -> Upload {
        let type = exchange.headers[.contentType].flatMap { ContentType($0) }
        let isForm = type?.name == "multipart/form-data"
        // A form is a little larger than its file; the file itself is measured by the desk.
        let limit = parts.limits.input.assetBytes + (isForm ? 64 << 10 : 0)
        let bytes = try await BodyReader.bytes(of: exchange.request, limit: limit)
        var upload = Upload(name: query["name"], replaces: try Self.flag(query["replace"]), bytes: bytes)
        guard isForm else { return upload }
        let form = try Multipart(bytes, boundary: type?.parameters["boundary"] ?? "")
        guard let file = form.parts.first(where: { $0.name == "file" }) else {
            throw APIError(pointer: "/file", "the form has no part named file")
        }
        upload.bytes = Array(file.bytes)
        for part in form.parts where part.name != "file" {
            switch part.name {
            case "name": upload.name = part.text
            case "replace": upload.replaces = try Self.flag(part.text)
            default: throw APIError(pointer: "/" + part.name, "there is no such field; there are file, name, replace")
            }
        }
        upload.name = upload.name ?? file.fileName.map(Self.assetName)
        return upload
    }

    private static func flag(_ text: String?) throws(APIError) -> Bool {
        switch text {
        case nil, "0", "false": false
        case "1", "true": true
        default: throw APIError(pointer: "/replace", "must be 1 or 0")
        }
    }

    /// The file's name without folders and its last extension: `logo` of `C:\pictures\logo.png`.
    private static func assetName(_ fileName: String) -> String {
        let base = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? fileName
        guard let dot = base.lastIndex(of: "."), dot != base.startIndex else { return base }
        return String(base[..<dot])
    }
}
