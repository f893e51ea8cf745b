/// How long the old secret stays good after a rotation.
public enum RotationOverlap: String, Sendable, CaseIterable, Codable {
    case none = "0"
    case hour = "1h"
    case day = "24h"
    case week = "7d"

    /// The overlap in seconds.
    public var seconds: Int {
        switch self {
        case .none: 0
        case .hour: 3_600
        case .day: 86_400
        case .week: 604_800
        }
    }
}
