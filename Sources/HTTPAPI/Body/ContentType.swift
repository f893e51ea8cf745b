import HTTPTypes

/// The media type of a body: its name in lower case and its parameters.
package struct ContentType: Sendable, Equatable {
    package let name: String
    package let parameters: [String: String]

    /// Reads a header's value; nil when it is no media type.
    package init?(_ value: String) {
        let parts = value.split(separator: ";").map(\.trimmingSpaces)
        guard let name = parts.first?.lowercased(), name.split(separator: "/").count == 2 else { return nil }
        self.name = name
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map(\.trimmingSpaces)
            guard pair.count == 2 else { continue }
            let isQuoted = pair[1].count >= 2 && pair[1].hasPrefix("\"") && pair[1].hasSuffix("\"")
            parameters[pair[0].lowercased()] = isQuoted ? String(pair[1].dropFirst().dropLast()) : pair[1]
        }
        self.parameters = parameters
    }

    /// Refuses a body that is declared as something else than one of these; a body that declares nothing passes.
    package static func require(_ allowed: [String], in headers: HTTPFields) throws(APIError) {
        let wanted = "send the body as \(allowed.joined(separator: " or "))"
        let coding = headers[.contentEncoding]?.trimmingSpaces.lowercased() ?? ""
        guard coding.isEmpty || coding == "identity" else {
            throw APIError(.unsupportedMediaType, wanted + ", without Content-Encoding")
        }
        guard let value = headers[.contentType], !allowed.contains(value) else { return }
        guard let type = ContentType(value), allowed.contains(type.name) else {
            throw APIError(.unsupportedMediaType, wanted)
        }
        guard type.parameters["charset"].map({ $0.lowercased() == "utf-8" }) ?? true else {
            throw APIError(.unsupportedMediaType, wanted + ", in UTF-8")
        }
    }
}
