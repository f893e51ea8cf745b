extension KeySecret {
    /// Random characters after the prefix: 190 bits.
    static let randomCount = 32

    /// Reads a key, or refuses it: prefix, length, alphabet, checksum.
    ///
    /// The checksum rejects typing errors without a look-up; it protects nothing.
    public init?(parsing text: String) { self.init(parsing: text.utf8.span) }

    /// Reads a key from its bytes, as ``init(parsing:)-(String)`` does, without a copy but the key itself.
    public init?(parsing text: Span<UInt8>) {
        // The two lengths differ, so the length alone says which prefix there must be.
        let prefix: KeyPrefix
        if text.count == Self.count(after: .get) {
            prefix = .get
        } else if text.count == Self.count(after: .live) {
            prefix = .live
        } else {
            return nil
        }
        guard prefix.begins(text) else { return nil }
        var place = prefix.byteCount
        while place < text.count {
            guard Base62.contains(text[place]) else { return nil }
            place &+= 1
        }
        let end = text.count &- Base62.checksumCount
        guard Base62.isChecksum(of: CRC32.of(text.extracting(first: end)), text, from: end) else { return nil }
        self.init(prefix: prefix, text: text)
    }

    /// Bytes of a whole key.
    @inline(__always)
    static func count(after prefix: KeyPrefix) -> Int { prefix.byteCount + randomCount + Base62.checksumCount }

    /// Makes a fresh key of `type`; `generator` is the system's unless a test injects its own.
    public static func generate(_ type: KeyType, using generator: inout some RandomNumberGenerator) -> KeySecret {
        var text = [UInt8](type.prefix.rawValue.utf8)
        text += Base62.random(count: randomCount, using: &generator)
        text += Base62.checksum(CRC32.of(text.span))
        return KeySecret(prefix: type.prefix, text: text.span)
    }
}

extension KeyPrefix {
    private static let liveBytes = [UInt8](KeyPrefix.live.rawValue.utf8)
    private static let getBytes = [UInt8](KeyPrefix.get.rawValue.utf8)

    /// Bytes of the prefix.
    @inline(__always)
    var byteCount: Int { self == .live ? 8 : 7 }

    /// Whether a text begins with the prefix.
    fileprivate func begins(_ text: Span<UInt8>) -> Bool {
        let bytes = self == .live ? Self.liveBytes : Self.getBytes
        guard text.count >= bytes.count else { return false }
        for place in bytes.indices where bytes[place] != text[place] { return false }
        return true
    }
}
