/// Gives a render the images that its template names. Look-ups happen on the worker's thread and do not block.
public protocol AssetSource: Sendable {
    /// - Returns: Nothing where there is no such image.
    func image(named name: String) -> AssetImage?
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
