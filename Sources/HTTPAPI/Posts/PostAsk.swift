import HTTPTypes
import Keys

/// A POST render's request but for its body, once its key is one that may render and the settings of its organization
/// are at hand.
final class PostAsk: Sendable {
    let requestID: RequestID
    /// The farm clock's time when the request was seen.
    let arrival: Duration
    let key: VerifiedKey
    let settings: KeptSettings
    /// How long the checks of the key took.
    let authentication: Duration
    /// Values of `Accept`.
    let accepted: [String]
    /// Values of `X-Forwarded-For`.
    let forwarded: [String]

    init(
        requestID: RequestID, arrival: Duration, key: VerifiedKey, settings: KeptSettings, authentication: Duration,
        accepted: [String], forwarded: [String]
    ) {
        self.requestID = requestID
        self.arrival = arrival
        self.key = key
        self.settings = settings
        self.authentication = authentication
        self.accepted = accepted
        self.forwarded = forwarded
    }
}

extension Front {
    /// What a scanned request asks; nil where the ordinary way has something to say about it.
    func ask(_ scan: PostScan, in bytes: Span<UInt8>, _ memo: inout KeyMemo) -> PostAsk? {
        let arrival = parts.clock.now()
        return ask(
            parts.keys.snapshot.verify(bytes.extracting(scan.key), now: parts.now(), memo: &memo), arrival,
            accepted: scan.accepted.map { [bytes.text($0)] } ?? [],
            forwarded: scan.forwardedTexts(in: bytes))
    }

    /// The same for a request that the parser has read.
    func ask(_ head: HTTPRequest) -> PostAsk? {
        let arrival = parts.clock.now()
        let headers = head.headerFields
        guard fits(headers) else { return nil }
        let credential: Credential
        do throws(APIError) {
            try ContentType.require(["application/json"], in: headers)
            credential = try Credential(headers: headers, query: [])
        } catch {
            return nil
        }
        return ask(
            parts.keys.snapshot.verify(credential.secret, now: parts.now()), arrival,
            accepted: headers[values: .accept], forwarded: headers[values: .forwardedFor])
    }

    private func ask(
        _ verification: Verification, _ arrival: Duration, accepted: [String], forwarded: [String]
    ) -> PostAsk? {
        guard case .valid(let key) = verification, key.type != .get, key.may(.renderSync),
            let settings = shelf.withLock({ $0.settings(of: key.organizationID) })
        else { return nil }
        return PostAsk(
            requestID: RequestID(parts.random), arrival: arrival, key: key, settings: settings,
            authentication: parts.clock.now() - arrival, accepted: accepted, forwarded: forwarded)
    }
}
