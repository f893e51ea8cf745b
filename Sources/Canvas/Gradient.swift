import CKernels

/// The colours along a gradient: sorted stops, interpolated premultiplied as CSS does.
public struct Gradient: Sendable, Hashable {
    public struct Stop: Sendable, Hashable {
        /// 0...1.
        public let offset: Double
        public let color: Color

        public init(offset: Double, color: Color) {
            self.offset = offset
            self.color = color
        }
    }

    /// How the offset of a pixel follows from its place.
    public enum Shape: Sendable, Hashable {
        /// Offset is the x coordinate.
        case linear
        /// Offset is the distance from the origin.
        case radial
        /// Offset is the turn from twelve o'clock, clockwise.
        case conic
    }

    public let shape: Shape
    /// From the space of the painted shape to the gradient's own.
    public let transform: Transform
    public let stops: [Stop]

    public init(shape: Shape, transform: Transform, stops: [Stop]) {
        self.shape = shape
        self.transform = transform
        self.stops = stops
    }

    /// CSS's `linear-gradient`: 0° points up, 90° to the right; the corners of `box` get the first and last colour.
    public static func linear(angle: Double, in box: Rect, stops: [Stop]) -> Gradient {
        let (sine, cosine) = sineAndCosine(degrees: angle)
        let length = max(abs(box.width * sine) + abs(box.height * cosine), 1e-9)
        let a = sine / length
        let c = -cosine / length
        let center = box.center
        let transform = Transform(
            a: a, b: 0, c: c, d: 0, tx: 0.5 - a * center.x - c * center.y, ty: 0)
        return Gradient(shape: .linear, transform: transform, stops: stops)
    }

    /// A circle around `center`, both as fractions: of the box, and of half its diagonal.
    public static func radial(center: Point, radius: Double, in box: Rect, stops: [Stop]) -> Gradient {
        let diagonal = Point(box.width, box.height).length
        let pixels = max(radius * diagonal / 2, 1e-9)
        let transform = Transform.translation(-(box.x + center.x * box.width), -(box.y + center.y * box.height))
            .then(.scale(1 / pixels, 1 / pixels))
        return Gradient(shape: .radial, transform: transform, stops: stops)
    }

    /// CSS's `conic-gradient`: it starts at `angle` degrees from twelve o'clock and turns clockwise.
    public static func conic(center: Point, angle: Double, in box: Rect, stops: [Stop]) -> Gradient {
        let transform = Transform.translation(-(box.x + center.x * box.width), -(box.y + center.y * box.height))
            .then(.rotation(degrees: -angle, about: .zero))
        return Gradient(shape: .conic, transform: transform, stops: stops)
    }

    /// The gradient for shapes whose points went through `t`.
    public func transformed(by t: Transform) -> Gradient? {
        guard let inverse = t.inverse else { return nil }
        return Gradient(shape: shape, transform: inverse.then(transform), stops: stops)
    }

    /// True where every stop is opaque.
    public var isOpaque: Bool { stops.allSatisfy { $0.color.alpha >= 1 } }

    /// The premultiplied colours at `CK_TABLE_SIZE` even offsets.
    func table() -> [UInt32] {
        let count = Int(CK_TABLE_SIZE)
        guard let first = stops.first, let last = stops.last else { return [UInt32](repeating: 0, count: count) }
        var table: [UInt32] = []
        table.reserveCapacity(count)
        var upper = 0
        for index in 0..<count {
            let t = Double(index) / Double(count - 1)
            // The last stop of equal offsets wins from its offset on: a hard edge.
            while upper < stops.count, stops[upper].offset <= t { upper += 1 }
            if upper == 0 {
                table.append(first.color.premultiplied)
            } else if upper == stops.count {
                table.append(last.color.premultiplied)
            } else {
                table.append(Self.mix(stops[upper - 1], stops[upper], at: t))
            }
        }
        return table
    }

    private static func mix(_ from: Stop, _ to: Stop, at t: Double) -> UInt32 {
        let k = (t - from.offset) / (to.offset - from.offset)
        func blend(_ a: Double, _ b: Double) -> Double { a + (b - a) * k }
        let (p, q) = (from.color, to.color)
        return Color.pixel(
            blend(p.red * p.alpha, q.red * q.alpha), blend(p.green * p.alpha, q.green * q.alpha),
            blend(p.blue * p.alpha, q.blue * q.alpha), blend(p.alpha, q.alpha) * 255)
    }
}
