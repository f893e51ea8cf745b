/// An outline of lines and Bézier curves in pixels.
public struct Path: Sendable, Equatable {
    public enum Element: Sendable, Equatable {
        case move(Point)
        case line(Point)
        case quadratic(control: Point, to: Point)
        case cubic(control1: Point, control2: Point, to: Point)
        case close
    }

    public enum FillRule: Sendable, Hashable { case nonzero, evenodd }

    public private(set) var elements: [Element] = []

    public init() {}
    public init(elements: [Element]) { self.elements = elements }

    public var isEmpty: Bool { elements.isEmpty }

    public mutating func move(to p: Point) { elements.append(.move(p)) }
    public mutating func line(to p: Point) { elements.append(.line(p)) }
    public mutating func quadratic(_ control: Point, to p: Point) {
        elements.append(.quadratic(control: control, to: p))
    }
    public mutating func cubic(_ c1: Point, _ c2: Point, to p: Point) {
        elements.append(.cubic(control1: c1, control2: c2, to: p))
    }
    public mutating func close() { elements.append(.close) }
    public mutating func append(_ other: Path) { elements.append(contentsOf: other.elements) }

    public func transformed(by t: Transform) -> Path {
        if t == .identity { return self }
        return Path(
            elements: elements.map { element in
                switch element {
                case .move(let p): .move(t.apply(p))
                case .line(let p): .line(t.apply(p))
                case .quadratic(let c, let p): .quadratic(control: t.apply(c), to: t.apply(p))
                case .cubic(let c1, let c2, let p):
                    .cubic(control1: t.apply(c1), control2: t.apply(c2), to: t.apply(p))
                case .close: .close
                }
            })
    }

    /// The bounds of all points, control points included: never smaller than the ink.
    public var controlBounds: Rect {
        var left = Double.infinity
        var top = Double.infinity
        var right = -Double.infinity
        var bottom = -Double.infinity
        func take(_ p: Point) {
            left = min(left, p.x)
            top = min(top, p.y)
            right = max(right, p.x)
            bottom = max(bottom, p.y)
        }
        for element in elements {
            switch element {
            case .move(let p), .line(let p): take(p)
            case .quadratic(let c, let p):
                take(c)
                take(p)
            case .cubic(let c1, let c2, let p):
                take(c1)
                take(c2)
                take(p)
            case .close: break
            }
        }
        guard left <= right, top <= bottom else { return .zero }
        return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }
}
