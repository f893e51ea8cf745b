import HTTPTypes

extension HTTPFields {
    /// Fields by their names, in order, repeated ones too.
    init(_ pairs: [(String, String)]) {
        self.init()
        for (name, value) in pairs {
            if let name = HTTPField.Name(name) { append(HTTPField(name: name, value: value)) }
        }
    }
}

extension HTTPField.Name {
    static let apiKey = HTTPField.Name.named("X-API-Key")
    static let requestID = HTTPField.Name.named("X-Request-Id")
    static let renderID = HTTPField.Name.named("X-Render-Id")
    static let renderReport = HTTPField.Name.named("X-Render-Report")
    static let serverTiming = HTTPField.Name.named("Server-Timing")
    static let cacheVerdict = HTTPField.Name.named("X-Cache")
    static let cacheSource = HTTPField.Name.named("X-Cache-Source")
    static let rateLimit = HTTPField.Name.named("X-RateLimit-Limit")
    static let rateRemaining = HTTPField.Name.named("X-RateLimit-Remaining")
    static let rateReset = HTTPField.Name.named("X-RateLimit-Reset")
    static let resourcePolicy = HTTPField.Name.named("Cross-Origin-Resource-Policy")

    private static func named(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return name
    }
}
