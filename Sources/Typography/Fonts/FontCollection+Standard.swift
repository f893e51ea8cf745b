extension FontCollection {
    /// Where Debian's packages put fonts.
    public static let debianDirectories = [
        "/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto",
    ]

    /// Maps the standard files that are installed; the first directory that has a file wins.
    ///
    /// - Throws: ``TypographyError/noFonts(directories:)`` where no Inter is found: it is every text's last resort.
    public static func standard(directories: [String] = debianDirectories) throws(TypographyError) -> FontCollection {
        var mapped: [String: (data: FontData, stamp: StableHash)?] = [:]
        var faces: [FontFace] = []
        var whole = StableHash()
        for file in StandardFonts.files {
            let found: (data: FontData, stamp: StableHash)?
            if let known = mapped[file.name] {
                found = known
            } else {
                found = open(file.name, in: directories)
                mapped[file.name] = .some(found)
                if let found { whole.add(String(found.stamp.value, radix: 16)) }
            }
            guard let found else { continue }
            var identity = found.stamp
            identity.add(file.index)
            faces.append(
                FontFace(
                    family: file.family, weights: file.weight...file.weight, isItalic: file.isItalic, data: found.data,
                    index: file.index, identity: identity.value))
        }
        guard faces.contains(where: { $0.family == FallbackFamilies.standard.general[0] }) else {
            throw .noFonts(directories: directories)
        }
        return FontCollection(
            faces: faces, fallback: .standard, fingerprint: "standard-" + String(whole.value, radix: 16))
    }

    private static func open(_ name: String, in directories: [String]) -> (data: FontData, stamp: StableHash)? {
        for directory in directories {
            guard let data = try? FontData(mapping: directory + "/" + name), let header = SFNT(data) else { continue }
            var stamp = StableHash()
            stamp.add(name)
            stamp.add(data.count)
            stamp.add(header.buildStamp)
            return (data, stamp)
        }
        return nil
    }
}
