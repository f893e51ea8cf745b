import Rendering

/// Decides which kept bases are worth making: a template's default base at once, any other when it is missed twice
/// within a minute, one at a time. So nobody can make the service build bases at will.
struct BaseDemand {
    static let window = Duration.seconds(60)
    /// Misses that are remembered.
    static let keyLimit = 1_000

    private var misses: [BaseKey: Duration] = [:]
    /// Bases that could not be made, or would hold nothing.
    private var hopeless: Set<BaseKey> = []
    private(set) var isBuilding = false

    /// Notes a miss.
    ///
    /// - Returns: True where the base is to be made now; call ``finish(_:made:)`` after it.
    mutating func miss(_ key: BaseKey, at now: Duration) -> Bool {
        guard !isBuilding, !hopeless.contains(key) else { return false }
        if !key.isDefault {
            let last = misses[key]
            misses[key] = now
            if misses.count > Self.keyLimit { misses = misses.filter { now - $0.value < Self.window } }
            if misses.count > Self.keyLimit { misses = [key: now] }
            guard let last, now - last < Self.window else { return false }
        }
        misses[key] = nil
        isBuilding = true
        return true
    }

    /// Notes that the base was made, or that it cannot be.
    mutating func finish(_ key: BaseKey, made: Bool) {
        isBuilding = false
        if made { return }
        if hopeless.count >= Self.keyLimit { hopeless = [] }
        hopeless.insert(key)
    }
}
