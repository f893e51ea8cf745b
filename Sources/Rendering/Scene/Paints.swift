import Canvas
import Templates

extension RGBA {
    var color: Color { Color(red: red, green: green, blue: blue, alpha: alpha) }
}

extension Position {
    var point: Point { Point(x, y) }
}

extension Paint {
    /// The source that paints a box with this paint.
    ///
    /// - Parameters:
    ///   - box: What gradients are measured by, in the layer's space.
    ///   - transform: From the layer's space to the device.
    /// - Returns: Nothing where nothing is visible.
    func source(in box: Rect, transform: Transform) -> Source? {
        switch self {
        case .color(let color):
            return color.alpha > 0 ? .solid(color.color) : nil
        case .linear(let angle, let stops):
            return gradient(.linear(angle: angle, in: box, stops: Self.stops(stops)), transform)
        case .radial(let center, let radius, let stops):
            let gradient = Gradient.radial(
                center: center.point, radius: radius, in: box, stops: Self.stops(stops))
            return self.gradient(gradient, transform)
        case .conic(let center, let angle, let stops):
            let gradient = Gradient.conic(
                center: center.point, angle: angle, in: box, stops: Self.stops(stops))
            return self.gradient(gradient, transform)
        }
    }

    private func gradient(_ gradient: Gradient, _ transform: Transform) -> Source? {
        gradient.transformed(by: transform).map { .gradient($0) }
    }

    private static func stops(_ stops: [Paint.Stop]) -> [Gradient.Stop] {
        // CSS Images 3, 3.4.3: an offset below an earlier one moves up to it.
        var reached = 0.0
        return stops.map { stop in
            reached = max(reached, stop.offset)
            return Gradient.Stop(offset: reached, color: stop.color.color)
        }
    }
}

extension CornerRadii {
    var sizes: CornerSizes {
        CornerSizes(topLeft: topLeft, topRight: topRight, bottomRight: bottomRight, bottomLeft: bottomLeft)
    }
}

extension Stroke {
    var style: StrokeStyle { style(width: width) }

    /// The style of a line of another width: strokes inside or outside are drawn wider and cut.
    func style(width: Double) -> StrokeStyle {
        StrokeStyle(
            width: width, cap: cap == .butt ? .butt : cap == .round ? .round : .square,
            join: join == .miter ? .miter : join == .round ? .round : .bevel, dash: dash)
    }
}
