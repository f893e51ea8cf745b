import Limit
import Templates

/// The API's contract for machines: OpenAPI 3.1, hand-written. A test holds it against the registered routes.
enum OpenAPI {
    /// The whole document.
    static func document(publicURL: String?, limits: Limits) -> JSONValue {
        var members: [String: JSONValue] = [
            "openapi": "3.1.0", "info": info, "paths": .object(paths(limits)), "components": components(limits),
            "security": [["bearer": []], ["header": []]], "tags": tags,
        ]
        members["servers"] = [["url": .string(publicURL ?? "/")]]
        return .object(members)
    }

    private static let info: JSONValue = [
        "title": "RenderStack", "version": "1",
        "summary": "Pictures from templates, over HTTP.",
        "description": .string(
            """
            Keys: Master, Project and Read-only keys (`rs_live_…`) go into `Authorization: Bearer` or `X-API-Key`. GET \
            keys (`rs_get_…`) go into the query of `GET /api/v1/render` and nowhere else, and work only where the \
            organization has allowed hosts and `Origin` or `Referer` names one of them: a measure against hotlinking, \
            not authentication. Every error is `application/problem+json`. Every answer but a GET render's 200 and \
            304 is `Cache-Control: no-store`. Checks come in this order: URL length, key, key type, hosts, fixed \
            parameters, template, overrides, If-None-Match, admission, key again, render.
            """),
    ]

    private static let tags: JSONValue = [
        ["name": "renders", "description": "Pictures and their history"],
        ["name": "templates", "description": "Canvases with layers"],
        ["name": "assets", "description": "Images and fonts"],
        ["name": "settings", "description": "Allowed hosts and cache policy"],
        ["name": "service", "description": "Health and documents"],
    ]

    private static func paths(_ limits: Limits) -> [String: JSONValue] {
        renderPaths(limits)
            .merging(templatePaths) { $1 }
            .merging(assetPaths(limits)) { $1 }
            .merging(servicePaths) { $1 }
    }

    // MARK: Small parts

    static func reference(_ kind: String, _ name: String) -> JSONValue {
        ["$ref": .string("#/components/\(kind)/\(name)")]
    }

    static func schema(_ name: String) -> JSONValue { reference("schemas", name) }

    static func json(_ schema: JSONValue, _ description: String, headers: [String] = []) -> JSONValue {
        response(description, ["application/json": ["schema": schema]], headers: headers)
    }

    static func response(
        _ description: String, _ content: [String: JSONValue] = [:], headers: [String] = []
    ) -> JSONValue {
        var members: [String: JSONValue] = ["description": .string(description)]
        if !content.isEmpty { members["content"] = .object(content) }
        var all = Dictionary(uniqueKeysWithValues: headers.map { ($0, reference("headers", headerKey($0))) })
        all["X-Request-Id"] = reference("headers", "XRequestId")
        members["headers"] = .object(all)
        return .object(members)
    }

    static func headerKey(_ name: String) -> String { name.replacing("-", with: "") }

    /// Responses of an operation: its own and the problems that it may answer.
    static func responses(_ own: [String: JSONValue], problems: [Int]) -> JSONValue {
        var all = own
        for status in problems + [500] { all[String(status)] = reference("responses", "Problem\(status)") }
        return .object(all)
    }

    static func operation(
        _ id: String, _ tag: String, _ summary: String, parameters: [JSONValue] = [], body: JSONValue? = nil,
        responses: JSONValue, security: JSONValue? = nil
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(id), "tags": [.string(tag)], "summary": .string(summary), "responses": responses,
        ]
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        members["requestBody"] = body
        members["security"] = security
        return .object(members)
    }

    static func query(_ name: String, _ schema: JSONValue, _ description: String, required: Bool = false) -> JSONValue {
        parameter(name, in: "query", schema, description, required: required)
    }

    static func path(_ name: String, _ description: String) -> JSONValue {
        parameter(name, in: "path", ["type": "string"], description, required: true)
    }

    static func parameter(
        _ name: String, in place: String, _ schema: JSONValue, _ description: String, required: Bool = false
    ) -> JSONValue {
        [
            "name": .string(name), "in": .string(place), "schema": schema, "description": .string(description),
            "required": .bool(required),
        ]
    }

    static func integer(_ minimum: Int, _ maximum: Int? = nil, default value: Int? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["type": "integer", "minimum": .number(Double(minimum))]
        members["maximum"] = maximum.map { .number(Double($0)) }
        members["default"] = value.map { .number(Double($0)) }
        return .object(members)
    }

    static func choice(_ values: [String], default value: String? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["type": "string", "enum": .array(values.map { .string($0) })]
        members["default"] = value.map { .string($0) }
        return .object(members)
    }
}
