import Limit

/// One limit as people set and read it: a dotted name and the place in ``Limits``.
struct LimitEntry: Sendable {
    enum Place: Sendable {
        case whole(any WritableKeyPath<Limits, Int> & Sendable)
        case real(any WritableKeyPath<Limits, Double> & Sendable)
    }

    /// The name in YAML, in `--limit` and in `doctor`, such as `farm.waiting`.
    let name: String
    let place: Place

    init(_ name: String, _ path: any WritableKeyPath<Limits, Int> & Sendable) {
        self.name = name
        place = .whole(path)
    }

    init(_ name: String, real path: any WritableKeyPath<Limits, Double> & Sendable) {
        self.name = name
        place = .real(path)
    }

    /// The environment variable: `RENDERSTACK_LIMIT_INPUT_IMAGE_PIXELS` for `input.imagePixels`.
    var environmentName: String {
        var words = "RENDERSTACK_LIMIT_"
        for character in name {
            if character == "." {
                words.append("_")
            } else if character.isUppercase {
                words.append("_\(character)")
            } else {
                words.append(character.uppercased())
            }
        }
        return words
    }

    func text(in limits: Limits) -> String {
        switch place {
        case .whole(let path): String(limits[keyPath: path])
        case .real(let path): String(limits[keyPath: path])
        }
    }

    /// Sets the limit to a number above zero; says whether the text was one.
    func set(_ text: String, in limits: inout Limits) -> Bool {
        switch place {
        case .whole(let path):
            guard let number = Int(text), (1...Self.largest).contains(number) else { return false }
            limits[keyPath: path] = number
        case .real(let path):
            guard let number = Double(text), number > 0, number <= Double(Self.largest) else { return false }
            limits[keyPath: path] = number
        }
        return true
    }

    /// What no limit may pass, so that sums and products of a few of them stay in range.
    static let largest = 1 << 40

    static let all: [LimitEntry] =
        input + output + text + template + farm + server + keys + people + oidc + remote + store

    private static let input = [
        LimitEntry("input.imagePixels", \.input.imagePixels),
        LimitEntry("input.imageSidePixels", \.input.imageSidePixels),
        LimitEntry("input.pngChunkBytes", \.input.pngChunkBytes),
        LimitEntry("input.jpegScans", \.input.jpegScans),
        LimitEntry("input.assetBytes", \.input.assetBytes),
    ]

    private static let output = [
        LimitEntry("output.sidePixels", \.output.sidePixels), LimitEntry("output.pixels", \.output.pixels),
        LimitEntry("output.widePixels", \.output.widePixels),
    ]

    private static let text = [
        LimitEntry("text.scalarsPerLayer", \.text.scalarsPerLayer),
        LimitEntry("text.combiningMarksPerBase", \.text.combiningMarksPerBase),
        LimitEntry("text.glyphsPerRender", \.text.glyphsPerRender),
        LimitEntry("text.glyphCacheBytes", \.text.glyphCacheBytes),
        LimitEntry("text.fontSizePixels", real: \.text.fontSizePixels),
    ]

    private static let template = [
        LimitEntry("template.documentBytes", \.template.documentBytes),
        LimitEntry("template.depth", \.template.depth),
        LimitEntry("template.layers", \.template.layers),
        LimitEntry("template.blurPixels", real: \.template.blurPixels),
        LimitEntry("template.pathSegments", \.template.pathSegments),
        LimitEntry("template.coordinate", real: \.template.coordinate),
        LimitEntry("template.listItems", \.template.listItems),
        LimitEntry("template.problems", \.template.problems),
    ]

    private static let farm = [
        LimitEntry("farm.waiting", \.farm.waiting),
        LimitEntry("farm.estimatedWaitMilliseconds", \.farm.estimatedWaitMilliseconds),
        LimitEntry("farm.deadlineMilliseconds", \.farm.deadlineMilliseconds),
        LimitEntry("farm.pixelBytes", \.farm.pixelBytes),
    ]

    private static let server = [
        LimitEntry("server.headerBytes", \.server.headerBytes),
        LimitEntry("server.headerFields", \.server.headerFields),
        LimitEntry("server.bodyBytes", \.server.bodyBytes),
        LimitEntry("server.connections", \.server.connections),
        LimitEntry("server.idleSeconds", \.server.idleSeconds),
        LimitEntry("server.headerReadSeconds", \.server.headerReadSeconds),
        LimitEntry("server.bodyReadSeconds", \.server.bodyReadSeconds),
        LimitEntry("server.responseWriteSeconds", \.server.responseWriteSeconds),
        LimitEntry("server.shutdownSeconds", \.server.shutdownSeconds),
        LimitEntry("server.urlCharacters", \.server.urlCharacters),
        LimitEntry("server.pageItems", \.server.pageItems),
        LimitEntry("server.historyRows", \.server.historyRows),
        LimitEntry("server.historyDays", \.server.historyDays),
        LimitEntry("server.keptTemplateBytes", \.server.keptTemplateBytes),
        LimitEntry("server.keptImageBytes", \.server.keptImageBytes),
        LimitEntry("server.keptAssets", \.server.keptAssets),
        LimitEntry("server.keptOrganizations", \.server.keptOrganizations),
        LimitEntry("server.keptPictureBytes", \.server.keptPictureBytes),
        LimitEntry("server.keptPictures", \.server.keptPictures),
        LimitEntry("server.keptFileBytes", \.server.keptFileBytes),
        LimitEntry("server.keptFiles", \.server.keptFiles),
        LimitEntry("server.keptTargetBytes", \.server.keptTargetBytes),
        LimitEntry("server.operatorBodyBytes", \.server.operatorBodyBytes),
    ]

    private static let keys = [
        LimitEntry("keys.nameScalars", \.keys.nameScalars), LimitEntry("keys.scopeTemplates", \.keys.scopeTemplates),
        LimitEntry("keys.perOrganization", \.keys.perOrganization),
        LimitEntry("keys.allowedHosts", \.keys.allowedHosts),
        LimitEntry("keys.signingSecrets", \.keys.signingSecrets),
        LimitEntry("keys.signedURLSeconds", \.keys.signedURLSeconds),
    ]

    private static let people = [
        LimitEntry("people.passwordMinimumScalars", \.people.passwordMinimumScalars),
        LimitEntry("people.passwordMaximumScalars", \.people.passwordMaximumScalars),
        LimitEntry("people.hashingThreads", \.people.hashingThreads),
        LimitEntry("people.hashingWaiting", \.people.hashingWaiting),
        LimitEntry("people.attemptsPerAccount", \.people.attemptsPerAccount),
        LimitEntry("people.attemptsPerAddress", \.people.attemptsPerAddress),
        LimitEntry("people.attemptWindowSeconds", \.people.attemptWindowSeconds),
        LimitEntry("people.attemptEntries", \.people.attemptEntries),
        LimitEntry("people.sessionIdleSeconds", \.people.sessionIdleSeconds),
        LimitEntry("people.sessionTotalSeconds", \.people.sessionTotalSeconds),
        LimitEntry("people.sessionsPerPerson", \.people.sessionsPerPerson),
        LimitEntry("people.confirmSeconds", \.people.confirmSeconds),
        LimitEntry("people.linkSeconds", \.people.linkSeconds),
        LimitEntry("people.invitationSeconds", \.people.invitationSeconds),
        LimitEntry("people.membersPerOrganization", \.people.membersPerOrganization),
        LimitEntry("people.invitationsPerOrganization", \.people.invitationsPerOrganization),
        LimitEntry("people.organizationsPerPerson", \.people.organizationsPerPerson),
        LimitEntry("people.activityRows", \.people.activityRows),
        LimitEntry("people.activityDays", \.people.activityDays),
        LimitEntry("people.eventStreams", \.people.eventStreams),
        LimitEntry("people.eventsWaiting", \.people.eventsWaiting),
        LimitEntry("people.eventStreamSeconds", \.people.eventStreamSeconds),
    ]

    private static let remote = [
        LimitEntry("remote.hosts", \.remote.hosts),
        LimitEntry("remote.imagesPerRender", \.remote.imagesPerRender),
        LimitEntry("remote.imageBytes", \.remote.imageBytes),
        LimitEntry("remote.milliseconds", \.remote.milliseconds),
        LimitEntry("remote.redirects", \.remote.redirects),
        LimitEntry("remote.threads", \.remote.threads),
        LimitEntry("remote.threadsPerOrganization", \.remote.threadsPerOrganization),
        LimitEntry("remote.waiting", \.remote.waiting),
        LimitEntry("remote.keptBytes", \.remote.keptBytes),
        LimitEntry("remote.keptEntries", \.remote.keptEntries),
        LimitEntry("remote.keptSeconds", \.remote.keptSeconds),
        LimitEntry("remote.failedSeconds", \.remote.failedSeconds),
    ]

    private static let oidc = [
        LimitEntry("oidc.answerBytes", \.oidc.answerBytes),
        LimitEntry("oidc.requestSeconds", \.oidc.requestSeconds),
        LimitEntry("oidc.keys", \.oidc.keys),
        LimitEntry("oidc.keptSeconds", \.oidc.keptSeconds),
        LimitEntry("oidc.retrySeconds", \.oidc.retrySeconds),
        LimitEntry("oidc.keyRefreshSeconds", \.oidc.keyRefreshSeconds),
        LimitEntry("oidc.ticketSeconds", \.oidc.ticketSeconds),
        LimitEntry("oidc.usedStates", \.oidc.usedStates),
        LimitEntry("oidc.clockSkewSeconds", \.oidc.clockSkewSeconds),
    ]

    private static let store = [
        LimitEntry("store.historyBatchRows", \.store.historyBatchRows),
        LimitEntry("store.historyBufferRows", \.store.historyBufferRows),
        LimitEntry("store.historyFlushMilliseconds", \.store.historyFlushMilliseconds),
        LimitEntry("store.historyPruneSeconds", \.store.historyPruneSeconds),
        LimitEntry("store.historyPruneRows", \.store.historyPruneRows),
        LimitEntry("store.historyRequestBytes", \.store.historyRequestBytes),
        LimitEntry("store.usageSlots", \.store.usageSlots),
        LimitEntry("store.usageBatchSlots", \.store.usageBatchSlots),
        LimitEntry("store.usageMinuteDays", \.store.usageMinuteDays),
        LimitEntry("store.reserveBytes", \.store.reserveBytes),
        LimitEntry("store.journalBytes", \.store.journalBytes),
        LimitEntry("store.checkedBytes", \.store.checkedBytes),
    ]
}
