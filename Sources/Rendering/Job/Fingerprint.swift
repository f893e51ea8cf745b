import Crypto

/// The hash of everything that decides a picture's pixels, known before it is painted: its ETag and its cache key.
public struct Fingerprint: Sendable, Hashable {
    /// Raised whenever the same input may give other pixels than before.
    public static let rendererVersion = 1

    /// 32 hexadecimal digits: the first half of the hash.
    public let hex: String

    /// - Parameters:
    ///   - revision: The template's id and revision.
    ///   - overrides: What the request changes, as canonical JSON.
    ///   - assets: The hash of each image by its name.
    ///   - fonts: ``Typography/FontCollection/fingerprint``.
    ///   - version: The request's `v`: a new value is a fresh picture.
    public init(
        revision: String, overrides: String, options: OutputOptions, assets: [String: String], fonts: String,
        version: String?
    ) {
        var text = "\(Self.rendererVersion)\n\(revision)\n\(fonts)\n\(overrides)\n"
        text += "\(options.format.rawValue) \(options.quality) \(options.compression.rawValue) \(options.isStrict) "
        text += "\(options.width ?? 0) \(options.height ?? 0) \(options.scale)\n"
        for (name, hash) in assets.sorted(by: { $0.key < $1.key }) { text += "\(name)=\(hash)\n" }
        if let version { text += "v=\(version)" }
        hex = Self.hexadecimal(SHA256.hash(data: Array(text.utf8)).prefix(16))
    }

    /// The weak entity tag, quotes included.
    public var entityTag: String { "W/\"\(hex)\"" }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
