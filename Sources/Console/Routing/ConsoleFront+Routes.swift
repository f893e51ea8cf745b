extension ConsoleFront {
    /// Every route of the session API. The first pattern that fits a path counts.
    package static let routeList: [ConsoleRoute] = [
        accountRoutes, issuerRoutes, invitationRoutes, organizationRoutes, memberRoutes, keyRoutes, settingsRoutes,
        activityRoutes,
        templateRoutes, revisionRoutes, sampleRoutes, previewRoutes, assetRoutes, renderRoutes, usageRoutes,
        signingRoutes, eventRoutes, documentRoutes,
    ].flatMap { $0 }
}
