extension Front {
    /// Every route of the public listener. The OpenAPI document describes exactly these; a test compares them.
    static let routeList: [Route] = renderRoutes + templateRoutes + assetRoutes + serviceRoutes

    /// Method and pattern of every route, such as `GET /api/v1/render`.
    package static var routeNames: Set<String> {
        Set(routeList.map { "\($0.method.rawValue) \($0.pattern)" })
    }

    private static let renderRoutes: [Route] = [
        Route(.post, "/api/v1/renders/sync", .key(.renderSync), .quick) { front, exchange throws(APIError) in
            try await front.renderSync(exchange)
        },
        Route(.get, imagePattern, .key(.renderGET), .quick) { front, exchange throws(APIError) in
            try await front.renderImage(exchange)
        },
        Route(.get, "/api/v1/renders", .key(.readHistory)) { front, exchange throws(APIError) in
            try await front.listRenders(exchange)
        },
        Route(.get, "/api/v1/renders/{render}", .key(.readHistory)) { front, exchange throws(APIError) in
            try await front.readRender(exchange)
        },
    ]

    private static let templateRoutes: [Route] = [
        Route(.get, "/api/v1/templates", .key(.readTemplates)) { front, exchange throws(APIError) in
            try await front.listTemplates(exchange)
        },
        Route(.post, "/api/v1/templates", .key(.writeTemplates)) { front, exchange throws(APIError) in
            try await front.createTemplate(exchange)
        },
        Route(.get, "/api/v1/templates/{template}", .key(.readTemplates)) { front, exchange throws(APIError) in
            try await front.readTemplate(exchange)
        },
        Route(.put, "/api/v1/templates/{template}", .key(.writeTemplates)) { front, exchange throws(APIError) in
            try await front.replaceTemplate(exchange)
        },
        Route(.patch, "/api/v1/templates/{template}", .key(.writeTemplates)) { front, exchange throws(APIError) in
            try await front.patchTemplate(exchange)
        },
        Route(.delete, "/api/v1/templates/{template}", .key(.writeTemplates)) { front, exchange throws(APIError) in
            try await front.deleteTemplate(exchange)
        },
    ]

    private static let assetRoutes: [Route] = [
        Route(.get, "/api/v1/assets", .key(.readAssets)) { front, exchange throws(APIError) in
            try await front.listAssets(exchange)
        },
        Route(.post, "/api/v1/assets", .key(.writeAssets)) { front, exchange throws(APIError) in
            try await front.createAsset(exchange)
        },
        Route(.get, "/api/v1/assets/{asset}", .key(.readAssets)) { front, exchange throws(APIError) in
            try await front.readAsset(exchange)
        },
        Route(.delete, "/api/v1/assets/{asset}", .key(.writeAssets)) { front, exchange throws(APIError) in
            try await front.deleteAsset(exchange)
        },
        Route(.get, "/api/v1/settings", .key(.readSettings)) { front, exchange throws(APIError) in
            try await front.readSettings(exchange)
        },
        Route(.patch, "/api/v1/settings", .key(.writeSettings)) { front, exchange throws(APIError) in
            try await front.patchSettings(exchange)
        },
    ]

    private static let serviceRoutes: [Route] = [
        Route(.get, "/", .open, .quick) { front, exchange throws(APIError) in try await front.describeService(exchange)
        },
        Route(.get, "/healthz", .open, .quick) { front, exchange throws(APIError) in try await front.health(exchange) },
        Route(.get, "/readyz", .open, .quick) { front, exchange throws(APIError) in try await front.readiness(exchange)
        },
        Route(.get, "/metrics", .open) { front, exchange throws(APIError) in try await front.metrics(exchange) },
        Route(.get, "/openapi.json", .open) { front, exchange throws(APIError) in try await front.openAPI(exchange) },
        Route(.get, "/schemas/template.json", .open) { front, exchange throws(APIError) in
            try await front.templateSchema(exchange)
        },
    ]
}
