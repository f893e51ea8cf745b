import Farm
import HTTPTypes
import Hummingbird
import Templates

extension Front {
    /// `GET /`: what this is and where to go on.
    func describeService(_ exchange: Exchange) async throws(APIError) -> Response {
        Response(json: [
            "name": "RenderStack", "description": "Pictures from templates, over HTTP.", "openapi": "/openapi.json",
            "templateSchema": "/schemas/template.json", "health": "/healthz", "readiness": "/readyz",
        ])
    }

    /// `GET /healthz`: the process answers. It asks nobody and waits for nothing.
    func health(_ exchange: Exchange) async throws(APIError) -> Response {
        Response(json: ["status": "ok"])
    }

    /// `GET /readyz`: whether a render would be taken now.
    func readiness(_ exchange: Exchange) async throws(APIError) -> Response {
        let farm = parts.farm.statistics
        guard !farm.isDraining else {
            throw APIError(.overloaded, "the server is stopping", headers: [.retryAfter: "5"])
        }
        guard farm.waiting < parts.limits.farm.waiting else {
            throw APIError(.overloaded, "the waiting line is full", headers: [.retryAfter: "1"])
        }
        return Response(json: [
            "status": "ready", "workers": .number(Double(farm.workers)), "running": .number(Double(farm.running)),
            "waiting": .number(Double(farm.waiting)),
        ])
    }

    /// `GET /openapi.json`.
    func openAPI(_ exchange: Exchange) async throws(APIError) -> Response {
        Response(json: OpenAPI.document(publicURL: parts.words.publicURL, limits: parts.limits))
    }

    /// `GET /schemas/template.json`: the JSON Schema of template documents.
    func templateSchema(_ exchange: Exchange) async throws(APIError) -> Response {
        Response(json: TemplateSchema.json, type: "application/schema+json")
    }
}
