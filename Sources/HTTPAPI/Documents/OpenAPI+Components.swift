import Limit
import Templates

extension OpenAPI {
    static func components(_ limits: Limits) -> JSONValue {
        [
            "securitySchemes": securitySchemes, "headers": headers, "responses": .object(problems),
            "schemas": [
                "RenderRequest": renderRequest(limits), "Problem": problem, "Render": render,
                "TemplateSummary": templateSummary, "Template": template, "Asset": asset, "Settings": settings,
                "SettingsPatch": settingsPatch,
            ],
        ]
    }

    private static let securitySchemes: JSONValue = [
        "bearer": ["type": "http", "scheme": "bearer", "description": "rs_live_… (Master, Project, Read-only)"],
        "header": ["type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same in another header"],
        "metricsToken": ["type": "http", "scheme": "bearer", "description": "The server's own setting; no API key"],
        "getKey": ["type": "apiKey", "in": "query", "name": "apiKey", "description": "rs_get_… (GET)"],
        "getKeyAlias": ["type": "apiKey", "in": "query", "name": "key", "description": "Another name of apiKey"],
    ]

    private static let headers: JSONValue = {
        let all: [(String, String)] = [
            ("X-Request-Id", "Names the request in problems and logs"),
            (
                "ETag",
                "Of a picture weak, a hash of all that decides it, and absent where an image from the web is missing in "
                    + "it; of a template its revision"
            ),
            ("Server-Timing", "auth, queue, layout, paint, encode in milliseconds"),
            (
                "X-Render-Id",
                "The record of the painting in the history; a picture that was kept has that of its first one"
            ),
            (
                "X-Render-Report",
                "What was shrunk, cut, substituted or missing, such as title;shrunk=48, photo;image-failed=timeout; "
                    + "absent where nothing was"
            ),
            ("X-Cache", "HIT or MISS"),
            ("X-Cache-Source", "memory: kept since an earlier GET; coalesced: painted for several requests at once"),
            ("Cache-Control", "By the organization's cache policy; no-store where an image from the web is missing"),
            ("Vary", "What else decides the answer"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Access-Control-Allow-Origin", "The Origin that was sent and matched"),
            ("Location", "Where the new object is"),
            ("X-RateLimit-Limit", "Renders a minute of this key, POST and GET apart; absent where there is no limit"),
            ("X-RateLimit-Remaining", "What is left of it now"),
            ("X-RateLimit-Reset", "When the next spent slot comes back, in seconds since 1970"),
            ("Retry-After", "Seconds"),
            ("WWW-Authenticate", "Bearer"),
            ("Allow", "The methods of this path"),
        ]
        var headers: [String: JSONValue] = [:]
        for (name, description) in all {
            headers[headerKey(name)] = ["schema": ["type": "string"], "description": .string(description)]
        }
        return .object(headers)
    }()

    private static let problems: [String: JSONValue] = {
        var responses: [String: JSONValue] = [:]
        for kind in ProblemKind.allCases {
            let facts = kind.facts
            let headers: [String]
            switch kind {
            case .authenticationError: headers = ["WWW-Authenticate"]
            case .overloaded: headers = ["Retry-After"]
            case .rateLimited: headers = ["Retry-After"] + rateHeaders
            case .methodNotAllowed: headers = ["Allow"]
            default: headers = []
            }
            responses["Problem\(facts.status)"] = response(
                "\(facts.slug): \(facts.title)", ["application/problem+json": ["schema": schema("Problem")]],
                headers: headers)
        }
        return responses
    }()

    private static func renderRequest(_ limits: Limits) -> JSONValue {
        let side = limits.output.sidePixels
        let text: JSONValue = ["type": "string", "minLength": 1]
        let layers: JSONValue = [
            "type": "object", "default": [:], "additionalProperties": ["type": "object"],
            "description": .string(
                "Layer name to a JSON Merge Patch of its properties. An image's src is asset:NAME, a data URL, or an "
                    + "https URL on a host that the organization lists in the dashboard"),
        ]
        return [
            "type": "object", "additionalProperties": false,
            "anyOf": [["required": ["template"]], ["required": ["templateId"]]],
            "properties": [
                "template": text, "templateId": text, "layers": layers, "overrides": layers,
                "format": choice(["png", "jpeg", "jpg"], default: "png"), "quality": integer(1, 100, default: 90),
                "width": integer(1, side), "height": integer(1, side),
                "scale": ["type": "number", "minimum": 0.1, "maximum": 4, "default": 1],
                "compression": choice(["fast", "small"], default: "fast"),
                "strict": [
                    "type": "boolean", "default": false,
                    "description": "422 where text is cut, a glyph or font missing or substituted, or an image missing",
                ],
            ],
        ]
    }

    private static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
        [
            "type": "object", "required": .array(required.map { .string($0) }), "properties": .object(properties),
        ]
    }

    private static let string: JSONValue = ["type": "string"]
    private static let moment: JSONValue = ["type": "string", "format": "date-time"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static let problem = object(
        [
            "type": ["type": "string", "format": "uri-reference"], "title": string,
            "status": ["type": "integer", "minimum": 400, "maximum": 599], "detail": string, "instance": string,
            "errors": [
                "type": "array",
                "items": object(["pointer": string, "detail": string], required: ["pointer", "detail"]),
            ],
        ], required: ["type", "title", "status", "detail", "instance"])

    private static let render = object(
        [
            "id": string, "template": string, "templateSlug": string, "revision": count, "key": string,
            "source": choice(["sync", "get"]), "status": count, "error": string, "detail": string, "format": string,
            "width": count, "height": count, "byteCount": count,
            "durationMilliseconds": ["type": "number", "minimum": 0], "report": string, "createdAt": moment,
        ], required: ["id", "key", "source", "status", "durationMilliseconds", "createdAt"])

    private static let summaryProperties: [String: JSONValue] = [
        "id": string, "slug": string, "name": string, "revision": ["type": "integer", "minimum": 1],
        "createdAt": moment, "updatedAt": moment, "createdBy": string,
    ]

    private static let templateSummary = object(
        summaryProperties, required: ["id", "slug", "name", "revision", "createdAt", "updatedAt", "createdBy"])

    private static let template = object(
        summaryProperties.merging([
            "width": count, "height": count, "document": ["$ref": "/schemas/template.json"],
            "dynamicLayers": [
                "type": "array",
                "items": object(
                    ["name": string, "type": string, "properties": ["type": "array", "items": ["type": "object"]]],
                    required: ["name", "type", "properties"]),
            ],
        ]) { $1 }, required: ["id", "slug", "name", "revision", "width", "height", "document", "dynamicLayers"])

    private static let asset = object(
        [
            "id": string, "name": string, "kind": choice(["image", "font"]), "contentType": string, "sha256": string,
            "byteCount": count, "width": count, "height": count, "family": string, "weight": count,
            "italic": ["type": "boolean"], "createdAt": moment, "createdBy": string,
        ], required: ["id", "name", "kind", "contentType", "sha256", "byteCount", "createdAt", "createdBy"])

    private static let hosts: JSONValue = [
        "type": "array", "items": string,
        "description": "example.com, example.com:8443, [2001:db8::1], *.example.com; none refuses every GET key",
    ]

    private static let policy: JSONValue = [
        "type": "string", "enum": ["private", "public"],
        "description": .string(
            "public lets shared caches keep pictures: copies outlive the revocation of a key, and a CDN checks no host"),
    ]

    private static let settings = object(
        ["allowedHosts": hosts, "cachePolicy": policy, "notice": string], required: ["allowedHosts", "cachePolicy"])

    private static let settingsPatch: JSONValue = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "allowedHosts": ["anyOf": [hosts, ["type": "null"]]], "cachePolicy": ["anyOf": [policy, ["type": "null"]]],
        ],
    ]
}
