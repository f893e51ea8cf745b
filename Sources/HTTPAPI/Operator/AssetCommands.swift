import Foundation

/// An image or a font as lists show it.
public struct AssetSummary: Codable, Sendable, Equatable {
    public let id: String
    public let name: String
    /// `image` or `font`.
    public let kind: String
    public let contentType: String
    public let byteCount: Int
    public let width: Int?
    public let height: Int?
    public let family: String?
    public let weight: Int?
    public let createdAt: Date
}

/// Stores an image or a font under a name; the same name again is a `conflict` unless `replace` is set.
public struct AddAsset: OperatorCommand {
    public static let path = "assets/add"
    public var organization: String?
    public var name: String
    /// The file's bytes; they travel as base64.
    public var bytes: Data
    public var replace: Bool

    public init(organization: String? = nil, name: String, bytes: Data, replace: Bool = false) {
        self.organization = organization
        self.name = name
        self.bytes = bytes
        self.replace = replace
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> AssetSummary {
        try await desk.addAsset(self)
    }
}

/// Lists every asset, newest first.
public struct ListAssets: OperatorCommand {
    public static let path = "assets/list"
    public var organization: String?

    public init(organization: String? = nil) { self.organization = organization }

    public func perform(on desk: Operator) async throws(OperatorError) -> [AssetSummary] {
        try await desk.listAssets(organization: organization)
    }
}

/// Removes an asset by id; one that a template uses is a `conflict`.
public struct RemoveAsset: OperatorCommand {
    public static let path = "assets/remove"
    public var organization: String?
    public var id: String

    public init(organization: String? = nil, id: String) {
        self.organization = organization
        self.id = id
    }

    public func perform(on desk: Operator) async throws(OperatorError) -> Done {
        try await desk.removeAsset(id: id, organization: organization)
    }
}
