import Canvas
import Codecs

/// How two pictures differ, pixel by pixel.
struct PictureComparison: CustomStringConvertible {
    let expected: Pixmap
    let actual: Pixmap
    /// Pixels with a channel that differs by more than the tolerance.
    let differingPixels: Int
    /// The largest difference of one channel.
    let largestDifference: Int

    private static let gapPixels = 4
    /// What one level of difference adds, above a base that shows a single level on black.
    private static let amplification = 12
    private static let visibleLevel = 80

    init(expected: Pixmap, actual: Pixmap, tolerance: Int) {
        self.expected = expected
        self.actual = actual
        guard expected.width == actual.width, expected.height == actual.height else {
            differingPixels = max(expected.width * expected.height, actual.width * actual.height)
            largestDifference = 255
            return
        }
        var (count, largest) = (0, 0)
        for pixel in stride(from: 0, to: expected.bytes.count, by: 4) {
            let difference = (pixel..<pixel + 4).reduce(0) {
                max($0, abs(Int(expected.bytes[$1]) - Int(actual.bytes[$1])))
            }
            if difference > tolerance { count += 1 }
            largest = max(largest, difference)
        }
        differingPixels = count
        largestDifference = largest
    }

    var isMatch: Bool { differingPixels == 0 }

    var description: String {
        "\(differingPixels) pixels differ, by at most \(largestDifference) levels; expected"
            + " \(expected.width) × \(expected.height), is \(actual.width) × \(actual.height)"
    }

    /// A PNG with what was expected, what there is, and their difference amplified, side by side.
    func picture() throws -> [UInt8] {
        let column = max(expected.width, actual.width)
        let height = max(expected.height, actual.height)
        let width = 3 * column + 2 * Self.gapPixels
        var bytes = [UInt8](repeating: 128, count: width * height * 4)
        let second = column + Self.gapPixels
        for y in 0..<height {
            for x in 0..<column {
                let (before, after) = (pixel(expected, x, y), pixel(actual, x, y))
                Self.put(before, at: y * width + x, in: &bytes)
                Self.put(after, at: y * width + x + second, in: &bytes)
                Self.put(Self.amplified(before, after), at: y * width + x + 2 * second, in: &bytes)
            }
        }
        return try PNGEncoder.encode(try Pixmap(width: width, height: height, bytes: bytes), compression: .small)
    }

    /// A pixel, transparent outside of the picture.
    private func pixel(_ pixmap: Pixmap, _ x: Int, _ y: Int) -> [UInt8] {
        guard x < pixmap.width, y < pixmap.height else { return [0, 0, 0, 0] }
        let start = (y * pixmap.width + x) * 4
        return Array(pixmap.bytes[start..<start + 4])
    }

    /// The difference of two pixels on black; one of alpha alone shows as grey.
    private static func amplified(_ before: [UInt8], _ after: [UInt8]) -> [UInt8] {
        let levels = (0..<4).map { abs(Int(before[$0]) - Int(after[$0])) }
        let colors = levels[..<3].map { level in
            let larger = max(level, levels[3] / 2)
            return larger == 0 ? UInt8(0) : UInt8(min(255, visibleLevel + larger * amplification))
        }
        return colors + [255]
    }

    private static func put(_ pixel: [UInt8], at index: Int, in bytes: inout [UInt8]) {
        for channel in 0..<4 { bytes[index * 4 + channel] = pixel[channel] }
    }
}
