import Catalog
import Foundation
import Keys
import People

extension Operator {
    /// Makes a key. Slugs become the ids of the templates that have them now.
    public func createKey(_ command: CreateKey) async throws(OperatorError) -> CreatedKey {
        let organization = try await organization(command.organization)
        var scope: [String] = []
        for reference in command.templates {
            do throws(APIError) {
                scope.append(try await desk.template(reference, organization: organization.id).id)
            } catch {
                throw OperatorError(error)
            }
        }
        let expiry = command.expiresInSeconds.map { now().addingTimeInterval(Double($0)) }
        do throws(KeyError) {
            let issued = try await keys.create(
                KeyRequest(name: command.name, type: command.type, scope: scope, expiresAt: expiry),
                organization: organization.id, by: Self.person)
            await tell("create", issued.record)
            return CreatedKey(issued)
        } catch {
            throw OperatorError(error)
        }
    }

    /// Lists an organization's keys, newest first.
    public func listKeys(organization slug: String? = nil) async throws(OperatorError) -> [KeySummary] {
        let organization = try await organization(slug)
        do throws(KeyError) {
            return try await keys.list(organization: organization.id).map(KeySummary.init)
        } catch {
            throw OperatorError(error)
        }
    }

    /// Revokes a key; when this returns, the key is refused and that is stored.
    public func revokeKey(id: String, organization slug: String? = nil) async throws(OperatorError) -> KeySummary {
        let organization = try await organization(slug)
        do throws(KeyError) {
            let record = try await keys.revoke(id, organization: organization.id, by: Self.person)
            await tell("revoke", record)
            return KeySummary(record)
        } catch {
            throw OperatorError(error)
        }
    }

    /// Makes a key in another's place.
    public func rotateKey(_ command: RotateKey) async throws(OperatorError) -> CreatedKey {
        let organization = try await organization(command.organization)
        do throws(KeyError) {
            let (old, new) = try await keys.rotate(
                command.id, organization: organization.id, overlap: command.overlap)
            await tell("rotate", old, detail: "overlap \(command.overlap.rawValue), now \(new.record.id)")
            return CreatedKey(new)
        } catch {
            throw OperatorError(error)
        }
    }

    /// Deletes a revoked key and its render records.
    public func deleteKey(id: String, organization slug: String? = nil) async throws(OperatorError) -> Done {
        let organization = try await organization(slug)
        do throws(KeyError) {
            try await keys.delete(id, organization: organization.id)
        } catch {
            throw OperatorError(error)
        }
        do throws(CatalogError) {
            if let history {
                try await history.deleteRenders(ofKey: id)
            } else {
                try await store.deleteRenders(ofKey: id)
            }
        } catch {
            throw OperatorError(error)
        }
        events.publish(ChangeEvent(.key, "delete", id: id, organization: organization.id))
        await note("key.delete", .init(type: "key", id: id, name: ""), organizationID: organization.id)
        return Done()
    }

    /// Tells open dashboards, and the log, what became of a key.
    private func tell(_ action: String, _ record: KeyRecord, detail: String = "") async {
        events.publish(
            ChangeEvent(.key, action, id: record.id, organization: record.organizationID, creator: record.createdBy))
        await note(
            "key." + action, .init(type: "key", id: record.id, name: record.name),
            organizationID: record.organizationID, detail: detail)
    }

    /// Writes down what the command line did; a log that cannot be written undoes nothing.
    func note(
        _ action: String, _ subject: ActivityRecord.Subject, organizationID: String, detail: String = ""
    ) async {
        do throws(PeopleError) {
            try await people?.note(
                action, subject, organizationID: organizationID, actorID: Self.person, actorName: Self.person,
                detail: detail)
        } catch {
            return
        }
    }
}

extension KeySummary {
    init(_ record: KeyRecord) {
        self.init(
            id: record.id, name: record.name, type: record.type, prefix: record.displayPrefix, scope: record.scope,
            createdBy: record.createdBy, createdAt: record.createdAt, lastUsedAt: record.lastUsedAt,
            expiresAt: record.expiresAt, revokedAt: record.revokedAt, revokedBy: record.revokedBy)
    }
}

extension CreatedKey {
    init(_ issued: IssuedKey) {
        let record = issued.record
        self.init(
            id: record.id, key: issued.secret.withPlainText { $0 }, prefix: record.displayPrefix, type: record.type,
            name: record.name, scope: record.scope, expiresAt: record.expiresAt)
    }
}
