import Catalog
import Foundation
import HTTPAPI
import People
import Templates

/// How things look in the session API's answers.
package enum ConsoleAnswers {
    /// A list that is one page, in the shape of every list.
    package static func list(_ items: [JSONValue]) -> JSONValue { ["items": .array(items), "nextCursor": .null] }

    static func person(_ person: Person) -> JSONValue {
        [
            "id": .string(person.id), "email": .string(person.email), "name": .string(person.name),
            "createdAt": Presentation.date(person.createdAt),
        ]
    }

    static func organization(_ organization: Organization, role: Role) -> JSONValue {
        [
            "id": .string(organization.id), "slug": .string(organization.slug), "name": .string(organization.name),
            "role": .string(role.rawValue), "createdAt": Presentation.date(organization.createdAt),
        ]
    }

    static func optional(_ date: Date?) -> JSONValue { date.map(Presentation.date) ?? .null }
}
