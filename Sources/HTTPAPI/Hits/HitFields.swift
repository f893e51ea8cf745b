import NIOHTTP1

/// What a hit needs to know of a request's header. Pure.
struct HitFields: Sendable, Equatable {
    private(set) var origins: [String] = []
    private(set) var referers: [String] = []
    private(set) var accepted: [String] = []
    private(set) var entityTag: String?
    private(set) var forwarded: [String] = []

    /// Reads a header.
    ///
    /// - Returns: Nil where something in it needs the ordinary way: a key, a body, an upgrade, a close, more than the
    ///   limits allow.
    init?(_ headers: HTTPHeaders, byteLimit: Int, countLimit: Int) {
        guard headers.count <= countLimit else { return nil }
        var bytes = 0
        var hosts = 0
        for (name, value) in headers {
            bytes += name.utf8.count + value.utf8.count
            switch name.utf8.count {
            case 4: if Self.says(name, "host") { hosts += value.isEmpty ? 0 : 1 }
            case 6:
                if Self.says(name, "origin") { origins.append(value) }
                if Self.says(name, "accept") { accepted.append(value) }
                if Self.says(name, "expect") { return nil }
            case 7:
                if Self.says(name, "referer") { referers.append(value) }
                if Self.says(name, "upgrade") { return nil }
            case 9: if Self.says(name, "x-api-key") { return nil }
            case 10: if Self.says(name, "connection"), !Self.says(value, "keep-alive") { return nil }
            case 13:
                if Self.says(name, "authorization") { return nil }
                if Self.says(name, "if-none-match") {
                    guard entityTag == nil else { return nil }
                    entityTag = value
                }
            case 14: if Self.says(name, "content-length") { return nil }
            case 15: if Self.says(name, "x-forwarded-for") { forwarded.append(value) }
            case 17: if Self.says(name, "transfer-encoding") { return nil }
            default: break
            }
        }
        guard bytes <= byteLimit, hosts == 1 else { return nil }
    }

    /// Whether the client takes a media type.
    func accepts(_ mediaType: String) -> Bool {
        accepted.isEmpty || accepted == ["*/*"] || Accept.allows(mediaType, values: accepted)
    }

    /// Compares with a word in small letters, hyphens and digits, whatever the case of the text.
    private static func says(_ text: String, _ word: String) -> Bool {
        text.utf8.elementsEqual(word.utf8) { $0 | 0x20 == $1 }
    }
}
