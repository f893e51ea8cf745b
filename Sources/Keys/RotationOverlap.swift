/// How long the old key or secret stays good after a rotation, so that whoever uses it can change over.
public enum RotationOverlap: String, Sendable, CaseIterable, Codable {
    case none = "0"
    case hour = "1h"
    case day = "24h"
    case week = "7d"

    /// The overlap in seconds.
    public var seconds: Double {
        switch self {
        case .none: 0
        case .hour: 3_600
        case .day: 86_400
        case .week: 604_800
        }
    }
}
