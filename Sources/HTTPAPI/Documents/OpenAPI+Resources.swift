import Limit
import Templates

extension OpenAPI {
    private static let template = path("template", "Id or slug")
    private static let ifMatch = parameter(
        "If-Match", in: "header", ["type": "string"], "The revision that must be current, as its ETag, or *")

    static var templatePaths: [String: JSONValue] {
        [
            "/api/v1/templates": ["get": listTemplates, "post": createTemplate],
            "/api/v1/templates/{template}": [
                "get": readTemplate, "put": replaceTemplate, "patch": patchTemplate, "delete": deleteTemplate,
            ],
        ]
    }

    private static let listTemplates = operation(
        "listTemplates", "templates", "Templates, newest first (Master, Read-only; Project: its scope)",
        parameters: pageParameters(Limits()),
        responses: responses(
            ["200": json(page(of: "TemplateSummary"), "A page of templates")], problems: [400, 401, 403, 406, 431]))

    private static let createTemplate = operation(
        "createTemplate", "templates", "Saves a new template (Master)", body: documentBody,
        responses: responses(
            ["201": json(schema("Template"), "The template", headers: ["ETag", "Location"])],
            problems: [400, 401, 403, 408, 409, 413, 415, 431]))

    private static let readTemplate = operation(
        "readTemplate", "templates", "One template with its dynamic layers and the properties that each accepts",
        parameters: [
            template, parameter("If-None-Match", in: "header", ["type": "string"], "Revisions that the client has"),
        ],
        responses: responses(
            [
                "200": json(schema("Template"), "The template", headers: ["ETag"]),
                "304": response("The revision of If-None-Match is current", headers: ["ETag"]),
            ], problems: [400, 401, 403, 404, 406, 422, 431]))

    private static let replaceTemplate = operation(
        "replaceTemplate", "templates", "Saves a new revision; it never makes a template (Master)",
        parameters: [template, ifMatch], body: documentBody,
        responses: responses(
            ["200": json(schema("Template"), "The new revision", headers: ["ETag"])],
            problems: [400, 401, 403, 404, 408, 409, 412, 413, 415, 431]))

    private static let patchTemplate = operation(
        "patchTemplate", "templates", "Saves a new revision by JSON Merge Patch, RFC 7396 (Master)",
        parameters: [template, ifMatch],
        body: mergePatch(["type": "object", "description": "What changes in the template's document"]),
        responses: responses(
            ["200": json(schema("Template"), "The new revision", headers: ["ETag"])],
            problems: [400, 401, 403, 404, 408, 409, 412, 413, 415, 431]))

    private static let deleteTemplate = operation(
        "deleteTemplate", "templates", "Deletes a template with its revisions (Master)",
        parameters: [template, ifMatch],
        responses: responses(["204": response("Deleted")], problems: [401, 403, 404, 412, 431]))

    private static let documentBody: JSONValue = [
        "required": true,
        "content": ["application/json": ["schema": ["$ref": "/schemas/template.json"]]],
    ]

    private static func mergePatch(_ schema: JSONValue) -> JSONValue {
        [
            "required": true,
            "content": [
                "application/merge-patch+json": ["schema": schema], "application/json": ["schema": schema],
            ],
        ]
    }

    static func assetPaths(_ limits: Limits) -> [String: JSONValue] {
        [
            "/api/v1/assets": ["get": listAssets(limits), "post": createAsset],
            "/api/v1/assets/{asset}": ["get": readAsset, "delete": deleteAsset],
            "/api/v1/settings": ["get": readSettings, "patch": patchSettings],
        ]
    }

    private static func listAssets(_ limits: Limits) -> JSONValue {
        operation(
            "listAssets", "assets", "Images and fonts, newest first (Master, Read-only)",
            parameters: pageParameters(limits),
            responses: responses(
                ["200": json(page(of: "Asset"), "A page of assets")], problems: [400, 401, 403, 406, 431]))
    }

    private static let createAsset = operation(
        "createAsset", "assets", "Stores an image or a font, known by its bytes (Master)",
        parameters: [
            query(
                "name", ["type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"], "How templates call it: asset:NAME"),
            query("replace", choice(["0", "1"], default: "0"), "1 replaces the asset that has the name"),
        ],
        body: [
            "required": true,
            "content": [
                "application/octet-stream": [
                    "schema": ["type": "string", "contentMediaType": "application/octet-stream"]
                ],
                "image/png": ["schema": ["type": "string", "contentMediaType": "image/png"]],
                "image/jpeg": ["schema": ["type": "string", "contentMediaType": "image/jpeg"]],
                "multipart/form-data": ["schema": uploadForm],
            ],
        ],
        responses: responses(
            ["201": json(schema("Asset"), "The asset", headers: ["Location"])],
            problems: [400, 401, 403, 408, 409, 413, 415, 422, 431]))

    private static let uploadForm: JSONValue = [
        "type": "object", "required": ["file"],
        "properties": [
            "file": ["type": "string", "contentMediaType": "application/octet-stream"],
            "name": ["type": "string", "description": "The file's name without its extension where it is left out"],
            "replace": choice(["0", "1"], default: "0"),
        ],
    ]

    private static let asset = path("asset", "ast_…")

    private static let readAsset = operation(
        "readAsset", "assets", "What is known of an asset", parameters: [asset],
        responses: responses(
            ["200": json(schema("Asset"), "The asset")], problems: [400, 401, 403, 404, 406, 431]))

    private static let deleteAsset = operation(
        "deleteAsset", "assets", "Deletes an asset that no template uses (Master)", parameters: [asset],
        responses: responses(["204": response("Deleted")], problems: [401, 403, 404, 409, 431]))

    private static let readSettings = operation(
        "readSettings", "settings", "Allowed hosts and cache policy (Master, Read-only)",
        responses: responses(
            ["200": json(schema("Settings"), "The settings")], problems: [400, 401, 403, 406, 431]))

    private static let patchSettings = operation(
        "patchSettings", "settings", "Changes allowed hosts and cache policy by JSON Merge Patch (Master)",
        body: mergePatch(schema("SettingsPatch")),
        responses: responses(
            ["200": json(schema("Settings"), "The settings as they are now")],
            problems: [400, 401, 403, 408, 413, 415, 431]))

    private static let metrics = operation(
        "metrics", "service", "Prometheus' text format, for the bearer of the metrics token; 404 where none is set",
        responses: responses(
            ["200": response("Metrics", ["text/plain": ["schema": ["type": "string"]]])], problems: [401, 404, 431]),
        security: [["metricsToken": []]])

    static var servicePaths: [String: JSONValue] {
        func open(_ id: String, _ summary: String, _ answer: JSONValue, problems: [Int] = []) -> JSONValue {
            [
                "get": operation(
                    id, "service", summary, responses: responses(["200": answer], problems: problems + [431]),
                    security: [])
            ]
        }
        let object: JSONValue = ["type": "object"]
        return [
            "/": open("describeService", "What this is", json(object, "Names and links")),
            "/healthz": open("health", "The process answers", json(object, "Alive")),
            "/metrics": ["get": metrics],
            "/readyz": open("readiness", "A render would be taken", json(object, "Ready"), problems: [503]),
            "/openapi.json": open("openAPI", "This document", json(object, "OpenAPI 3.1")),
            "/schemas/template.json": open(
                "templateSchema", "JSON Schema of template documents",
                response("JSON Schema", ["application/schema+json": ["schema": object]])),
        ]
    }
}
