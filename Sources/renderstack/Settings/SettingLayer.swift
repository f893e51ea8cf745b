/// The settings of one source as text: flags, environment or file. Layers are asked in that order.
struct SettingLayer: Equatable, Sendable {
    /// One value as it was written, and where.
    struct Entry: Equatable, Sendable {
        var texts: [String]
        var source: SettingSource
    }

    var values: [SettingKey: Entry] = [:]
    /// Limits by their dotted name, such as `farm.waiting`.
    var limits: [String: Entry] = [:]

    /// Reads the `RENDERSTACK_*` variables that are settings; an empty one counts as not set.
    init(environment: [String: String]) throws(SettingError) {
        for key in SettingKey.allCases {
            guard let text = environment[key.environmentName], !text.isEmpty else { continue }
            let texts = key.isList ? text.split(separator: ",").map { $0.trimmingSpaces() } : [text]
            values[key] = Entry(texts: texts, source: .environment(key.environmentName))
        }
        let limitPrefix = "RENDERSTACK_LIMIT_"
        for (name, text) in environment where name.hasPrefix(limitPrefix) && !text.isEmpty {
            guard let limit = LimitEntry.all.first(where: { $0.environmentName == name }) else {
                throw .unknownKey(name, source: .environment(name), known: LimitEntry.all.map(\.environmentName))
            }
            limits[limit.name] = Entry(texts: [text], source: .environment(name))
        }
    }

    init() {}

    /// Puts in what a flag said; nothing where it was not given.
    mutating func setFlag(_ key: SettingKey, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        values[key] = Entry(texts: texts, source: .flag("--\(key.rawValue)"))
    }

    /// Puts in the `name=value` of each `--limit`.
    mutating func setLimitFlags(_ assignments: [String]) throws(SettingError) {
        for assignment in assignments {
            let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw .badValue(
                    key: "--limit", value: assignment, source: .flag("--limit"),
                    allowed: "NAME=NUMBER, such as farm.waiting=128")
            }
            limits[String(parts[0])] = Entry(texts: [String(parts[1])], source: .flag("--limit"))
        }
    }
}

extension Substring {
    func trimmingSpaces() -> String {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
