import Limit
import Templates

extension OpenAPI {
    static func renderPaths(_ limits: Limits) -> [String: JSONValue] {
        [
            "/api/v1/renders/sync": ["post": renderSync],
            "/api/v1/render": ["get": renderImage(limits)],
            "/api/v1/renders": ["get": listRenders(limits)],
            "/api/v1/renders/{render}": ["get": readRender],
        ]
    }

    static let rateHeaders = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"]

    private static let pictureHeaders = ["ETag", "Server-Timing", "X-Render-Id", "X-Render-Report"] + rateHeaders

    private static let pictureContent: [String: JSONValue] = [
        "image/png": ["schema": ["type": "string", "contentMediaType": "image/png"]],
        "image/jpeg": ["schema": ["type": "string", "contentMediaType": "image/jpeg"]],
    ]

    private static let renderSync = operation(
        "renderSync", "renders", "Renders a template and answers the picture (Master, Project, Read-only)",
        body: ["required": true, "content": ["application/json": ["schema": schema("RenderRequest")]]],
        responses: responses(
            ["200": response("The picture", pictureContent, headers: pictureHeaders)],
            problems: [400, 401, 403, 404, 406, 408, 413, 415, 422, 429, 431, 503, 504]))

    private static func renderImage(_ limits: Limits) -> JSONValue {
        operation(
            "renderImage", "renders",
            "A dynamic image URL: a GET key in the query, or a Master, Project or Read-only key in a header",
            parameters: imageParameters(limits),
            responses: responses(
                [
                    "200": response(
                        "The picture", pictureContent,
                        headers: pictureHeaders + [
                            "X-Cache", "X-Cache-Source", "Cache-Control", "Vary", "Cross-Origin-Resource-Policy",
                            "Access-Control-Allow-Origin",
                        ]),
                    "304": response(
                        "The picture of If-None-Match is still the right one",
                        headers: ["ETag", "Cache-Control", "Vary"] + rateHeaders),
                ], problems: [400, 401, 403, 404, 406, 414, 422, 429, 431, 503, 504]),
            security: [["getKey": []], ["getKeyAlias": []], ["bearer": []], ["header": []]])
    }

    private static func imageParameters(_ limits: Limits) -> [JSONValue] {
        let side = limits.output.sidePixels
        return [
            query("template", ["type": "string"], "Id or slug of a template", required: true),
            query("format", choice(["png", "jpeg", "jpg"], default: "png"), "jpg is another name of jpeg"),
            query("quality", integer(1, 100, default: 90), "JPEG only"),
            query("width", integer(1, side), "A new canvas width; alone it keeps the aspect ratio"),
            query("height", integer(1, side), "A new canvas height; alone it keeps the aspect ratio"),
            query(
                "scale", ["type": "number", "minimum": 0.1, "maximum": 4, "default": 1],
                "Device pixel ratio: the same layout, more pixels"),
            query("compression", choice(["fast", "small"], default: "fast"), "PNG only"),
            query(
                "strict", ["type": "boolean", "default": false],
                "Refuse a picture in which text is cut, a glyph or font missing or substituted, or an image missing"),
            query("v", ["type": "string"], "Any value; a new one is a fresh picture"),
            query(
                "exp", integer(0),
                "Of a signed URL: when it ends, in seconds since 1970, a year ahead at most. exp and sig replace the "
                    + "match of hosts"),
            query(
                "sig", ["type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"],
                "Of a signed URL: HMAC-SHA256 of all other parameters under the organization's signing secret, in "
                    + "base64url"),
            [
                "name": "layers", "in": "query", "style": "form", "explode": true,
                "description": .string(
                    "Pairs <layer>.<property>=value; further dots go into nested properties, a 64 at the end of the "
                        + "name means base64url, and values are coerced by the property's type"),
                "schema": [
                    "type": "object",
                    "propertyNames": ["pattern": "^[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9.]+$"],
                    "additionalProperties": ["type": "string"],
                ],
                "example": ["title.text": "Hello"],
            ],
            parameter("If-None-Match", in: "header", ["type": "string"], "Entity tags that the client has, or *"),
            parameter("Origin", in: "header", ["type": "string"], "Judged for a GET key"),
            parameter("Referer", in: "header", ["type": "string"], "Judged for a GET key"),
        ]
    }

    private static func listRenders(_ limits: Limits) -> JSONValue {
        operation(
            "listRenders", "renders", "History, newest first (Master, Read-only; Project: its own renders)",
            parameters: pageParameters(limits) + [
                query("template", ["type": "string"], "Id or slug of a template"),
                query("key", ["type": "string"], "Id of a key"),
                query("status", integer(100, 599), "HTTP status of the answer"),
                query("since", ["type": "string", "format": "date-time"], "This moment or later"),
                query("until", ["type": "string", "format": "date-time"], "Before this moment"),
            ],
            responses: responses(
                ["200": json(page(of: "Render"), "A page of renders")], problems: [400, 401, 403, 404, 406, 431]))
    }

    private static let readRender = operation(
        "readRender", "renders", "One record of the history",
        parameters: [path("render", "rnd_…")],
        responses: responses(
            ["200": json(schema("Render"), "The record")], problems: [400, 401, 403, 404, 406, 431]))

    static func pageParameters(_ limits: Limits) -> [JSONValue] {
        [
            query("limit", integer(1, limits.server.pageItems, default: 50), "Items of the page"),
            query("cursor", ["type": "string"], "The nextCursor of the page before"),
        ]
    }

    static func page(of name: String) -> JSONValue {
        [
            "type": "object", "required": ["items", "nextCursor"],
            "properties": [
                "items": ["type": "array", "items": schema(name)],
                "nextCursor": ["type": ["string", "null"], "description": "null on the last page"],
            ],
        ]
    }
}
