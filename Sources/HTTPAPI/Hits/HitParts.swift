import Foundation
import Keys

/// What a hit takes from a request, as text: for tests that compare the ways to it.
package struct HitParts: Sendable, Equatable {
    package var key: String
    package var rest: String
    package var origins: [String] = []
    package var referers: [String] = []
    /// Empty where everything is accepted.
    package var accepted: [String] = []
    package var entityTag: String?
    package var forwarded: [String] = []

    /// By ``RequestScan``.
    package init?(scanning request: [UInt8], targetBytes: Int = 8_192, fieldBytes: Int = 16_384, fields: Int = 100) {
        let bytes = request.span
        let bounds = RequestScan.Bounds(targetBytes: targetBytes, fieldBytes: fieldBytes, fields: fields)
        guard let scan = RequestScan(bytes, within: bounds) else { return nil }
        key = bytes.text(scan.key)
        rest =
            bytes.text(scan.target.lowerBound..<scan.key.lowerBound)
            + bytes.text(scan.key.upperBound..<scan.target.upperBound)
        origins = scan.origin.map { [bytes.text($0)] } ?? []
        referers = scan.referer.map { [bytes.text($0)] } ?? []
        accepted = scan.accepted.map { [bytes.text($0)] } ?? []
        entityTag = scan.entityTag.map { bytes.text($0) }
        forwarded = scan.forwardedTexts(in: bytes)
    }

    /// The parts as they are.
    package init(key: String, rest: String) { (self.key, self.rest) = (key, rest) }
}

/// A target cut into its key and the rest, as a table of targets has it; nil where it is none of a GET render.
package func hitTarget(_ target: String, limit: Int = 8_192) -> (key: String, rest: String)? {
    let bytes = target.utf8.span
    return TargetCut(whole: bytes, limit: limit).map { cut in
        (bytes.text(cut.key), bytes.text(0..<cut.key.lowerBound) + bytes.text(cut.key.upperBound..<bytes.count))
    }
}

/// A moment as ``HTTPDate`` writes it, for tests.
package func httpDate(_ moment: Date) -> String {
    var date = HTTPDate()
    return date.text(at: moment)
}

/// Whether bytes are one plain request, for tests.
package func isPlainRequest(_ request: [UInt8]) -> Bool {
    PlainRequest.isWhole(request.span, within: RequestScan.Bounds(targetBytes: 8_192, fieldBytes: 16_384, fields: 100))
}

/// How two targets of organizations compare in a table of targets; nil where one is no target of a GET render.
package func compareTargets(
    _ one: (organization: String, target: String), _ other: (organization: String, target: String)
) -> (isSameHash: Bool, isSameRest: Bool)? {
    guard let cut = TargetCut(whole: one.target.utf8.span, limit: 8_192),
        let otherCut = TargetCut(whole: other.target.utf8.span, limit: 8_192)
    else { return nil }
    let (first, second) = (one.target.utf8.span, other.target.utf8.span)
    let rest = TargetRest(organization: one.organization, target: first, key: cut.key)
    return (
        TargetHash(organization: one.organization, target: first, key: cut.key)
            == TargetHash(organization: other.organization, target: second, key: otherCut.key),
        rest.matches(organization: other.organization, target: second, key: otherCut.key)
    )
}

/// A SipHash with one round a word and three at the end, for tests against published values.
package func sipHash13(_ bytes: [UInt8], low: UInt64, high: UInt64) -> UInt64 {
    var hash = SipHash(SipHash.Secret(low: low, high: high))
    hash.take(bytes.span, bytes.indices)
    return hash.finish()
}

/// A SipHash of one word with two rounds for it and four at the end, likewise.
package func sipHash24(_ word: UInt64, low: UInt64, high: UInt64) -> UInt64 {
    RandomSource.number(word, under: SipHash.Secret(low: low, high: high))
}

/// A request's name by its number, for tests.
package func requestName(_ number: UInt64) -> String { RequestID.make(RandomSource { number }) }
