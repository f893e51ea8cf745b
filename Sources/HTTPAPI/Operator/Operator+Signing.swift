import Catalog
import Foundation
import Keys

extension Operator {
    /// Lists the signing secrets that are in force.
    public func listSigningSecrets(
        organization slug: String? = nil
    ) async throws(OperatorError) -> [SigningSecretSummary] {
        let organization = try await organization(slug)
        return await signing.list(organization: organization.id).map(SigningSecretSummary.init)
    }

    /// Makes a new current signing secret; it is in force and stored when this returns.
    public func rotateSigningSecret(
        overlap: RotationOverlap, organization slug: String? = nil
    ) async throws(OperatorError) -> CreatedSigningSecret {
        let organization = try await organization(slug)
        do throws(KeyError) {
            let issued = try await signing.rotate(organization: organization.id, overlap: overlap, by: Self.person)
            let others = await signing.list(organization: organization.id).filter { $0.id != issued.record.id }
            return CreatedSigningSecret(
                id: issued.record.id, secret: issued.secret.withPlainText { $0 }, createdAt: issued.record.createdAt,
                othersExpireAt: others.compactMap(\.expiresAt).max())
        } catch {
            throw OperatorError(error)
        }
    }

    /// Deletes a signing secret.
    public func deleteSigningSecret(id: String, organization slug: String? = nil) async throws(OperatorError) -> Done {
        let organization = try await organization(slug)
        do throws(KeyError) {
            try await signing.delete(id, organization: organization.id)
            return Done()
        } catch {
            throw OperatorError(error)
        }
    }

    /// Signs a URL of a GET render.
    public func signURL(_ command: SignURL) async throws(OperatorError) -> SignedURLReply {
        let organization = try await organization(command.organization)
        do throws(APIError) {
            let url = try RenderURL(parsing: command.url)
            return try url.signed(
                by: signing.ring, organization: organization.id, lifetime: command.expiresInSeconds, now: now(),
                limits: limits.keys)
        } catch {
            throw OperatorError(error)
        }
    }
}

extension SigningSecretSummary {
    init(_ record: SigningSecretRecord) {
        self.init(
            id: record.id, createdBy: record.createdBy, createdAt: record.createdAt, expiresAt: record.expiresAt,
            isCurrent: record.expiresAt == nil)
    }
}
