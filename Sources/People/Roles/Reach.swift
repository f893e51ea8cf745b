/// Of which objects a role may do something.
public enum Reach: String, Sendable, CaseIterable {
    /// Of none.
    case none
    /// Of those that the person made.
    case own
    /// Of the whole organization's.
    case all

    /// Whether an object made by `creator` is within reach of `person`.
    public func covers(creator: String?, person: String) -> Bool {
        switch self {
        case .none: false
        case .own: creator == person
        case .all: true
        }
    }
}
