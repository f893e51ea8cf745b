import Crypto
import Templates

/// The hash of everything that decides a picture's pixels, known before it is painted: its ETag and its cache key.
public struct Fingerprint: Sendable, Hashable {
    /// Raised whenever the same input may give other pixels than before.
    public static let rendererVersion = 1

    private let digest: [UInt8]

    /// - Parameters:
    ///   - revision: The template's id and revision.
    ///   - overrides: What the request changes, as JSON.
    ///   - assets: The hash of each image by its name.
    ///   - fonts: ``Typography/FontCollection/fingerprint``.
    ///   - version: The request's `v`: a new value is a fresh picture.
    public init(
        revision: String, overrides: JSONValue, options: OutputOptions, assets: [String: String], fonts: String,
        version: String?
    ) {
        var text = "\(Self.rendererVersion)\n\(revision)\n\(fonts)\n\(overrides.canonicalText)\n"
        text += "\(options.format.rawValue) \(options.quality) \(options.compression) \(options.isStrict) "
        text += "\(options.width ?? 0) \(options.height ?? 0) \(options.scale)\n"
        for (name, hash) in assets.sorted(by: { $0.key < $1.key }) { text += "\(name)=\(hash)\n" }
        if let version { text += "v=\(version)" }
        digest = Array(SHA256.hash(data: Array(text.utf8)))
    }

    /// The weak entity tag, quotes included.
    public var entityTag: String { "W/\"\(hex)\"" }

    /// 32 hexadecimal digits: the first half of the hash.
    public var hex: String {
        digest.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
