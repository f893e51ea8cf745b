import Canvas

/// Pictures of something like text.
enum Words {
    /// Words of many colours on a plain ground, with soft edges, other ones for each seed.
    static func picture(width: Int, height: Int, seed: UInt64) throws -> Pixmap {
        var pixmap = try Pixmap(width: width, height: height)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        pixmap.bytes = (0..<width * height * 4).map { $0 % 4 == 3 ? 255 : 30 }
        for _ in 0..<max(1, width / 12) {
            let (left, top) = (next(width), next(height))
            let (letterWidth, letterHeight, ink) = (1 + next(9), 1 + next(20), UInt8(next(256)))
            for y in top..<min(height, top + letterHeight) {
                for x in left..<min(width, left + letterWidth) {
                    let isEdge = x == left || x == left + letterWidth - 1
                    let offset = (y * width + x) * 4
                    for channel in 0..<3 { pixmap.bytes[offset + channel] = isEdge ? UInt8(next(256)) : ink }
                }
            }
        }
        return pixmap
    }
}
