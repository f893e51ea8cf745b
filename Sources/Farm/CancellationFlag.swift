import Synchronization

/// A one-way switch that the caller or the farm turns and the engine polls; who turns it first says why.
final class CancellationFlag: Sendable {
    enum Reason: UInt8, Sendable {
        /// Nobody wants the output any more.
        case cancelled = 1
        case shuttingDown
    }

    private let value = Atomic<UInt8>(0)

    var isSet: Bool { value.load(ordering: .relaxed) != 0 }

    /// Why it was set; nil as long as it is not.
    var reason: Reason? { Reason(rawValue: value.load(ordering: .relaxed)) }

    func set(_ reason: Reason) {
        _ = value.compareExchange(expected: 0, desired: reason.rawValue, ordering: .relaxed)
    }
}
