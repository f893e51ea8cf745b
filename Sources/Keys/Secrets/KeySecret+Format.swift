extension KeySecret {
    /// Random characters after the prefix: 190 bits.
    static let randomCount = 32

    /// Reads a key, or refuses it: prefix, length, alphabet, checksum.
    ///
    /// The checksum rejects typing errors without a look-up; it protects nothing.
    public init?(parsing text: String) {
        // The two lengths differ, so the length alone says which prefix there must be.
        let prefix: KeyPrefix
        switch text.utf8.count - Self.randomCount - Base62.checksumCount {
        case KeyPrefix.liveBytes.count: prefix = .live
        case KeyPrefix.getBytes.count: prefix = .get
        default: return nil
        }
        let bytes = [UInt8](text.utf8)
        let start = prefix == .live ? KeyPrefix.liveBytes : KeyPrefix.getBytes
        guard bytes.starts(with: start), bytes[start.count...].allSatisfy(Base62.contains) else { return nil }
        let checksum = Base62.checksum(CRC32.of(bytes.dropLast(Base62.checksumCount)))
        guard bytes.suffix(Base62.checksumCount).elementsEqual(checksum) else { return nil }
        self.init(prefix: prefix, text: bytes)
    }

    /// Makes a fresh key of `type`; `generator` is the system's unless a test injects its own.
    public static func generate(_ type: KeyType, using generator: inout some RandomNumberGenerator) -> KeySecret {
        var text = [UInt8](type.prefix.rawValue.utf8)
        text += Base62.random(count: randomCount, using: &generator)
        text += Base62.checksum(CRC32.of(text))
        return KeySecret(prefix: type.prefix, text: text)
    }
}

extension KeyPrefix {
    fileprivate static let liveBytes = [UInt8](KeyPrefix.live.rawValue.utf8)
    fileprivate static let getBytes = [UInt8](KeyPrefix.get.rawValue.utf8)
}
