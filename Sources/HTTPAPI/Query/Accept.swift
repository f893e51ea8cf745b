/// What a client accepts, as far as this API needs to know (RFC 9110, 12.5.1).
package enum Accept {
    /// Whether the values of `Accept` allow a media type; without the header everything is allowed.
    package static func allows(_ mediaType: String, values: [String]) -> Bool {
        guard !values.isEmpty else { return true }
        let category = mediaType.prefix { $0 != "/" } + "/*"
        var best: (precision: Int, quality: Double)?
        for range in values.joined(separator: ",").split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.trimmingSpaces.lowercased() }
            guard let name = parts.first else { continue }
            let precision = name == mediaType ? 3 : name == category ? 2 : name == "*/*" ? 1 : 0
            guard precision > 0 else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
            let quality = weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if best.map({ precision > $0.precision }) ?? true { best = (precision, quality) }
        }
        return best.map { $0.quality > 0 } ?? false
    }
}
