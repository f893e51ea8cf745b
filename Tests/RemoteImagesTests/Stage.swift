import Dispatch
import Foundation
import Keys
import Limit
import RemoteImages
import Synchronization

/// Names, servers, a clock and patience in the hands of a test.
final class Stage: HostResolver, ImageTransport {
    private struct State {
        var names: [String: [String]] = [:]
        var answers: [String: Result<TransportAnswer, RemoteImageError>] = [:]
        var requests: [TransportRequest] = []
        var time = Duration.zero
        var impatient: [@Sendable () -> Void] = []
        var isHeld = false
    }

    private let state = Mutex(State())
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let gate = DispatchSemaphore(value: 0)

    /// A red PNG of 2 × 1 pixels.
    static let picture: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==")
            ?? Data())

    func name(_ host: String, _ addresses: String...) { state.withLock { $0.names[host] = addresses } }

    func answer(_ url: String, _ result: Result<TransportAnswer, RemoteImageError>) {
        state.withLock { $0.answers[url] = result }
    }

    /// Keeps every request from now on until ``release(_:)``.
    func hold() { state.withLock { $0.isHeld = true } }
    func release(_ count: Int) { for _ in 0..<count { gate.signal() } }

    /// Waits until so many more requests have reached a server.
    func reached(_ count: Int) async {
        var iterator = arrivals.stream.makeAsyncIterator()
        for _ in 0..<count { await iterator.next() }
    }

    func pass(_ time: Duration) { state.withLock { $0.time += time } }

    /// Ends the patience of all who wait.
    func exhaust() {
        let calls = state.withLock { state in
            defer { state.impatient = [] }
            return state.impatient
        }
        for call in calls { call() }
    }

    var requests: [TransportRequest] { state.withLock { $0.requests } }

    func addresses(of host: String) -> [NetworkAddress] {
        (state.withLock { $0.names[host] } ?? []).compactMap { NetworkAddress(parsing: $0) }
    }

    func get(_ request: TransportRequest) throws(RemoteImageError) -> TransportAnswer {
        let (result, isHeld) = state.withLock { state in
            state.requests.append(request)
            return (state.answers[request.address.text] ?? .success(.other(404)), state.isHeld)
        }
        arrivals.continuation.yield()
        if isHeld { gate.wait() }
        return try result.get()
    }

    func images(trusted: [String] = [], change: (inout Limits) -> Void = { _ in }) throws -> RemoteImages {
        var limits = Limits()
        change(&limits)
        return RemoteImages(
            limits: limits, trusted: TrustedHosts(try trusted.map { try HostEntry(parsing: $0) }), resolver: self,
            transport: self, now: { [self] in state.withLock { $0.time } },
            patience: { [self] _, call in state.withLock { $0.impatient.append(call) } })
    }
}

extension RemoteImages {
    /// What becomes of a picture for an organization that lists some hosts.
    func outcome(
        _ url: String, hosts: [String] = ["img.example"], of organization: String = "org_1"
    ) async -> Result<FetchedImage, RemoteImageError> {
        await image(at: url, hosts: ImageHosts(stored: hosts), organization: organization)
    }

    func error(
        _ url: String, hosts: [String] = ["img.example"], of organization: String = "org_1"
    ) async -> RemoteImageError? {
        if case .failure(let error) = await outcome(url, hosts: hosts, of: organization) { error } else { nil }
    }
}
