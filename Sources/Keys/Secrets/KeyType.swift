/// What a key may do; ``Permission`` holds the table.
public enum KeyType: String, Sendable, CaseIterable, Codable {
    /// Everything that the API offers.
    case master
    /// Renders and reads the templates in its scope.
    case project
    /// Renders and reads everything, writes nothing.
    case readOnly = "read-only"
    /// Only image URLs, from an allowed host.
    case get

    /// The first characters of every key of this type.
    public var prefix: KeyPrefix { self == .get ? .get : .live }
}

/// The first characters of a key: they tell a key for headers from one for image URLs.
public enum KeyPrefix: String, Sendable, CaseIterable {
    /// Sent in a header.
    case live = "rs_live_"
    /// Sent in the query of an image URL.
    case get = "rs_get_"
}
