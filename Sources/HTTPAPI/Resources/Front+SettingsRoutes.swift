import Catalog
import HTTPTypes
import Hummingbird
import Keys
import Templates

extension Front {
    /// `GET /api/v1/settings`.
    func readSettings(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try exchange.require(accepting: "application/json")
        _ = try ListQuery.values(exchange.query, known: [])
        return Response(json: Presentation.settings(try await desk.settings(of: key.organizationID)))
    }

    /// `PATCH /api/v1/settings`: a merge patch; null puts a default back.
    func patchSettings(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        try ContentType.require(["application/merge-patch+json", "application/json"], in: exchange.headers)
        let bytes = try await BodyReader.bytes(of: exchange.request, limit: parts.limits.server.bodyBytes)
        let patch: JSONValue
        do throws(JSONParseError) { patch = try JSONParser.parse(bytes, maximumDepth: 4) } catch {
            throw APIError(error)
        }
        guard let members = patch.objectValue else { throw APIError.patchShape }
        var problems: [Problem] = []
        for name in members.keys.sorted() where name != "allowedHosts" && name != "cachePolicy" {
            problems.append(
                Problem(pointer: "/" + name, detail: "a key may change allowedHosts and cachePolicy, nothing else"))
        }
        var hosts: [String]?
        if let value = members["allowedHosts"] {
            hosts = value.isNull ? [] : value.arrayValue?.compactMap(\.stringValue)
            if hosts == nil || hosts?.count != value.arrayValue?.count ?? 0 {
                problems.append(Problem(pointer: "/allowedHosts", detail: "must be a list of hosts"))
            }
        }
        var policy: CachePolicy?
        if let value = members["cachePolicy"] {
            policy = value.isNull ? .private : value.stringValue.flatMap { CachePolicy(rawValue: $0) }
            if policy == nil { problems.append(Problem(pointer: "/cachePolicy", detail: "must be private or public")) }
        }
        guard problems.isEmpty else { throw APIError(problems: problems) }
        let settings = try await desk.acting(as: key.id).changeSettings(
            hosts: hosts, cachePolicy: policy, organization: key.organizationID)
        return Response(json: Presentation.settings(settings))
    }
}

extension APIError {
    static let patchShape = APIError(pointer: "", "a merge patch must be a JSON object")
}
