import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore
import People
import ServiceLifecycle
import Templates

extension ConsoleFront {
    /// The stream of changes.
    static let eventRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .get, "/events", .member(.viewOrganization), "Changes as they happen; the stream ends after a while.",
            answer: (200, "text/event-stream")
        ) { console, exchange throws(APIError) in try await console.streamEvents(exchange) }
    ]

    private func streamEvents(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        guard let stream = parts.events.listen(to: place.organization.id) else {
            throw APIError(.overloaded, "too many pages listen for changes", headers: [.retryAfter: "5"])
        }
        let seconds = people.limits.eventStreamSeconds
        let hangUp = exchange.visit.hangUp
        let body = ResponseBody { writer in
            // A first line at once: the browser knows that the stream is open.
            try await writer.write(ByteBuffer(string: "retry: 500\n: open\n\n"))
            var gate = RenderGate()
            let events = EventEnd.bounded(stream, seconds: seconds, hangUp: hangUp)
            try await withGracefulShutdownHandler {
                for await event in events.stream {
                    // Whoever is no member any more hears no more.
                    if event.kind == .member, event.action == "delete", event.id == place.person.id { break }
                    guard Self.isFor(place, event), gate.lets(event, at: .now) else { continue }
                    try await writer.write(ByteBuffer(string: Self.text(of: event)))
                }
            } onGracefulShutdown: {
                events.finish()
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"], body: body)
    }

    /// Whether a role may hear of a change.
    private static func isFor(_ place: ConsoleExchange.Place, _ event: ChangeEvent) -> Bool {
        switch event.kind {
        case .key:
            let reach = Matrix.reach(place.role, .viewKeys)
            return event.creator == nil ? reach == .all : reach.covers(creator: event.creator, person: place.person.id)
        case .render:
            let reach = Matrix.reach(place.role, .viewRenders)
            return event.creator == nil ? reach != .none : reach.covers(creator: event.creator, person: place.person.id)
        case .member:
            let reach = Matrix.reach(place.role, .viewMembers)
            return reach.covers(creator: event.id, person: place.person.id)
        case .template, .asset, .settings: return true
        }
    }

    private static func text(of event: ChangeEvent) -> String {
        let data: JSONValue = ["id": .string(event.id), "action": .string(event.action)]
        return "event: \(event.kind.rawValue)\ndata: \(data.canonicalText)\n\n"
    }
}

/// Lets one event of renders through in half a second: a server draws more than any page can show.
struct RenderGate {
    private var last: ContinuousClock.Instant?

    mutating func lets(_ event: ChangeEvent, at now: ContinuousClock.Instant) -> Bool {
        guard event.kind == .render else { return true }
        if let last, now - last < .milliseconds(500) { return false }
        last = now
        return true
    }
}

/// Ends a stream of events in time: browsers connect anew, and no connection outlives its deadline.
enum EventEnd {
    static func bounded(
        _ events: AsyncStream<ChangeEvent>, seconds: Int, hangUp: HangUp?
    ) -> (stream: AsyncStream<ChangeEvent>, finish: @Sendable () -> Void) {
        let (bounded, continuation) = AsyncStream.makeStream(
            of: ChangeEvent.self, bufferingPolicy: .bufferingNewest(16))
        // The stream's consumer is no parent that could wait for it; dropping the stream cancels the work.
        let work = Task {
            let clock = Task {
                do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
                continuation.finish()
            }
            // A page that goes finishes the stream, whose end cancels this task.
            let number = hangUp?.whenGone { continuation.finish() }
            for await event in events { continuation.yield(event) }
            if let number { hangUp?.forget(number) }
            clock.cancel()
            continuation.finish()
        }
        continuation.onTermination = { _ in work.cancel() }
        return (bounded, { continuation.finish() })
    }
}

extension HTTPField.Name {
    static let accelBuffering = HTTPField.Name.constant("X-Accel-Buffering")
}
