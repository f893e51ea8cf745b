import HTTPAPI
import People

extension ConsoleFront {
    /// Writes down what a member did. A log that cannot be written is told to the operator, not to the person: what
    /// they asked for is done.
    package func note(
        _ action: String, _ subject: ActivityRecord.Subject, in organizationID: String, by person: Person,
        from exchange: ConsoleExchange, detail: String = ""
    ) async {
        do throws(PeopleError) {
            try await people.note(
                action, subject, organizationID: organizationID, actorID: person.id, actorName: person.name,
                address: exchange.visit.address, detail: detail)
        } catch {
            parts.logger.error("activity not written", metadata: ["error": "\(error)"])
        }
    }

    /// Writes down what a member did where they are at work.
    package func note(
        _ action: String, _ subject: ActivityRecord.Subject, at place: ConsoleExchange.Place,
        from exchange: ConsoleExchange, detail: String = ""
    ) async {
        await note(
            action, subject, in: place.organization.id, by: place.person, from: exchange, detail: detail)
    }

    /// Writes down what a person did to their account, in each of their organizations.
    func note(
        _ action: String, _ person: Person, from exchange: ConsoleExchange, detail: String = ""
    ) async {
        do throws(PeopleError) {
            for place in try await people.store.memberships(personID: person.id) {
                await note(
                    action, .init(type: "session", id: person.id, name: person.name), in: place.organizationID,
                    by: person, from: exchange, detail: detail)
            }
        } catch {
            parts.logger.error("activity not written", metadata: ["error": "\(error)"])
        }
    }
}
