import Farm
import HTTPTypes
import Hummingbird
import Keys
import Rendering

extension Front {
    /// `POST /api/v1/renders/sync`.
    func renderSync(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        var track = RenderTrack(source: .sync, key: key)
        let budget = await budget(of: key, .post)
        do throws(APIError) {
            try ContentType.require(["application/json"], in: exchange.headers)
            let bytes = try await BodyReader.bytes(of: exchange.request, limit: parts.limits.server.bodyBytes)
            let command = try await command(in: bytes)
            try exchange.require(accepting: command.options.format.contentType)
            let plan = try await plan(command, key: key, budget: budget, track: &track)
            return Response(
                reply(
                    try await paint(plan, budget: budget, exchange: exchange, track: &track),
                    authentication: exchange.authentication))
        } catch {
            throw refused(budget.charged(error, track: track), track: track, since: exchange.arrival)
        }
    }

    /// What a body asks for; a large one is read away from the event loop.
    private func command(in bytes: [UInt8]) async throws(APIError) -> RenderCommand {
        let limits = parts.limits
        guard bytes.count > Self.quickBodyBytes else { return try RenderBody.read(bytes, limits: limits) }
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { () throws(APIError) in
            try RenderBody.read(bytes, limits: limits)
        }
    }

    /// What is parsed in well under a millisecond.
    static let quickBodyBytes = 32 << 10

    /// `GET /api/v1/render`.
    func renderImage(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        var track = RenderTrack(source: .get, key: key)
        let budget = await budget(of: key, .get)
        let epoch = shelf.withLock { $0.epoch(of: key.organizationID) }
        do throws(APIError) {
            let sharing = try await sharing(of: key, exchange: exchange)
            let command = try RenderQuery.read(exchange.query, limits: parts.limits)
            try exchange.require(accepting: command.options.format.contentType)
            let plan = try await plan(command, key: key, budget: budget, track: &track)
            let tags = EntityTags(exchange.headers[values: .ifNoneMatch])
            if !plan.remote.isLacking, tags?.matchesWeakly(plan.name.fingerprint.hex) ?? false {
                count(.notModified, of: key)
                var headers = sharing.headers
                headers[.eTag] = plan.name.fingerprint.entityTag
                return Response(status: .notModified, headers: headers)
            }
            let delivery = try await delivery(of: plan, budget: budget, exchange: exchange, track: &track)
            var response = Response(reply(delivery, authentication: exchange.authentication))
            response.headers[.cacheVerdict] = delivery.source == .memory ? "HIT" : "MISS"
            if delivery.source != .painted { response.headers[.cacheSource] = delivery.source.rawValue }
            for field in sharing.headers { response.headers[field.name] = field.value }
            if delivery.facts.lacksImage { response.headers[.cacheControl] = "no-store" }
            learn(plan, delivery, epoch: epoch, headers: response.headers, sharing: sharing, of: exchange)
            return response
        } catch {
            throw refused(budget.charged(error, track: track), track: track, since: exchange.arrival)
        }
    }

    /// The picture of a plan, kept or painted; who asks was checked before, whichever it is.
    private func delivery(
        of plan: RenderPlan, budget: RateBudget?, exchange: Exchange, track: inout RenderTrack
    ) async throws(APIError) -> Delivery {
        if let kept = pictures.withLock({ $0.picture(plan.name) }) {
            count(.hits, of: track.key)
            return Delivery(kept: kept)
        }
        let painted = try await paint(plan, budget: budget, exchange: exchange, track: &track)
        pictures.withLock { $0.keep(painted.picture, for: plan.name) }
        return painted
    }

    /// Checks the hosts of a GET key, and says who may keep and embed the answer.
    private func sharing(of key: VerifiedKey, exchange: Exchange) async throws(APIError) -> Sharing {
        let kept = try await settings(of: key.organizationID)
        let origins = exchange.headers[values: .origin]
        var verdict = kept.hosts.allows(origin: origins, referer: exchange.headers[values: .referer])
        if key.type == .get, verdict == .notConfigured { throw APIError(.forbidden, verdict.explanation) }
        let end = try signatureEnd(of: exchange, organization: key.organizationID)
        let left = end.map { Int($0.timeIntervalSince(parts.now())) }
        guard key.type == .get else {
            return Sharing(policy: .private, origin: nil, isByHeader: true, secondsLeft: left)
        }
        // A signature replaces the match of hosts; the origin that is named in the answer must match all the same.
        if left != nil { verdict = kept.hosts.allows(origin: origins, referer: []) }
        guard verdict == .allowed || left != nil else {
            if case .refused(.notListed(_, let host, _)) = verdict {
                refusedHosts.note(key: key.id, host: host, at: parts.now())
            }
            throw APIError(.forbidden, verdict.explanation)
        }
        return Sharing(
            policy: kept.settings.cachePolicy, origin: verdict == .allowed ? origins.first { !$0.isEmpty } : nil,
            isByHeader: false, secondsLeft: left)
    }

    func reply(_ delivery: Delivery, authentication: Duration) -> Reply {
        let picture = delivery.facts
        var headers: HTTPFields = [
            .contentType: picture.contentType, .eTag: picture.entityTag, .renderID: picture.renderID,
            .resourcePolicy: "cross-origin", .contentSecurityPolicy: "default-src 'none'; sandbox",
            .serverTiming: delivery.timing(authentication: authentication),
        ]
        if picture.lacksImage { headers[.eTag] = nil }
        if let report = picture.report { headers[.renderReport] = report }
        return Reply(status: .ok, headers: headers, body: delivery.picture.bytes)
    }

    func refused(_ error: APIError, track: RenderTrack, since arrival: Duration) -> APIError {
        // A client that has gone gets no answer, so there is none to record.
        if error.kind == .rateLimited {
            count(.limited, of: track.key)
        } else if error.kind != .requestTimeout {
            var track = track
            track.refuse(error)
            record(track, since: arrival)
        }
        return error
    }
}
