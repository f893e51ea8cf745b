import Foundation
import Keys
import Limit

/// The URL of a GET render, taken apart for signing.
package struct RenderURL: Sendable, Equatable {
    /// What stands before the path: a scheme and an authority, or nothing.
    package let origin: String
    package let pairs: [SignedQuery.Pair]

    /// Puts a URL together.
    package init(origin: String, pairs: [SignedQuery.Pair]) {
        self.origin = origin
        self.pairs = pairs
    }

    /// Reads a URL or a path with its query; what was signed before loses its `exp` and `sig`.
    package init(parsing text: String) throws(APIError) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let start = parts.first, parts.count == 2, start.hasSuffix(SignedQuery.path) else {
            throw APIError(pointer: "/url", "must be a URL of \(SignedQuery.path) with its query")
        }
        origin = String(start.dropLast(SignedQuery.path.count))
        pairs = try QueryPairs(parts[1]).pairs.filter { $0.name != "exp" && $0.name != "sig" }
            .map { SignedQuery.Pair($0.name, $0.value) }
    }

    /// The URL with `exp` and `sig`.
    ///
    /// - Throws: A validation error for a lifetime that is not possible, a conflict where there is no secret.
    package func signed(
        by ring: SigningRing, organization: String, lifetime: Int, now: Date, limits: Limits.Keys
    ) throws(APIError) -> SignedURLReply {
        guard (1...limits.signedURLSeconds).contains(lifetime) else {
            throw APIError(
                pointer: "/expiresInSeconds", "a signed URL is good for 1 to \(limits.signedURLSeconds) seconds")
        }
        let expiry = Int(now.timeIntervalSince1970) + lifetime
        guard let query = ring.sign(pairs, organization: organization, expiry: expiry) else {
            throw APIError(.conflict, "the organization has no signing secret; make one first")
        }
        return SignedURLReply(
            url: "\(origin)\(SignedQuery.path)?\(query)", expiresAt: Date(timeIntervalSince1970: Double(expiry)))
    }
}
