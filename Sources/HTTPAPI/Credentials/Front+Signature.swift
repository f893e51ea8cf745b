import Foundation
import Keys

extension Front {
    /// Until when a signed URL is good; nil where the URL carries neither `exp` nor `sig`.
    ///
    /// - Throws: A 403 for every signature that is not good, whoever sent it: nothing in a URL is ignored in silence.
    func signatureEnd(of exchange: Exchange, organization: String) throws(APIError) -> Date? {
        guard SignedQuery.mayBeSigned(exchange.query) else { return nil }
        let pairs: QueryPairs
        do throws(APIError) { pairs = try QueryPairs(exchange.query) } catch {
            throw APIError(.forbidden, "the query cannot be decoded, so its signature cannot be checked")
        }
        let query = SignedQuery(pairs.pairs.map { SignedQuery.Pair($0.name, $0.value) })
        guard query.isSigned else { return nil }
        let verdict = parts.signing.ring.verdict(on: query, organization: organization, now: parts.now())
        guard case .valid(let until) = verdict else { throw APIError(.forbidden, verdict.explanation) }
        return until
    }
}

extension SignedQuery {
    /// Whether one of the undecoded pairs may be called `exp` or `sig`; costs no allocation where none is.
    static func mayBeSigned(_ query: String) -> Bool {
        var isStart = true
        var name: UInt32 = 0
        for byte in query.utf8 {
            switch byte {
            case UInt8(ascii: "&"):
                if name == signature || name == expiry { return true }
                (isStart, name) = (true, 0)
            case UInt8(ascii: "="):
                if name == signature || name == expiry { return true }
                (isStart, name) = (false, 0)
            // An escape in a name may spell anything.
            case UInt8(ascii: "%") where isStart: return true
            default: if isStart { name = (name & 0xFF_0000) == 0 ? name << 8 | UInt32(byte) : .max }
            }
        }
        return name == signature || name == expiry
    }

    private static let signature: UInt32 = 0x73_6967
    private static let expiry: UInt32 = 0x65_7870
}
