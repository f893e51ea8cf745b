/// What a POST render takes from a request, as text: for tests that compare the scan with the parser.
package struct PostParts: Sendable, Equatable {
    package var key: String
    package var body: String
    /// Nil where everything is accepted.
    package var accepted: String?
    package var forwarded: [String]

    /// The parts as they are.
    package init(key: String, body: String, accepted: String?, forwarded: [String]) {
        (self.key, self.body, self.accepted, self.forwarded) = (key, body, accepted, forwarded)
    }

    /// By ``PostScan``.
    package init?(scanning request: [UInt8], fieldBytes: Int = 16_384, fields: Int = 100) {
        let bytes = request.span
        let bounds = RequestScan.Bounds(targetBytes: 0, fieldBytes: fieldBytes, fields: fields)
        guard let scan = PostScan(bytes, within: bounds) else { return nil }
        self.init(
            key: bytes.text(scan.key), body: bytes.text(scan.body), accepted: scan.accepted.map { bytes.text($0) },
            forwarded: scan.forwardedTexts(in: bytes))
    }
}
