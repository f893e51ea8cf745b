import Foundation

/// A signing secret as the store holds it: encrypted.
public struct SigningSecretRecord: Sendable, Equatable {
    /// `sec_` and 20 characters.
    public let id: String
    public let organizationID: String
    /// What ``SecretBox`` made of the secret for ``place``.
    public let sealed: [UInt8]
    /// The pepper whose box sealed it.
    public let pepperVersion: Int
    public let createdBy: String
    public let createdAt: Date
    /// From this time on its signatures are refused; nil for the current secret.
    public var expiresAt: Date?

    /// Puts a record together, for the registry and for stores that read their rows.
    public init(
        id: String, organizationID: String, sealed: [UInt8], pepperVersion: Int, createdBy: String, createdAt: Date,
        expiresAt: Date? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.sealed = sealed
        self.pepperVersion = pepperVersion
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// What the sealed bytes are and whose: they open nowhere else.
    static func place(id: String, organization: String) -> String { "signing secret \(id) of \(organization)" }

    /// Whether its signatures are still good at a moment.
    public func isInForce(at moment: Date) -> Bool { expiresAt.map { moment < $0 } ?? true }
}

/// A signing secret that was just made: the only value that holds a record and its secret together.
public struct IssuedSigningSecret: Sendable {
    public let record: SigningSecretRecord
    /// Shown once, in the answer that makes the secret.
    public let secret: SigningSecret
}
