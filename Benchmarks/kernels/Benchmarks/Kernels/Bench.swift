import Canvas
import Foundation

/// What the benchmarks paint with.
enum Bench {
    static let page = Rect(x: 0, y: 0, width: 1200, height: 630)
    static let ink = Color(red: 30, green: 41, blue: 59, alpha: 1)
    static let glass = Color(red: 99, green: 102, blue: 241, alpha: 0.4)
    static let stops = [
        Gradient.Stop(offset: 0, color: ink), .init(offset: 0.5, color: glass), .init(offset: 1, color: ink),
    ]

    /// Opaque, with soft noise.
    static let picture: Pixmap = {
        guard var pixmap = try? Pixmap(width: 1200, height: 630) else { preconditionFailure("a small picture") }
        var state: UInt32 = 1
        for index in pixmap.bytes.indices {
            state = state &* 1_664_525 &+ 1_013_904_223
            pixmap.bytes[index] = index % 4 == 3 ? 255 : UInt8(index / 4 % 200) &+ UInt8(state >> 28)
        }
        return pixmap
    }()

    /// Opaque bars of one colour with soft edges, as letters are.
    static let bars: Pixmap = {
        guard var pixmap = try? Pixmap(width: 1200, height: 630) else { preconditionFailure("a small picture") }
        for index in 0..<pixmap.bytes.count / 4 {
            let place = index % 1200 * 7 % 61
            let shade: UInt8 = place < 20 ? 240 : place < 24 ? UInt8(place * 9) : 30
            for channel in 0..<4 { pixmap.bytes[index * 4 + channel] = channel == 3 ? 255 : shade }
        }
        return pixmap
    }()

    static let star: Path = {
        var path = Path()
        for index in 0..<500 {
            let (angle, radius) = (Double(index) * .pi / 250, index.isMultiple(of: 2) ? 300.0 : 120)
            let point = Point(600 + radius * cos(angle), 315 + radius * sin(angle))
            if index == 0 { path.move(to: point) } else { path.line(to: point) }
        }
        path.close()
        return path
    }()
}
