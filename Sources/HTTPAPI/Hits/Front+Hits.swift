import Foundation
import HTTPTypes
import Keys
import NIOCore
import NIOHTTP1

/// A hit's answer as it goes over the wire.
struct HitAnswer: Sendable {
    let head: ByteBuffer
    /// Shared with the cache, never copied; nil for a 304.
    let body: ByteBuffer?
    let facts: RequestFacts
    let forwarded: [String]
}

extension Front {
    /// Answers a GET render whose target is known and whose picture is kept, on the event loop and at once.
    ///
    /// The key is looked up and the host is judged for every request, as on the ordinary way. Whatever is no plain hit
    /// is nil, has changed nothing that anybody sees, and goes the ordinary way, which says what is wrong.
    func hit(_ request: HTTPRequestHead, date: inout HTTPDate) -> HitAnswer? {
        guard request.method == .GET, request.version == .http1_1 else { return nil }
        let limits = parts.limits.server
        let arrival = parts.clock.now()
        guard let target = HitTarget(request.uri, limit: limits.urlCharacters),
            let fields = HitFields(
                request.headers, byteLimit: limits.headerBytes, countLimit: limits.headerFields),
            let secret = KeySecret(parsing: target.key)
        else { return nil }
        let now = parts.now()
        guard case .valid(let key) = parts.keys.snapshot.verify(secret, now: now), key.type == .get else { return nil }
        let (settings, epoch) = shelf.withLock {
            ($0.settings(of: key.organizationID), $0.epoch(of: key.organizationID))
        }
        guard let settings, settings.hosts.allows(origin: fields.origins, referer: fields.referers) == .allowed else {
            return nil
        }
        let authentication = parts.clock.now() - arrival
        let name = HitTable.Name(organization: key.organizationID, rest: target.rest)
        guard let known = targets.withLock({ $0.known(name, epoch: epoch) }), fields.accepts(known.contentType) else {
            return nil
        }
        var body: ByteBuffer?
        if let tag = fields.entityTag {
            guard tag == known.entityTag else { return nil }
        } else {
            guard let kept = pictures.withLock({ $0.hit(known.picture, renderID: known.renderID) }) else { return nil }
            body = kept.bytes
        }
        count(body == nil ? \.notModified : \.hits, of: key)
        let facts = RequestFacts(
            requestID: RequestID.make(parts.random), method: "GET", route: Self.imagePattern,
            status: body == nil ? 304 : 200, arrival: arrival, key: key.id)
        var head = body == nil ? known.notModified : known.found
        head.reserveCapacity(head.readableBytes + 384)
        if body != nil { head.writeHeader("Server-Timing", timing(ofHit: authentication)) }
        if let origin = fields.origins.first(where: { !$0.isEmpty }) {
            head.writeHeader("Access-Control-Allow-Origin", origin)
        }
        if let budget = budget(of: key, .get, settings: settings) {
            for field in budget.headers(now: now) { head.writeHeader(field.name.rawName, field.value) }
        }
        head.writeHeader("X-Request-Id", facts.requestID)
        head.writeHeader("Date", date.text(at: now))
        head.writeString("\r\n")
        return HitAnswer(head: head, body: body, facts: facts, forwarded: fields.forwarded)
    }

    /// Counts and logs a hit once it is written.
    func finish(_ hit: HitAnswer, peer: @autoclosure () -> String?) {
        metricsBoard.quickHits.wrappingAdd(1, ordering: .relaxed)
        metricsBoard.count(
            route: hit.facts.route, method: hit.facts.method, status: hit.facts.status,
            duration: parts.clock.now() - hit.facts.arrival)
        log(hit.facts, peer: peer(), forwarded: hit.forwarded)
    }

    /// Hits that were answered in front of the router.
    package var quickHits: Int { metricsBoard.quickHits.load(ordering: .relaxed) }

    /// Remembers what a target stood for, so that the next request for it need not be read again.
    ///
    /// - Parameter epoch: Of the organization, taken before anything of it was looked up.
    func learn(
        _ plan: RenderPlan, _ delivery: Delivery, epoch: UInt64, headers: HTTPFields, sharing: Sharing,
        of exchange: Exchange
    ) {
        // Pictures of other servers change without our knowing: such a target is looked at anew each time.
        guard plan.remote.isEmpty, delivery.source == .memory, !sharing.isByHeader, sharing.secondsLeft == nil,
            exchange.keyPlace == .query,
            let target = HitTarget(exchange.request.head.path ?? "", limit: parts.limits.server.urlCharacters)
        else { return }
        let known = KnownHit(plan.name, delivery.picture, epoch: epoch, headers: headers, sharing: sharing.headers)
        let name = HitTable.Name(organization: plan.name.organization, rest: target.rest)
        targets.withLock { $0.keep(known, for: name) }
    }
}

extension ByteBuffer {
    fileprivate mutating func writeHeader(_ name: String, _ value: String) {
        writeString(name)
        writeString(": ")
        writeString(value)
        writeString("\r\n")
    }
}
