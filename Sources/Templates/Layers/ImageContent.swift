/// A picture in a box. Lengths are CSS pixels.
public struct ImageContent: Sendable, Equatable {
    /// How the picture follows the box, as CSS's `object-fit`.
    public enum Fit: String, Sendable, CaseIterable {
        case cover, contain, fill, none
        case scaleDown = "scale-down"
    }

    /// Missing where there is nothing to show yet.
    public var source: ImageSource?
    /// What is shown where the source is missing or cannot be had: the first that can.
    public var fallback: [ImageSource]
    /// How the picture follows the box.
    public var fit: Fit
    /// The corners of the box, which cut the picture.
    public var cornerRadius: CornerRadii
    /// The outline of the box, where there is one.
    public var stroke: Stroke?

    /// The source and what stands in for it, in the order in which they are tried.
    public var sources: [ImageSource] { (source.map { [$0] } ?? []) + fallback }
}

/// Where a picture comes from.
public enum ImageSource: Sendable, Hashable {
    /// A stored asset, by its name.
    case asset(String)
    /// The bytes of a data URL; its declared type is not looked at.
    case data([UInt8])
    /// An https URL without user information. Which hosts and ports are used is for the server to say.
    case remote(String)

    /// Characters of the longest URL.
    static let urlLimit = 2_048

    /// Why a text is no source.
    enum Fault: Error {
        case unknownKind
        case assetName
        case dataURL
        case url(String)
    }

    /// Reads `asset:NAME`, a data URL or an https URL.
    init(parsing text: String) throws(Fault) {
        if text.hasPrefix("asset:") {
            let name = text.dropFirst("asset:".count)
            guard (1...128).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else { throw .assetName }
            self = .asset(String(name))
        } else if text.prefix(5).lowercased() == "data:" {
            guard let comma = text.utf8.firstIndex(of: UInt8(ascii: ",")), text[..<comma].hasSuffix(";base64"),
                let bytes = Base64.decode(text[text.utf8.index(after: comma)...]), !bytes.isEmpty
            else { throw .dataURL }
            self = .data(bytes)
        } else if text.prefix(8).lowercased() == "https://" {
            if let problem = Self.problem(ofURL: text) { throw .url(problem) }
            self = .remote(text)
        } else {
            throw .unknownKind
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func problem(ofURL text: String) -> String? {
        if text.utf8.count > urlLimit { return "the URL is longer than \(urlLimit) characters" }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            return "a URL has only printable ASCII, the rest percent-encoded"
        }
        let authority = text.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        if authority.contains("@") { return "a URL here has no user information" }
        let afterHost =
            authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
        if authority.count == afterHost.count { return "the URL has no host" }
        let port = afterHost.isEmpty ? ":443" : afterHost
        guard port.first == ":", port.utf8.count <= 6, let number = UInt16(port.dropFirst()), number > 0,
            port.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return "the URL's port is none" }
        return nil
    }
}
