import Foundation
import Limit

/// What somebody asks of a new key.
public struct KeyRequest: Sendable, Equatable {
    /// Says what the key is for; white space around it is dropped.
    public var name: String
    public var type: KeyType
    /// Template ids: one or more for a Project key, none for any other.
    public var scope: [String]
    /// From this time on the key is refused; never where there is none.
    public var expiresAt: Date?

    /// Puts a request together; the registry checks it.
    public init(name: String, type: KeyType, scope: [String] = [], expiresAt: Date? = nil) {
        self.name = name
        self.type = type
        self.scope = scope
        self.expiresAt = expiresAt
    }

    /// The request with its name trimmed and each template once, or what is wrong with it.
    func checked(limits: Limits.Keys, now: Date) throws(KeyError) -> KeyRequest {
        var result = self
        result.name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        let scalars = result.name.unicodeScalars
        guard (1...limits.nameScalars).contains(scalars.count) else {
            throw .nameLength(scalars: scalars.count, limit: limits.nameScalars)
        }
        // Names are printed in lists and terminals: nothing in them may move the cursor or break the line.
        let breaking: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        guard !scalars.contains(where: { breaking.contains($0.properties.generalCategory) }) else {
            throw .nameHasControlCharacter
        }
        var seen: Set<String> = []
        result.scope = scope.filter { seen.insert($0).inserted }
        if type == .project {
            guard !result.scope.isEmpty else { throw .scopeRequired }
        } else {
            guard result.scope.isEmpty else { throw .scopeNotAllowed(type) }
        }
        guard result.scope.count <= limits.scopeTemplates else {
            throw .scopeTooLarge(count: result.scope.count, limit: limits.scopeTemplates)
        }
        if let expiresAt, expiresAt <= now { throw .expiryNotInFuture }
        return result
    }
}

/// A key that was just made: the only value that holds a record and its secret together.
public struct IssuedKey: Sendable {
    public let record: KeyRecord
    /// Shown once, in the answer that creates the key.
    public let secret: KeySecret
}
