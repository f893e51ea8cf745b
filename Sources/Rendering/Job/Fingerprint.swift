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
        var text: [UInt8] = []
        text.reserveCapacity(512 + overrides.utf8.count)
        for line in [Self.version, revision, fonts, overrides] {
            text += line.utf8
            text.append(Self.lineEnd)
        }
        text += options.text.utf8
        for (name, hash) in assets.sorted(by: { $0.key < $1.key }) {
            text += name.utf8
            text.append(UInt8(ascii: "="))
            text += hash.utf8
            text.append(Self.lineEnd)
        }
        if let version { text += "v=\(version)".utf8 }
        hex = Self.hexadecimal(SHA256.hash(data: text).prefix(16))
    }

    /// The weak entity tag, quotes included.
    public var entityTag: String { "W/\"\(hex)\"" }

    private static let digits = Array("0123456789abcdef".utf8)
    private static let version = String(rendererVersion)
    private static let lineEnd = UInt8(ascii: "\n")

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(32)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension OutputOptions {
    /// Everything as one line.
    fileprivate var text: String {
        if self == Self.plain { return Self.plainText }
        return line
    }

    private var line: String {
        "\(format.rawValue) \(quality) \(compression.rawValue) \(isStrict) \(width ?? 0) \(height ?? 0) \(scale)\n"
    }

    private static let plain = OutputOptions()
    private static let plainText = plain.line
}
