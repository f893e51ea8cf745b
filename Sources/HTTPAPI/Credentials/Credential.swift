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
            let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw Self.refusal("Authorization must be Bearer, a space and the key")
            }
            found.append((parts[1].trimmingSpaces, .header))
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
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
