import NIOCore
import Synchronization

/// Tells whoever works for a connection that its client has gone.
package final class HangUp: Sendable {
    private struct State {
        var isGone = false
        var nextID = 0
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The client has gone: it closed the connection, or its sending half of it.
    package func fire() {
        let listeners = state.withLock { state in
            state.isGone = true
            defer { state.listeners = [:] }
            return state.listeners.values
        }
        for listener in listeners { listener.finish() }
    }

    /// Does the work, and cancels it when the client goes.
    package func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let (stream, listener) = AsyncStream.makeStream(of: Void.self)
        let id = state.withLock { state in
            state.nextID += 1
            if state.isGone { listener.finish() } else { state.listeners[state.nextID] = listener }
            return state.nextID
        }
        defer { _ = state.withLock { $0.listeners.removeValue(forKey: id) } }
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await work() }
            group.addTask {
                for await _ in stream { break }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            // The client went first: the cancelled work ends with whatever it says then.
            while let next = await group.next() {
                if let value = next { return value }
            }
            preconditionFailure("the work always ends")
        }
    }
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
