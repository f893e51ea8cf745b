import Catalog
import Foundation
import Keys
import Rendering
import Templates

/// What is learned about a render on its way, for the history's row.
struct RenderTrack: Sendable {
    let source: RenderSource
    let key: VerifiedKey
    var asked: String?
    /// What was asked for, and its overrides as canonical JSON once the template took them.
    var command: RenderCommand?
    var values: String?
    var template: CompiledTemplate?
    var format = ""
    var id: String?
    /// Whether the request has taken a slot of its key's budget.
    var hasSlot = false
    private(set) var picture: Picture?
    private(set) var error: APIError?

    init(source: RenderSource, key: VerifiedKey) {
        self.source = source
        self.key = key
    }

    /// Notes what was asked for.
    mutating func note(_ command: RenderCommand) {
        asked = command.template
        self.command = command
        format = command.options.format.rawValue
    }

    mutating func refuse(_ error: APIError) { self.error = error }

    mutating func paint(_ picture: Picture) { self.picture = picture }
}

extension Front {
    /// Makes an identifier of a render.
    func makeRenderID() -> String {
        var random = parts.random
        return Identifier.make(.render, atMilliseconds: parts.now().wholeMilliseconds, using: &random)
    }

    /// Counts an answer that the history has no row of.
    func count(_ kind: MinuteCounts.Kind, of key: VerifiedKey, at moment: Date? = nil) {
        let moment = moment ?? parts.now()
        counts.withLock { $0.add(kind, key: key.id, at: moment) }
        parts.usage.count(organizationID: key.organizationID, keyID: key.id, at: moment) { $0.add(kind) }
    }

    /// Answers without rows that a key got in this minute.
    package func counts(ofKey id: String) -> MinuteCounts.Counts {
        counts.withLock { $0.counts(ofKey: id, at: parts.now()) }
    }

    /// Hands the row to the history's writer, which never waits.
    ///
    /// - Parameter arrival: Of the request.
    func record(_ track: RenderTrack, since arrival: Duration) {
        let duration = (parts.clock.now() - arrival) / .milliseconds(1)
        let isPainted = track.error == nil
        parts.usage.count(organizationID: track.key.organizationID, keyID: track.key.id, at: parts.now()) {
            if isPainted {
                $0.renders += 1
                $0.latency.add(milliseconds: duration)
            } else {
                $0.errors += 1
            }
        }
        let template = track.template?.record
        let slug = template?.slug ?? track.asked.map { Redaction.withoutKeys(String($0.prefix(200))) }
        let id = track.id ?? makeRenderID()
        parts.events.publish(ChangeEvent(.render, "create", id: id, organization: track.key.organizationID))
        parts.history.record(
            RenderRecord(
                id: id, organizationID: track.key.organizationID,
                templateID: template?.id, templateSlug: slug, revision: template?.revision,
                keyID: track.key.id, source: track.source, status: track.error?.kind.facts.status ?? 200,
                errorSlug: track.error?.kind.slug, detail: track.error?.detail, format: track.format,
                width: track.picture?.width ?? 0, height: track.picture?.height ?? 0,
                byteCount: track.picture?.bytes.count ?? 0,
                durationMilliseconds: duration,
                report: track.picture.flatMap { $0.report.isEmpty ? nil : $0.report.header },
                request: track.command?.historyText(
                    values: track.values, limit: parts.limits.store.historyRequestBytes),
                createdAt: parts.now()))
    }
}

extension UsageCounts {
    /// Counts one answer that was not painted.
    fileprivate mutating func add(_ kind: MinuteCounts.Kind) {
        switch kind {
        case .hits: hits += 1
        case .coalesced: coalesced += 1
        case .notModified: notModified += 1
        case .limited: limited += 1
        }
    }
}
