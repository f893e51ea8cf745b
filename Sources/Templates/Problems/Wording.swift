/// How problems quote and list what strangers sent and what exists.
enum Wording {
    /// Names that a list shows at most.
    private static let listLimit = 60
    /// Scalars of a quotation.
    private static let quoteLimit = 64

    /// The text between backticks, cut, and without control characters that a terminal would obey.
    static func quote(_ text: String) -> String {
        var quoted = "`"
        for scalar in text.unicodeScalars.prefix(quoteLimit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: quoted += "\u{FFFD}"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        if text.unicodeScalars.dropFirst(quoteLimit).first != nil { quoted += "…" }
        return quoted + "`"
    }

    /// `a`, `b` and how many more; "none" where there is nothing.
    static func list(_ names: [String]) -> String {
        guard !names.isEmpty else { return "none" }
        let shown = names.prefix(listLimit).map(quote).joined(separator: ", ")
        return names.count > listLimit ? "\(shown) and \(names.count - listLimit) more" : shown
    }

    /// What a value is, in a few words.
    static func describe(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): JSONWriter.text(of: number)
        case .string(let text): "the string \(quote(text))"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// A bound, without a fraction where it has none.
    static func number(_ number: Double) -> String { JSONWriter.text(of: number) }

    /// ", did you mean `title`?" where a name is close, else the end of a sentence.
    static func suggestion(for name: String, among names: [String]) -> String {
        NearestName.find(name, among: names).map { ", did you mean \(quote($0))?" } ?? "."
    }
}

/// Finds the name that someone probably meant.
enum NearestName {
    /// Bytes of the longest name that is compared.
    private static let lengthLimit = 64

    /// The closest name, where at most a third of the letters differ (a swap of neighbours is one difference).
    static func find(_ name: String, among names: [String]) -> String? {
        guard !name.isEmpty, name.utf8.count <= lengthLimit else { return nil }
        let wanted = Array(name.lowercased().utf8)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let count = candidate.utf8.count
            let allowed = max(1, max(wanted.count, count) / 3)
            guard count <= lengthLimit, abs(count - wanted.count) <= allowed else { continue }
            let found = distance(wanted, Array(candidate.lowercased().utf8))
            if found <= allowed, found < best?.distance ?? .max { best = (candidate, found) }
        }
        return best?.name
    }

    /// Optimal string alignment distance.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = Array(repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = beforeLast
        for i in a.indices {
            row[0] = i + 1
            for j in b.indices {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), min(last[j + 1], row[j]) + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row[j + 1] = cost
            }
            swap(&beforeLast, &last)
            swap(&last, &row)
        }
        return last[b.count]
    }
}
