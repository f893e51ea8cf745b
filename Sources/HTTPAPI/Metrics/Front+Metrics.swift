import Crypto
import Farm
import HTTPTypes
import Hummingbird
import NIOCore

extension Front {
    /// `GET /metrics` on the public listener: only with the token, and only where one is set.
    func metrics(_ exchange: Exchange) async throws(APIError) -> Response {
        guard let token = parts.words.metricsToken, !token.isEmpty else {
            throw APIError(.notFound, "there is no such route; /openapi.json lists all")
        }
        let sent = exchange.headers[values: .authorization]
        guard sent.count == 1, Self.isSame(sent[0], "Bearer " + token) else {
            throw Credential.refusal("metrics take the server's metrics token as a bearer token")
        }
        return metricsAnswer()
    }

    /// All metrics in Prometheus' text format.
    func metricsAnswer() -> Response {
        var text = Exposition()
        metricsBoard.write(to: &text)
        writeFarm(to: &text)
        writeCaches(to: &text)
        writeProcess(to: &text)
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
    }

    private func writeFarm(to text: inout Exposition) {
        let farm = parts.farm.statistics
        text.gauge("renderstack_workers", "Threads that render.", Double(farm.workers))
        text.gauge("renderstack_workers_lent", "Workers that help with a large picture.", Double(farm.lent))
        text.gauge("renderstack_renders_running", "Renders that hold a worker.", Double(farm.running))
        text.gauge("renderstack_queue_length", "Renders that wait for a worker.", Double(farm.waiting))
        text.gauge("renderstack_pixel_bytes", "Bytes of pixels charged to running renders.", Double(farm.pixelBytes))
        text.gauge(
            "renderstack_service_seconds", "Smoothed time of a render in its worker.",
            (farm.meanServiceMilliseconds ?? 0) / 1_000)
        let ends = [
            ("made", farm.made), ("failed", farm.failed), ("refused", farm.refused), ("expired", farm.expired),
            ("revoked", farm.revoked), ("cancelled", farm.cancelled),
        ]
        text.counters(
            "renderstack_renders_total", "Renders by how they ended.", ends.map { ([("outcome", $0)], $1) })
        let flights = flights.statistics
        text.gauge("renderstack_flights", "Paintings that go on.", Double(flights.flights))
        text.gauge("renderstack_flight_waiters", "Requests that wait for them.", Double(flights.waiters))
    }

    private func writeCaches(to text: inout Exposition) {
        let pictures = pictures.withLock { $0.statistics }
        var hits = [("pictures", pictures.hits)]
        var misses = [("pictures", pictures.misses)]
        var bytes = [("pictures", pictures.bytes), ("files", pictures.fileBytes)]
        if let images = parts.images?.statistics {
            hits.append(("images", images.hits))
            misses.append(("images", images.misses))
            bytes.append(("images", images.bytes))
        }
        if let bases = parts.bases?.statistics {
            hits.append(("bases", bases.hits))
            misses.append(("bases", bases.misses))
            bytes.append(("bases", bases.bytes))
        }
        if let glyphs = parts.glyphs?.statistics {
            hits.append(("glyphs", glyphs.hits))
            misses.append(("glyphs", glyphs.misses))
            bytes.append(("glyphs", glyphs.bytes))
        }
        if let remote = parts.remote?.statistics {
            bytes.append(("remote-images", remote.bytes))
            let ends = [
                ("fetched", remote.fetched), ("failed", remote.failed), ("kept", remote.kept),
                ("refused", remote.refused),
            ]
            text.counters(
                "renderstack_remote_images_total", "Pictures of other servers by how they were come by.",
                ends.map { ([("outcome", $0)], $1) })
            text.gauge(
                "renderstack_remote_images_waiting", "Pictures of other servers that wait for a thread.",
                Double(remote.waiting))
        }
        bytes.append(("targets", targets.withLock { $0.bytes }))
        let labelled = { (values: [(String, Int)]) in values.map { ([("cache", $0)], $1) } }
        text.counters("renderstack_cache_hits_total", "Look-ups that found something.", labelled(hits))
        text.counters("renderstack_cache_misses_total", "Look-ups that found nothing.", labelled(misses))
        text.gauges("renderstack_cache_bytes", "Bytes held.", labelled(bytes))
        text.gauge("renderstack_cache_pictures", "Encoded pictures held.", Double(pictures.count))
        text.gauge("renderstack_cache_files", "Those that lie in files in memory, too.", Double(pictures.files))
        let total = counts.withLock { $0.total }
        text.counters(
            "renderstack_unpainted_total", "Answers without a painting of their own, which the history has no rows of.",
            labelledKinds(total))
    }

    private func labelledKinds(
        _ total: MinuteCounts.Counts
    ) -> [(labels: [(String, String)], value: Int)] {
        [
            ([("kind", "hit")], total.hits), ([("kind", "coalesced")], total.coalesced),
            ([("kind", "not-modified")], total.notModified), ([("kind", "rate-limited")], total.limited),
        ]
    }

    private func writeProcess(to text: inout Exposition) {
        let history = parts.history.statistics
        text.gauge("renderstack_history_unwritten", "Rows of history in memory.", Double(history.unwrittenCount))
        text.counter("renderstack_history_written_total", "Rows of history stored.", history.writtenCount)
        text.counter(
            "renderstack_history_dropped_total", "Rows of history lost for lack of room.", history.droppedCount)
        if let bytes = ProcessFacts.residentBytes {
            text.gauge("process_resident_memory_bytes", "Resident memory.", Double(bytes))
        }
        if let handles = ProcessFacts.openHandles {
            text.gauge("process_open_fds", "Open files and sockets.", Double(handles))
        }
    }

    /// Compares digests, so that the time tells nothing about where two texts differ.
    private static func isSame(_ first: String, _ second: String) -> Bool {
        SHA256.hash(data: Array(first.utf8)) == SHA256.hash(data: Array(second.utf8))
    }
}

/// Serves metrics and nothing else, on a listener of their own.
package struct MetricsResponder: HTTPResponder {
    package typealias Context = FrontContext

    private let front: Front

    package init(front: Front) { self.front = front }

    package func respond(to request: Request, context: FrontContext) async -> Response {
        guard request.method == .get, request.uri.path == "/metrics" else { return Response(status: .notFound) }
        return front.metricsAnswer()
    }
}
