import Catalog
import Foundation
import Keys
import Limit
import People

/// What the host's own command line may do: keys, hosts, templates, assets, organizations.
///
/// It works on open stores. The server puts it behind the admin socket; while no server runs, the command line opens
/// the stores and uses it directly. Organizations are named by slug; nil picks the only one.
public struct Operator: Sendable {
    let store: any Store
    let keys: KeyRegistry
    let signing: SigningRegistry
    let limits: Limits
    let now: @Sendable () -> Date
    let desk: CatalogDesk
    let history: HistoryWriter?
    let events: EventHub
    let people: PeopleDesk?
    /// Scheme, host and port that links begin with, as far as they are known.
    let publicURL: @Sendable () -> String?
    /// Who did it, in records.
    static let person = "command line"

    /// Makes an operator on open stores.
    ///
    /// - Parameters:
    ///   - store: Organizations, templates, assets, settings and history.
    ///   - keys: The registry that makes and revokes keys.
    ///   - signing: The registry of signing secrets.
    ///   - limits: Bounds of what is stored.
    ///   - history: The writer in front of the store's history; nil where no server runs and nothing waits in one.
    ///   - now: The wall clock.
    ///   - random: Makes ids.
    ///   - people: Accounts; nil where the command line may not touch them.
    ///   - publicURL: What links begin with; nil where only the address is known that a server listens on.
    ///   - events: Told of each change that dashboards show.
    ///   - didChange: Told after each committed change, so that a running server forgets what it kept of it.
    public init(
        store: any Store, keys: KeyRegistry, signing: SigningRegistry, limits: Limits, history: HistoryWriter? = nil,
        now: @escaping @Sendable () -> Date = { Date() }, random: RandomSource = .system,
        people: PeopleDesk? = nil, publicURL: @escaping @Sendable () -> String? = { nil },
        events: EventHub = EventHub(),
        didChange: @escaping @Sendable (CatalogChange) async -> Void = { _ in }
    ) {
        self.people = people
        self.publicURL = publicURL
        self.events = events
        self.store = store
        self.keys = keys
        self.signing = signing
        self.limits = limits
        self.now = now
        self.history = history
        desk = CatalogDesk(
            store: store, limits: limits, now: now, random: random, events: events, people: people,
            agent: Self.person, didChange: didChange)
    }
}

extension Operator {
    /// The organization of a slug or id, or the only one.
    func organization(_ slug: String?) async throws(OperatorError) -> Organization {
        let all: [Organization]
        do throws(CatalogError) {
            if let slug { return try await store.organization(slug) }
            all = try await store.organizations()
        } catch .notFound {
            throw OperatorError(
                slug: ProblemKind.notFound.slug, reason: "there is no organization \(Redaction.quoted(slug ?? ""))")
        } catch {
            throw OperatorError(error)
        }
        if let first = all.first, all.count == 1 { return first }
        let slugs = all.map(\.slug).joined(separator: ", ")
        throw OperatorError(
            slug: ProblemKind.validationError.slug,
            reason: all.isEmpty
                ? "there is no organization yet" : "there are several organizations, name one: \(slugs)")
    }
}

extension OperatorError {
    /// The public API's refusal in one line.
    init(_ error: APIError) {
        let all = error.errors.map { "\($0.pointer.isEmpty ? "" : $0.pointer + ": ")\($0.detail)" }
        self.init(slug: error.kind.slug, reason: all.count > 1 ? all.joined(separator: "; ") : error.detail)
    }

    init(_ error: CatalogError) { self.init(APIError(error)) }

    init(_ error: KeyError) { self.init(APIError(error)) }
}

/// A committed change that makes kept copies stale.
public enum CatalogChange: Sendable, Equatable {
    /// A template was written or deleted.
    case template(organization: String)
    /// An image or a font was written or deleted.
    case asset(organization: String)
    /// Allowed hosts or the cache policy changed.
    case settings(organization: String)
}
