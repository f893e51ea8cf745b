import Keys
import Limit
import RemoteImages
import Synchronization

/// Servers of pictures in the hands of a test: every name is somewhere on the Internet.
final class Web: HostResolver, ImageTransport {
    private struct State {
        var answers: [String: Result<TransportAnswer, RemoteImageError>] = [:]
        var requests: [String] = []
        var time = Duration.zero
    }

    private let state = Mutex(State())

    func answer(_ url: String, _ result: Result<TransportAnswer, RemoteImageError>) {
        state.withLock { $0.answers[url] = result }
    }

    func pass(_ time: Duration) { state.withLock { $0.time += time } }

    var requests: [String] { state.withLock { $0.requests } }

    func addresses(of host: String) -> [NetworkAddress] {
        NetworkAddress(parsing: "93.184.216.34").map { [$0] } ?? []
    }

    func get(_ request: TransportRequest) throws(RemoteImageError) -> TransportAnswer {
        try state.withLock { state in
            state.requests.append(request.address.text)
            return state.answers[request.address.text] ?? .success(.other(404))
        }.get()
    }

    func images(_ limits: Limits) -> RemoteImages {
        RemoteImages(
            limits: limits, resolver: self, transport: self, now: { [self] in state.withLock { $0.time } },
            patience: { _, _ in })
    }
}
