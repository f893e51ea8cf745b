import Limit
import Synchronization

/// Something that open dashboards show has changed.
package struct ChangeEvent: Sendable, Equatable {
    /// The name of the event on the wire.
    package enum Kind: String, Sendable, CaseIterable {
        case key, template, asset, member, settings, render
    }

    package let kind: Kind
    package let organization: String
    /// Of what changed; empty where it is no single object.
    package let id: String
    /// `create`, `update`, `delete`, `revoke`, `rotate` and the like.
    package let action: String
    /// The person or key that made the object, where that decides who may hear of it.
    package let creator: String?

    /// Describes a change.
    package init(_ kind: Kind, _ action: String, id: String = "", organization: String, creator: String? = nil) {
        self.kind = kind
        self.action = action
        self.id = id
        self.organization = organization
        self.creator = creator
    }
}

/// Hands changes to the dashboards that are open, within this process. It never waits for any of them.
///
/// A listener that does not keep up loses the oldest of what waits: an event only says that something is worth
/// reading again.
public final class EventHub: Sendable {
    private struct Listener {
        let organization: String
        let continuation: AsyncStream<ChangeEvent>.Continuation
    }

    private struct State {
        var nextID = 0
        var listeners: [Int: Listener] = [:]
    }

    private let state = Mutex(State())
    private let limits: Limits.People

    /// Makes a hub that nobody listens to.
    public init(limits: Limits.People = .init()) { self.limits = limits }

    /// Tells everybody who listens to the organization.
    package func publish(_ event: ChangeEvent) {
        let listeners = state.withLock { state in
            state.listeners.isEmpty ? [] : state.listeners.values.filter { $0.organization == event.organization }
        }
        for listener in listeners { listener.continuation.yield(event) }
    }

    /// Listens to an organization until the stream is dropped.
    ///
    /// - Returns: nil where too many listen already.
    package func listen(to organization: String) -> AsyncStream<ChangeEvent>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ChangeEvent.self, bufferingPolicy: .bufferingNewest(limits.eventsWaiting))
        let id = state.withLock { state -> Int? in
            guard state.listeners.count < limits.eventStreams else { return nil }
            state.nextID += 1
            state.listeners[state.nextID] = Listener(organization: organization, continuation: continuation)
            return state.nextID
        }
        guard let id else { return nil }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    /// How many listen.
    package var count: Int { state.withLock { $0.listeners.count } }

    /// Ends every stream, when the server stops.
    package func close() {
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            return state.listeners.values
        }
        for listener in listeners { listener.continuation.finish() }
    }

    private func remove(_ id: Int) { _ = state.withLock { $0.listeners.removeValue(forKey: id) } }
}
