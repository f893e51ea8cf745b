import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    /// The session API's own OpenAPI document, made from the routes themselves.
    static let documentRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/openapi.json", .open, "This document.") { console, _ throws(APIError) in
            Response(json: ConsoleDocument.document(of: routeList, publicURL: console.publicURL))
        }
    ]
}

/// Writes OpenAPI 3.1 from routes.
enum ConsoleDocument {
    static func document(of routes: [ConsoleRoute], publicURL: String) -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for route in routes {
            paths[route.pattern, default: [:]][route.method.rawValue.lowercased()] = operation(route)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "RenderStack session API", "version": "1",
                "description": .string(
                    """
                    What the dashboard works with. A session's cookie says who it is; whatever changes something also \
                    sends X-CSRF-Token with the csrf of GET /console/v1/session, from a page of the same origin. API \
                    keys are refused. Another organization's objects are 404, what a role may not do is 403.
                    """),
            ],
            "servers": [["url": .string(publicURL)]],
            "components": components, "paths": .object(paths.mapValues { .object($0) }),
        ]
    }

    private static let components: JSONValue = [
        "securitySchemes": [
            "session": ["type": "apiKey", "in": "cookie", "name": .string(SessionCookie.secureName)]
        ],
        "schemas": [
            "Problem": [
                "type": "object", "required": ["type", "title", "status", "detail", "instance"],
                "properties": [
                    "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                    "detail": ["type": "string"], "instance": ["type": "string"],
                    "errors": [
                        "type": "array",
                        "items": [
                            "type": "object",
                            "properties": ["pointer": ["type": "string"], "detail": ["type": "string"]],
                        ],
                    ],
                ],
            ]
        ],
    ]

    private static func operation(_ route: ConsoleRoute) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(identifier(route)), "summary": .string(route.summary),
            "description": .string(access(route)), "responses": .object(responses(route)),
            "security": route.access == .open ? [] : [["session": []]],
        ]
        let parameters = parameters(route)
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        switch route.body {
        case .none: break
        case .raw(let words):
            members["requestBody"] = [
                "required": true, "description": .string(words),
                "content": ["application/octet-stream": ["schema": ["type": "string", "format": "binary"]]],
            ]
        case .fields(let fields):
            members["requestBody"] = ["required": true, "content": ["application/json": ["schema": schema(fields)]]]
        }
        return .object(members)
    }

    /// `getOrgsSlugKeysKey`: the method and the pattern's words.
    private static func identifier(_ route: ConsoleRoute) -> String {
        let words = route.pattern.dropFirst(ConsoleRoute.prefix.count).split { !$0.isLetter && !$0.isNumber }
        return route.method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func access(_ route: ConsoleRoute) -> String {
        switch route.access {
        case .open: return "For anybody."
        case .person: return "For anybody who is signed in."
        case .member(let action):
            let roles = Role.allCases.compactMap { role -> String? in
                switch Matrix.reach(role, action) {
                case .none: nil
                case .own: "\(role.rawValue) (own)"
                case .all: role.rawValue
                }
            }
            return "For " + roles.joined(separator: ", ") + "."
        }
    }

    private static func parameters(_ route: ConsoleRoute) -> [JSONValue] {
        let path = route.pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment -> JSONValue in
            [
                "name": .string(String(segment.dropFirst().dropLast())), "in": "path", "required": true,
                "schema": ["type": "string"],
            ]
        }
        let query = route.query.map { name, words -> JSONValue in
            [
                "name": .string(name), "in": "query", "required": false, "description": .string(words),
                "schema": ["type": "string"],
            ]
        }
        let companion: [JSONValue] =
            route.needsCompanion
            ? [["name": "X-CSRF-Token", "in": "header", "required": true, "schema": ["type": "string"]]] : []
        return path + query + companion
    }

    private static func schema(_ fields: [Field]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false,
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.schema) })),
        ]
    }

    private static func responses(_ route: ConsoleRoute) -> [String: JSONValue] {
        let schema: JSONValue = route.answer.type == "application/json" ? ["type": "object"] : ["type": "string"]
        var success: [String: JSONValue] = ["description": "Done."]
        if !route.answer.type.isEmpty { success["content"] = .object([route.answer.type: ["schema": schema]]) }
        let problem: JSONValue = [
            "description": "A problem.",
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ]
        return [String(route.answer.status): .object(success), "default": problem]
    }
}
