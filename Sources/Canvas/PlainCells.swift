/// Where a picture has one colour, in cells of a few pixels: a copy of such a part need not read the picture.
public struct PlainCells: Sendable {
    /// Pixels of a cell.
    static let width = 64
    static let height = 16

    private let columns: Int
    /// The one pixel of a cell, as it lies in memory; nil where a cell has several colours. Row by row.
    private let pixels: [UInt32?]

    /// Looks at every pixel of a picture.
    public init(_ picture: Pixmap) {
        let columns = (picture.width + Self.width - 1) / Self.width
        let rows = (picture.height + Self.height - 1) / Self.height
        self.columns = columns
        pixels = unsafe picture.bytes.withUnsafeBytes { bytes in
            (0..<columns * rows).map { cell in
                let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
                let area = PixelRect(
                    x: column * Self.width, y: row * Self.height, width: Self.width, height: Self.height
                ).intersection(PixelRect(x: 0, y: 0, width: picture.width, height: picture.height))
                return unsafe Self.pixel(of: area, in: bytes, stride: picture.stride)
            }
        }
    }

    /// Bytes that it holds.
    public var byteCount: Int { pixels.count * MemoryLayout<UInt32?>.stride }

    /// The pixel of the cell, where it has one colour.
    subscript(column: Int, row: Int) -> UInt32? { pixels[row * columns + column] }

    private static func pixel(of area: PixelRect, in bytes: UnsafeRawBufferPointer, stride: Int) -> UInt32? {
        func pixel(_ x: Int, _ y: Int) -> UInt32 {
            unsafe bytes.loadUnaligned(fromByteOffset: y * stride + x * 4, as: UInt32.self)
        }
        let first = pixel(area.x, area.y)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX where pixel(x, y) != first { return nil }
        }
        return first
    }
}

extension Pixmap {
    /// A copy of a rectangle of pixels, at least one, inside of the picture: the same as ``part(_:)``.
    ///
    /// - Parameter plains: Those of this picture.
    func part(_ rect: PixelRect, plains: PlainCells) -> Pixmap {
        precondition(!rect.isEmpty, "a picture has a pixel")
        precondition(rect.x >= 0 && rect.maxX <= width && rect.y >= 0 && rect.maxY <= height, "inside of the picture")
        let count = rect.width * rect.height * 4
        let part = unsafe [UInt8](unsafeUninitializedCapacity: count) { mine, filled in
            unsafe bytes.withUnsafeBytes { theirs in
                guard let to = UnsafeMutableRawBufferPointer(mine).baseAddress, let from = theirs.baseAddress
                else { return }
                unsafe copy(rect, from: from, to: to, plains)
            }
            filled = count
        }
        return Pixmap(uncheckedWidth: rect.width, height: rect.height, bytes: part)
    }

    private func copy(
        _ rect: PixelRect, from: UnsafeRawPointer, to: UnsafeMutableRawPointer, _ plains: PlainCells
    ) {
        var y = rect.y
        while y < rect.maxY {
            let row = y / PlainCells.height
            let rows = y..<min((row + 1) * PlainCells.height, rect.maxY)
            var x = rect.x
            while x < rect.maxX {
                // Neighbours of one colour, and neighbours of many, are written in one go.
                let pixel = plains[x / PlainCells.width, row]
                var column = x / PlainCells.width + 1
                while column * PlainCells.width < rect.maxX, plains[column, row] == pixel { column += 1 }
                let end = min(column * PlainCells.width, rect.maxX)
                let place = { (y: Int) in ((y - rect.y) * rect.width + x - rect.x) * 4 }
                let count = (end - x) * 4
                if let pixel {
                    let first = unsafe to + place(y)
                    _ = unsafe first.initializeMemory(as: UInt32.self, repeating: pixel, count: end - x)
                    // The first row lies in the nearest cache, whatever the picture does.
                    for other in rows.dropFirst() {
                        unsafe (to + place(other)).copyMemory(from: first, byteCount: count)
                    }
                } else {
                    for other in rows {
                        unsafe (to + place(other)).copyMemory(from: from + other * stride + x * 4, byteCount: count)
                    }
                }
                x = end
            }
            y = rows.upperBound
        }
    }
}
