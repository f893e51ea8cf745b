/// What fills a shape: one colour, or a gradient over the layer's box. Gradients interpolate premultiplied.
public enum Paint: Sendable, Hashable {
    case color(RGBA)
    /// `angle` in degrees as in CSS: 0 points up, 90 to the right.
    case linear(angle: Double, stops: [Stop])
    /// `center` in fractions of the box, `radius` as a fraction of half its diagonal.
    case radial(center: Position, radius: Double, stops: [Stop])
    /// `center` in fractions of the box; `angle` in degrees, 0 starts at the top.
    case conic(center: Position, angle: Double, stops: [Stop])

    /// A colour at an offset. Offsets of one gradient never decrease.
    public struct Stop: Sendable, Hashable {
        /// 0...1.
        public let offset: Double
        /// The colour at the offset.
        public let color: RGBA

        /// Makes a stop.
        public init(offset: Double, color: RGBA) {
            self.offset = offset
            self.color = color
        }
    }

    /// Whether painting with it leaves no trace.
    var isInvisible: Bool {
        if case .color(let color) = self { color.alpha == 0 } else { false }
    }

    /// The paint, or nothing where it leaves no trace.
    var ifVisible: Paint? { isInvisible ? nil : self }
}
