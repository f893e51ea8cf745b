import Keys

extension RequestScan {
    /// Whether an organization's hosts allow the request, as ``AllowedHosts/allows(origin:referer:)`` says.
    func isAllowed(
        by hosts: AllowedHosts, of organization: String, epoch: UInt64, in bytes: Span<UInt8>,
        memo: inout AllowanceMemo
    ) -> Bool {
        if memo.holds(organization, epoch: epoch, origin, referer, in: bytes) { return true }
        let verdict = hosts.allows(
            origin: origin.map { [bytes.text($0)] } ?? [], referer: referer.map { [bytes.text($0)] } ?? [])
        guard verdict == .allowed else { return false }
        memo.note(organization, epoch: epoch, origin, referer, in: bytes)
        return true
    }

    /// Whether the client takes a media type; its memo is another than that of hosts.
    func accepts(_ mediaType: String, in bytes: Span<UInt8>, memo: inout AllowanceMemo) -> Bool {
        guard let accepted else { return true }
        if memo.holds(mediaType, epoch: 0, accepted, nil, in: bytes) { return true }
        guard Accept.allows(mediaType, values: [bytes.text(accepted)]) else { return false }
        memo.note(mediaType, epoch: 0, accepted, nil, in: bytes)
        return true
    }

    /// Whether the request's entity tag is this one and nothing else.
    func hasEntityTag(_ tag: String, in bytes: Span<UInt8>) -> Bool {
        guard let entityTag else { return false }
        let tag = tag.utf8.span
        return tag.count == entityTag.count && tag.equals(bytes, from: entityTag.lowerBound)
    }

    /// Values of `X-Forwarded-For`, for the log.
    func forwardedTexts(in bytes: Span<UInt8>) -> [String] { forwarded.texts(in: bytes) }
}
