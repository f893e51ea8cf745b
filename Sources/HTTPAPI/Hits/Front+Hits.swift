import Foundation
import HTTPTypes
import Keys
import NIOCore
import Sockets

/// A hit's answer as it goes over the wire.
struct HitAnswer: Sendable {
    let head: ByteBuffer
    /// Shared with the cache, never copied; nil for a 304.
    let body: ByteBuffer?
    /// The same bytes, where a socket may send them by itself.
    let file: MemoryFile?
    let arrival: Duration
    let requestID: RequestID
    let key: VerifiedKey
    /// Values of `X-Forwarded-For`; empty where nothing is logged.
    let forwarded: [String]

    /// Bytes on the wire.
    var count: Int { head.readableBytes + (body?.readableBytes ?? 0) }
}

/// What one connection's requests need not have judged anew, and its clock.
struct HitMemory {
    var key = KeyMemo()
    var hosts: AllowanceMemo
    var accepted: AllowanceMemo
    var date = HTTPDate()

    init(random: inout RandomSource) {
        hosts = AllowanceMemo(using: &random)
        accepted = AllowanceMemo(count: 16, using: &random)
    }
}

extension Front {
    /// Who asks for a hit, and what was allowed when.
    private struct Asker {
        let key: VerifiedKey
        let settings: KeptSettings
        let arrival: Duration
        let now: Date
    }

    /// Answers a GET render whose target is known and whose picture is kept, on the event loop and at once.
    ///
    /// The key is looked up and the host is judged for every request, as on the ordinary way. Whatever is no plain hit
    /// is nil, has changed nothing that anybody sees, and goes the ordinary way, which says what is wrong.
    ///
    /// - Parameters:
    ///   - bytes: What was scanned.
    ///   - wantsFile: Whether the connection can send a file.
    func hit(
        _ scan: RequestScan, in bytes: Span<UInt8>, wantsFile: Bool, _ memory: inout HitMemory
    ) -> HitAnswer? {
        let (arrival, now) = (parts.clock.now(), parts.now())
        let verification = parts.keys.snapshot.verify(bytes.extracting(scan.key), now: now, memo: &memory.key)
        guard let asker = asker(verification, arrival, now),
            scan.isAllowed(
                by: asker.settings.hosts, of: asker.key.organizationID, epoch: asker.settings.epoch, in: bytes,
                memo: &memory.hosts)
        else { return nil }
        let authentication = parts.clock.now() - arrival
        let start = scan.target.lowerBound
        let place = scan.key.lowerBound - start..<scan.key.upperBound - start
        guard let known = known(bytes.extracting(scan.target), key: place, of: asker),
            scan.entityTag == nil || scan.hasEntityTag(known.entityTag, in: bytes),
            scan.accepts(known.contentType, in: bytes, memo: &memory.accepted)
        else { return nil }
        return answer(
            known, asker, isConditional: scan.entityTag != nil, wantsFile: wantsFile, authentication,
            origin: scan.origin.map { bytes.text($0) },
            forwarded: logsRequests ? scan.forwardedTexts(in: bytes) : [], &memory.date)
    }

    private func asker(_ verification: Verification, _ arrival: Duration, _ now: Date) -> Asker? {
        guard case .valid(let key) = verification, key.type == .get,
            let settings = shelf.withLock({ $0.settings(of: key.organizationID) })
        else { return nil }
        return Asker(key: key, settings: settings, arrival: arrival, now: now)
    }

    private func known(_ target: Span<UInt8>, key: Range<Int>, of asker: Asker) -> KnownHit? {
        let organization = asker.key.organizationID
        let hash = TargetHash(organization: organization, target: target, key: key)
        return targets.withLock { $0.candidate(hash, epoch: asker.settings.epoch) }?
            .confirmed(organization: organization, target: target, key: key)
    }

    private func answer(
        _ known: KnownHit, _ asker: Asker, isConditional: Bool, wantsFile: Bool, _ authentication: Duration,
        origin: String?, forwarded: [String], _ date: inout HTTPDate
    ) -> HitAnswer? {
        var body: ByteBuffer?
        var file: MemoryFile?
        if !isConditional {
            guard let found = picture(of: known, wantsFile: wantsFile) else { return nil }
            (body, file) = found
        }
        count(isConditional ? .notModified : .hits, of: asker.key, at: asker.now)
        let requestID = RequestID(parts.random)
        var head = isConditional ? known.notModified : known.found
        head.reserveCapacity(head.readableBytes + 384)
        if !isConditional { head.writeTiming(authentication: authentication) }
        if let origin { head.writeHeader("Access-Control-Allow-Origin", origin) }
        if let budget = budget(of: asker.key, .get, settings: asker.settings) {
            for field in budget.headers(now: asker.now) { head.writeHeader(field.name.rawName, field.value) }
        }
        head.writeRequestID(requestID)
        head.writeEnd(date: date.text(at: asker.now))
        return HitAnswer(
            head: head, body: body, file: file, arrival: asker.arrival, requestID: requestID, key: asker.key,
            forwarded: forwarded)
    }

    /// The bytes of a hit, and their file, which is made when it is first wanted.
    private func picture(of known: KnownHit, wantsFile: Bool) -> (body: ByteBuffer, file: MemoryFile?)? {
        let found = pictures.withLock { $0.hit(known.picture, renderID: known.renderID, wantsFile: wantsFile) }
        guard let (body, file) = found else { return nil }
        guard wantsFile, file == nil, body.readableBytes >= PictureCache.fileLeastBytes,
            let made = MemoryFile(body.readableBytesUInt8Span)
        else { return (body, file) }
        pictures.withLock { $0.keep(made, of: known.picture, renderID: known.renderID) }
        return (body, made)
    }

    /// Counts and logs a hit once it is written.
    func finish(_ hit: HitAnswer, peer: @autoclosure () -> String?) {
        metricsBoard.countHit(isFound: hit.body != nil, duration: parts.clock.now() - hit.arrival)
        guard logsRequests else { return }
        log(
            RequestFacts(
                requestID: hit.requestID.text, method: "GET", route: Self.imagePattern,
                status: hit.body == nil ? 304 : 200, arrival: hit.arrival, key: hit.key.id),
            peer: peer(), forwarded: hit.forwarded)
    }

    /// Hits that were answered in front of the router.
    package var quickHits: Int { metricsBoard.quickHits }

    /// Remembers what a target stood for, so that the next request for it need not be read again.
    ///
    /// - Parameter epoch: Of the organization, taken before anything of it was looked up.
    func learn(
        _ plan: RenderPlan, _ delivery: Delivery, epoch: UInt64, headers: HTTPFields, sharing: Sharing,
        of exchange: Exchange
    ) {
        // Pictures of other servers change without our knowing: such a target is looked at anew each time.
        guard plan.remote.isEmpty, delivery.source == .memory, !sharing.isByHeader, sharing.secondsLeft == nil,
            exchange.keyPlace == .query, let path = exchange.request.head.path,
            let cut = TargetCut(whole: path.utf8.span, limit: parts.limits.server.urlCharacters)
        else { return }
        let organization = plan.name.organization
        let known = KnownHit(
            TargetRest(organization: organization, target: path.utf8.span, key: cut.key), plan.name, delivery.picture,
            epoch: epoch, headers: headers, sharing: sharing.headers)
        let hash = TargetHash(organization: organization, target: path.utf8.span, key: cut.key)
        targets.withLock { $0.keep(known, for: hash) }
    }
}
