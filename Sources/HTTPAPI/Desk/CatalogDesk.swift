import Catalog
import Foundation
import Keys
import Limit
import People

/// Writes to the catalog for the public API and for the host's command line alike: checks, stores, then tells.
package struct CatalogDesk: Sendable {
    package let store: any Store
    package let limits: Limits
    package let now: @Sendable () -> Date
    package let random: RandomSource
    /// Tells open dashboards.
    package let events: EventHub
    /// Where it is written down what keys and the command line did; what people do the console notes itself.
    package let people: PeopleDesk?
    /// Who is at work, where it is no person: a key's id, or the command line.
    package var agent: String?
    /// Told of each committed change before it is answered.
    package let didChange: @Sendable (CatalogChange) async -> Void

    package func makeID(_ kind: Identifier.Kind) -> String {
        var random = random
        return Identifier.make(kind, using: &random)
    }

    /// The same desk with somebody at work who is no person.
    package func acting(as agent: String) -> CatalogDesk {
        var desk = self
        desk.agent = agent
        return desk
    }

    /// Writes down what an agent did. A log that cannot be written undoes nothing.
    func note(_ action: String, _ subject: ActivityRecord.Subject, organization: String, detail: String = "") async {
        guard let agent, let people else { return }
        do throws(PeopleError) {
            try await people.note(
                action, subject, organizationID: organization, actorID: agent,
                actorName: agent.hasPrefix("key_") ? "API key" : agent, detail: detail)
        } catch {
            return
        }
    }
}
