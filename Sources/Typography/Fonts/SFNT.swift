/// The few bytes of an OpenType file that are read without a library: its kind, its faces, its own checksum.
struct SFNT {
    /// Where each face's table directory starts.
    let faces: [Int]
    private let data: FontData

    private static let collection: UInt32 = 0x7474_6366  // ttcf
    private static let singles: Set<UInt32> = [0x0001_0000, 0x4F54_544F, 0x7472_7565]  // TrueType, OTTO, true
    /// Faces of one collection that are looked at.
    private static let faceLimit = 64

    /// Reads the header; nothing where the first bytes are not OpenType's.
    init?(_ data: FontData) {
        guard let magic = data.number(at: 0, width: 4) else { return nil }
        self.data = data
        if magic == Self.collection {
            guard let count = data.number(at: 8, width: 4), (1...Self.faceLimit).contains(Int(count)) else {
                return nil
            }
            var offsets: [Int] = []
            for index in 0..<Int(count) {
                guard let offset = data.number(at: 12 + 4 * index, width: 4),
                    let inner = data.number(at: Int(offset), width: 4), Self.singles.contains(inner)
                else { return nil }
                offsets.append(Int(offset))
            }
            faces = offsets
        } else {
            guard Self.singles.contains(magic) else { return nil }
            faces = [0]
        }
    }

    /// Where a table of a face starts, by its tag.
    func table(_ tag: UInt32, face: Int) -> Int? {
        guard let count = data.number(at: faces[face] + 4, width: 2) else { return nil }
        for index in 0..<Int(count) {
            let entry = faces[face] + 12 + 16 * index
            guard let found = data.number(at: entry, width: 4) else { return nil }
            if found == tag { return data.number(at: entry + 8, width: 4).map(Int.init) }
        }
        return nil
    }

    /// The revision and checksum that the first face's `head` table states: enough to tell two builds of a font apart.
    var buildStamp: Int {
        guard let head = table(0x6865_6164, face: 0), let revision = data.number(at: head + 4, width: 4),
            let checksum = data.number(at: head + 8, width: 4)
        else { return 0 }
        return Int(revision) << 32 | Int(checksum)
    }
}
