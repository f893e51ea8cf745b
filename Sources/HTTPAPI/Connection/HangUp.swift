import Farm
import NIOCore
import Synchronization

/// Tells whoever works for a connection that its client has gone.
package final class HangUp: Departure {
    private struct State {
        var isGone = false
        var nextNumber = 0
        var actions: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The client has gone: it closed the connection, or its sending half of it.
    package func fire() {
        let actions = state.withLock { state in
            state.isGone = true
            defer { state.actions = [:] }
            return state.actions.values
        }
        for action in actions { action() }
    }

    package func whenGone(_ action: @escaping @Sendable () -> Void) -> Int {
        let (number, isGone) = state.withLock { state in
            state.nextNumber += 1
            if !state.isGone { state.actions[state.nextNumber] = action }
            return (state.nextNumber, state.isGone)
        }
        if isGone { action() }
        return number
    }

    package func forget(_ number: Int) { state.withLock { _ = $0.actions.removeValue(forKey: number) } }
}

extension HangUp {
    /// Open connections by their channels: Hummingbird hands a request its channel and nothing else.
    private static let table = Mutex<[ObjectIdentifier: HangUp]>([:])

    static func register(_ hangUp: HangUp, for channel: any Channel) {
        table.withLock { $0[ObjectIdentifier(channel)] = hangUp }
    }

    static func unregister(_ channel: any Channel) {
        _ = table.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// The signal of a connection; nil in tests that have none.
    package static func of(_ channel: any Channel) -> HangUp? {
        table.withLock { $0[ObjectIdentifier(channel)] }
    }
}
