/// Gives a render the images that its template names. Look-ups happen on the worker's thread and do not block.
public protocol AssetSource: Sendable {
    /// - Returns: Nothing where there is no such image.
    func image(named name: String) -> AssetImage?

    /// - Returns: Nothing where pictures are not loaded from other servers.
    func remoteImage(at url: String) -> RemoteImage?
}

extension AssetSource {
    /// Sources have no pictures of other servers unless they say so.
    public func remoteImage(at url: String) -> RemoteImage? { nil }
}

/// A picture of another server, as it was when the render began.
public enum RemoteImage: Sendable {
    case fetched(AssetImage)
    /// One word for the report.
    case failed(String)
}

/// Assets by name with pictures of other servers by URL.
public struct JobImages: AssetSource {
    private let assets: [String: AssetImage]
    private let remote: [String: RemoteImage]

    public init(assets: [String: AssetImage], remote: [String: RemoteImage]) {
        self.assets = assets
        self.remote = remote
    }

    public func image(named name: String) -> AssetImage? { assets[name] }

    public func remoteImage(at url: String) -> RemoteImage? { remote[url] }
}

/// An encoded image and the hash of its bytes, under which its pixels are kept.
public struct AssetImage: Sendable {
    public let hash: String
    public let bytes: [UInt8]

    public init(hash: String, bytes: [UInt8]) {
        self.hash = hash
        self.bytes = bytes
    }
}

extension Dictionary: AssetSource where Key == String, Value == AssetImage {
    public func image(named name: String) -> AssetImage? { self[name] }
}
