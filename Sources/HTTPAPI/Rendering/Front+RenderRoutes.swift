import Farm
import HTTPTypes
import Hummingbird
import Keys
import Rendering

extension Front {
    /// `POST /api/v1/renders/sync`.
    nonisolated func renderSync(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        var track = RenderTrack(source: .sync, key: key)
        do throws(APIError) {
            try ContentType.require(["application/json"], in: exchange.headers)
            let bytes = try await BodyReader.bytes(of: exchange.request, limit: parts.limits.server.bodyBytes)
            let command = try RenderBody.read(bytes, limits: parts.limits)
            try exchange.require(accepting: command.options.format.contentType)
            let plan = try await plan(command, key: key, track: &track)
            let painted = try await paint(plan, key: key, exchange: exchange)
            return picture(painted, plan: plan, exchange: exchange, track: &track)
        } catch {
            throw refused(error, track: track, exchange: exchange)
        }
    }

    /// `GET /api/v1/render`.
    nonisolated func renderImage(_ exchange: Exchange) async throws(APIError) -> Response {
        let key = try exchange.requireKey()
        var track = RenderTrack(source: .get, key: key)
        do throws(APIError) {
            let sharing = try await sharing(of: key, exchange: exchange)
            let command = try RenderQuery.read(exchange.query, limits: parts.limits)
            try exchange.require(accepting: command.options.format.contentType)
            let plan = try await plan(command, key: key, track: &track)
            let tags = EntityTags(exchange.headers[values: .ifNoneMatch])
            if tags?.matchesWeakly(plan.fingerprint.hex) ?? false {
                var headers = sharing.headers
                headers[.eTag] = plan.fingerprint.entityTag
                return Response(status: .notModified, headers: headers)
            }
            let painted = try await paint(plan, key: key, exchange: exchange)
            var response = picture(painted, plan: plan, exchange: exchange, track: &track)
            response.headers[.cacheVerdict] = "MISS"
            for field in sharing.headers { response.headers[field.name] = field.value }
            return response
        } catch {
            throw refused(error, track: track, exchange: exchange)
        }
    }

    /// Checks the hosts of a GET key, and says who may keep and embed the answer.
    private nonisolated func sharing(of key: VerifiedKey, exchange: Exchange) async throws(APIError) -> Sharing {
        let kept = try await settings(of: key.organizationID)
        guard key.type == .get else { return Sharing(policy: .private, origin: nil, isByHeader: true) }
        let origins = exchange.headers[values: .origin]
        let verdict = kept.hosts.allows(origin: origins, referer: exchange.headers[values: .referer])
        guard verdict == .allowed else { throw APIError(.forbidden, verdict.explanation) }
        return Sharing(policy: kept.settings.cachePolicy, origin: origins.first { !$0.isEmpty }, isByHeader: false)
    }

    private nonisolated func picture(
        _ painted: FarmResult<Picture>, plan: RenderPlan, exchange: Exchange, track: inout RenderTrack
    ) -> Response {
        let picture = painted.output
        let id = makeRenderID()
        track.id = id
        track.paint(picture)
        var headers: HTTPFields = [
            .contentType: picture.contentType, .eTag: plan.fingerprint.entityTag, .renderID: id,
            .resourcePolicy: "cross-origin", .contentSecurityPolicy: "default-src 'none'; sandbox",
            .serverTiming: timing(painted, exchange: exchange),
        ]
        if !picture.report.isEmpty { headers[.renderReport] = picture.report.header }
        record(track, of: exchange)
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.bytes)))
    }

    private nonisolated func timing(_ painted: FarmResult<Picture>, exchange: Exchange) -> String {
        let stages = painted.output.stages
        let steps = [
            ("auth", exchange.authentication), ("queue", painted.queueTime), ("layout", stages.layout),
            ("paint", stages.paint), ("encode", stages.encode),
        ]
        return steps.map { name, time in
            // Microseconds are as exact as anybody reads; the format has milliseconds.
            let microseconds = Int((time / .microseconds(1)).rounded())
            return "\(name);dur=\(microseconds / 1_000).\(String(1_000 + microseconds % 1_000).dropFirst())"
        }.joined(separator: ", ")
    }

    private nonisolated func refused(_ error: APIError, track: RenderTrack, exchange: Exchange) -> APIError {
        // A client that has gone gets no answer, so there is none to record.
        if error.kind != .requestTimeout {
            var track = track
            track.refuse(error)
            record(track, of: exchange)
        }
        return error
    }
}
