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
    private static let amplification = 16

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

    /// A PNG with what was expected, what there is, and 16 times their difference, side by side.
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
                var difference = (0..<4).map { abs(Int(before[$0]) - Int(after[$0])) * Self.amplification }
                // A difference of the alpha alone shows as grey.
                for channel in 0..<3 { difference[channel] = min(255, difference[channel] + difference[3] / 2) }
                difference[3] = 255
                Self.put(difference.map { UInt8(min(255, $0)) }, at: y * width + x + 2 * second, in: &bytes)
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

    private static func put(_ pixel: [UInt8], at index: Int, in bytes: inout [UInt8]) {
        for channel in 0..<4 { bytes[index * 4 + channel] = pixel[channel] }
    }
}
