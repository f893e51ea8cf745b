import Foundation

/// A key that is known and in force, as a request sees it.
///
/// It is one reference to what the snapshot holds, so that handing it on copies no text.
public struct VerifiedKey: Sendable {
    private let entry: KeyEntry

    init(_ entry: KeyEntry) { self.entry = entry }

    public var id: String { entry.id }
    public var organizationID: String { entry.organizationID }
    public var type: KeyType { entry.type }
    /// Ids of the templates that a Project key may use; empty for all other types.
    public var scope: [String] { entry.scope }

    /// Whether the key's type may do this at all.
    public func may(_ operation: KeyOperation) -> Bool { Permission.allows(type, operation) }

    /// Whether the key may use the template with this id: a Project key only within its scope, any other always.
    public func covers(template id: String) -> Bool { type != .project || scope.contains(id) }
}

extension VerifiedKey: Equatable {
    /// Compares what never changes of a key.
    public static func == (left: VerifiedKey, right: VerifiedKey) -> Bool {
        left.entry === right.entry
            || left.id == right.id && left.organizationID == right.organizationID && left.type == right.type
                && left.scope == right.scope
    }
}

extension VerifiedKey: CustomReflectable {
    /// A mirror of what never changes of a key; its digest is no part of it.
    public var customMirror: Mirror {
        Mirror(
            self, children: ["id": id, "organizationID": organizationID, "type": type, "scope": scope],
            displayStyle: .struct)
    }
}

/// What is known about a key that somebody sent.
public enum Verification: Sendable, Equatable {
    /// The key is in force.
    case valid(VerifiedKey)
    /// No such key.
    case unknown
    /// The key with this id was revoked.
    case revoked(id: String)
    /// The key with this id has expired.
    case expired(id: String)
}
