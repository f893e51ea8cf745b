import Limit

/// Finds a key in the first layer that holds it and checks its value.
struct SettingResolver {
    let layers: [SettingLayer]

    func texts(_ key: SettingKey, where isGood: (String) -> Bool) throws(SettingError) -> [String]? {
        guard let entry = layers.lazy.compactMap({ $0.values[key] }).first else { return nil }
        for text in entry.texts where !isGood(text) {
            throw .badValue(key: key.rawValue, value: text, source: entry.source, allowed: key.allowed)
        }
        return entry.texts
    }

    func text(_ key: SettingKey, where isGood: (String) -> Bool) throws(SettingError) -> String? {
        try texts(key, where: isGood)?.last
    }

    func number(_ key: SettingKey, in range: ClosedRange<Int>) throws(SettingError) -> Int? {
        try text(key) { Int($0).map(range.contains) ?? false }.flatMap { Int($0) }
    }

    func limits() throws(SettingError) -> Limits {
        var limits = Limits()
        for layer in layers.reversed() {
            for (name, entry) in layer.limits.sorted(by: { $0.key < $1.key }) {
                guard let limit = LimitEntry.all.first(where: { $0.name == name }) else {
                    throw .unknownKey("limits.\(name)", source: entry.source, known: LimitEntry.all.map(\.name))
                }
                let text = entry.texts.last ?? ""
                guard limit.set(text, in: &limits) else {
                    throw .badValue(
                        key: "limits.\(name)", value: text, source: entry.source,
                        allowed: "a number from 1 to \(LimitEntry.largest)")
                }
            }
        }
        return limits
    }
}
