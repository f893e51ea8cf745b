import Farm
import Synchronization

/// What the front counts about its requests. A request costs two short locks.
final class Metrics: Sendable {
    private struct Hits {
        var found = 0
        var notModified = 0
        var durations = Histogram()
    }

    /// Stages of a painting, in the order of their histograms.
    static let stages = ["queue", "layout", "paint", "encode"]

    private struct Name: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    /// Hits that were answered in front of the router: a short lock each.
    private let hits = Mutex(Hits())
    /// POST renders that were answered in front of the router.
    let quickPosts = Atomic(0)
    /// Answers to what never became a request, by the status that they carried.
    private let bareRefusals = Mutex<[ProblemKind: Int]>([:])
    private let requests = Mutex<[Name: Int]>([:])
    private let durations = Mutex([String: Histogram]())
    private let paintings = Mutex([Histogram](repeating: Histogram(), count: Metrics.stages.count))
    private let refusals = Mutex<[ProblemKind: Int]>([:])

    /// Counts an answered request.
    ///
    /// - Parameters:
    ///   - route: The pattern, never the path.
    ///   - method: One of the known methods, or `other`.
    func count(route: String, method: String, status: Int, duration: Duration) {
        requests.withLock { $0[Name(route: route, method: method, status: status), default: 0] += 1 }
        durations.withLock { $0[route, default: Histogram()].observe(duration) }
    }

    /// Counts a hit that was answered in front of the router.
    func countHit(isFound: Bool, duration: Duration) {
        hits.withLock { hits in
            if isFound { hits.found += 1 } else { hits.notModified += 1 }
            hits.durations.observe(duration)
        }
    }

    var quickHits: Int { hits.withLock { $0.found + $0.notModified } }

    /// Counts a request that was refused.
    func count(_ kind: ProblemKind) { refusals.withLock { $0[kind, default: 0] += 1 } }

    /// Counts a connection that was told off before it sent a whole request.
    func countBare(_ kind: ProblemKind) { bareRefusals.withLock { $0[kind, default: 0] += 1 } }

    /// Counts a painting, once however many waited for it.
    func count(_ painting: Painting) {
        let stages = painting.result.output.stages
        paintings.withLock { histograms in
            histograms[0].observe(painting.result.queueTime)
            histograms[1].observe(stages.layout)
            histograms[2].observe(stages.paint)
            histograms[3].observe(stages.encode)
        }
    }

    func write(to text: inout Exposition) {
        let hits = hits.withLock { $0 }
        var (requests, durations) = (requests.withLock { $0 }, durations.withLock { $0 })
        for (status, count) in [(200, hits.found), (304, hits.notModified)] where count > 0 {
            requests[Name(route: Front.imagePattern, method: "GET", status: status), default: 0] += count
        }
        if hits.found + hits.notModified > 0 {
            durations[Front.imagePattern, default: Histogram()].merge(hits.durations)
        }
        let counted = requests.sorted {
            ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
        }
        text.counters(
            "renderstack_requests_total", "Answered requests.",
            counted.map { name, value in
                ([("route", name.route), ("method", name.method), ("status", String(name.status))], value)
            })
        text.histograms(
            "renderstack_request_seconds", "Time from a request's arrival to its answer.",
            durations.sorted { $0.key < $1.key }.map { ([("route", $0.key)], $0.value) })
        text.histograms(
            "renderstack_render_seconds", "Time of each painting by stage; queue is its wait for a worker.",
            zip(Self.stages, paintings.withLock { $0 }).map { ([("stage", $0)], $1) })
        text.counters(
            "renderstack_refusals_total", "Refused requests by the slug of their problem.",
            Self.labelled(refusals.withLock { $0 }))
        text.counters(
            "renderstack_connection_refusals_total",
            "Connections that were refused before they sent a whole request, by the slug of their problem.",
            Self.labelled(bareRefusals.withLock { $0 }))
        text.counter(
            "renderstack_quick_hits_total", "Hits that were answered in front of the router.",
            hits.found + hits.notModified)
        text.counter(
            "renderstack_quick_posts_total", "POST renders that were answered in front of the router.",
            quickPosts.load(ordering: .relaxed))
    }

    private static func labelled(_ counts: [ProblemKind: Int]) -> [(labels: [(String, String)], value: Int)] {
        counts.map { ($0.key.slug, $0.value) }.sorted { $0.0 < $1.0 }.map { ([("reason", $0)], $1) }
    }
}
