import HTTPTypes
import Keys

/// The key that a request carries and where it carries it. Pure: nothing is looked up.
struct Credential: Sendable, Equatable {
    enum Place: Sendable, Equatable { case header, query }

    let secret: KeySecret
    let place: Place

    /// Finds the one key of a request.
    ///
    /// - Parameters:
    ///   - headers: `Authorization: Bearer` and `X-API-Key` are read.
    ///   - query: Values of `apiKey` and `key` in the query string, percent-decoded.
    /// - Throws: A 401 that says what is missing or wrong, never what was sent.
    init(headers: HTTPFields, query: [String]) throws(APIError) {
        if query.contains(where: { $0.hasPrefix(KeyPrefix.live.rawValue) }) {
            throw Self.refusal(
                "a key that starts with rs_live_ does not belong into a URL, where logs and browsers keep it; send it "
                    + "as Authorization: Bearer, and consider this one leaked")
        }
        var found: [(text: String, place: Place)] = query.map { ($0, .query) }
        for value in headers[values: .authorization] {
            guard let key = Self.bearer(value) else {
                throw Self.refusal("Authorization must be Bearer, a space and the key")
            }
            found.append((key, .header))
        }
        found += headers[values: .apiKey].map { ($0, .header) }
        guard let first = found.first else {
            throw Self.refusal("send an API key as Authorization: Bearer")
        }
        guard found.allSatisfy({ $0.text == first.text }) else {
            throw Self.refusal("the request carries different API keys; send one")
        }
        guard let secret = KeySecret(parsing: first.text) else { throw Self.unknown }
        self.secret = secret
        // A key that stands in a header too is treated as a header's: a GET key must not stand there at all.
        place = found.contains { $0.place == .header } ? .header : .query
    }

    /// What stands after `Bearer` and a space, in whatever case the word is written; nil where nothing does.
    private static func bearer(_ value: String) -> String? {
        let trimmed = value.utf8.drop { $0 == UInt8(ascii: " ") }
        guard let space = trimmed.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        guard trimmed[..<space].elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let key = value[space...].trimmingSpaces
        return key.isEmpty ? nil : key
    }

    /// What unknown, malformed and deleted keys are answered alike.
    static let unknown = refusal("the API key is not valid")

    static func refusal(_ detail: String) -> APIError {
        APIError(.authenticationError, detail, headers: [.wwwAuthenticate: "Bearer realm=\"renderstack\""])
    }
}

extension HTTPField.Name {
    /// The other header for a key.
    package static let apiKey = HTTPField.Name.constant("X-API-Key")
    package static let forwardedFor = HTTPField.Name.constant("X-Forwarded-For")
    package static let requestID = HTTPField.Name.constant("X-Request-Id")
    package static let renderID = HTTPField.Name.constant("X-Render-Id")
    package static let renderReport = HTTPField.Name.constant("X-Render-Report")
    package static let cacheVerdict = HTTPField.Name.constant("X-Cache")
    package static let cacheSource = HTTPField.Name.constant("X-Cache-Source")
    package static let rateLimit = HTTPField.Name.constant("X-RateLimit-Limit")
    package static let rateRemaining = HTTPField.Name.constant("X-RateLimit-Remaining")
    package static let rateReset = HTTPField.Name.constant("X-RateLimit-Reset")
    package static let serverTiming = HTTPField.Name.constant("Server-Timing")
    package static let resourcePolicy = HTTPField.Name.constant("Cross-Origin-Resource-Policy")

    /// A name that this program spells out itself; a misspelt one is a programmer's mistake.
    package static func constant(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return field
    }
}

extension StringProtocol {
    /// The text without spaces and tabs around it.
    package var trimmingSpaces: String {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let bytes = Array(utf8)
        guard let start = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[start...last], as: UTF8.self)
    }
}
