/// Turns the commands of SVG path data into absolute segments.
struct PathReader {
    private(set) var segments: [PathSegment] = []
    private var scanner: PathScanner
    private let segmentLimit: Int
    private let coordinateLimit: Double
    private var current = Position(x: 0, y: 0)
    private var start = Position(x: 0, y: 0)
    /// Whether the next drawing command starts a subpath by itself, as after `Z`.
    private var isClosed = false
    /// The last control point, which `S` or `T` mirrors, where the last command was of their kind.
    private var cubicControl: Position?
    private var quadraticControl: Position?

    init(_ text: String, segmentLimit: Int, coordinateLimit: Double) {
        scanner = PathScanner(text, coordinateLimit: coordinateLimit)
        self.segmentLimit = segmentLimit
        self.coordinateLimit = coordinateLimit
    }

    mutating func read() throws(PathDataError) {
        scanner.skipBlanks()
        var isFirst = true
        while !scanner.isAtEnd {
            let place = scanner
            let letter = try scanner.command()
            if isFirst, letter | 0x20 != UInt8(ascii: "m") { throw place.error(.expectedMove) }
            isFirst = false
            try run(letter)
            scanner.skipBlanks()
        }
    }

    private mutating func run(_ letter: UInt8) throws(PathDataError) {
        let isRelative = letter >= UInt8(ascii: "a")
        var kind = letter | 0x20
        if kind == UInt8(ascii: "z") {
            try add(.close, from: scanner)
            current = start
            isClosed = true
            forgetControls()
            return
        }
        repeat {
            try step(kind, isRelative: isRelative)
            // What follows the first pair of a move are lines.
            if kind == UInt8(ascii: "m") { kind = UInt8(ascii: "l") }
        } while scanner.hasMoreArguments()
    }

    private mutating func step(_ kind: UInt8, isRelative: Bool) throws(PathDataError) {
        let place = scanner
        let base = isRelative ? current : Position(x: 0, y: 0)
        switch kind {
        case UInt8(ascii: "m"):
            try move(to: try point(base, isFirst: true), from: place)
        case UInt8(ascii: "l"):
            try line(to: try point(base, isFirst: true), from: place)
        case UInt8(ascii: "h"):
            try line(to: Position(x: try scanner.firstNumber() + base.x, y: current.y), from: place)
        case UInt8(ascii: "v"):
            try line(to: Position(x: current.x, y: try scanner.firstNumber() + base.y), from: place)
        case UInt8(ascii: "c"):
            let first = try point(base, isFirst: true)
            try cubic(first, try point(base), to: try point(base), from: place)
        case UInt8(ascii: "s"):
            let first = mirrored(cubicControl)
            try cubic(first, try point(base, isFirst: true), to: try point(base), from: place)
        case UInt8(ascii: "q"):
            let control = try point(base, isFirst: true)
            try quadratic(control, to: try point(base), from: place)
        case UInt8(ascii: "t"):
            try quadratic(mirrored(quadraticControl), to: try point(base, isFirst: true), from: place)
        default:
            try arc(base, from: place)
        }
    }

    private mutating func point(_ base: Position, isFirst: Bool = false) throws(PathDataError) -> Position {
        let x = isFirst ? try scanner.firstNumber() : try scanner.number()
        let y = try scanner.number()
        return Position(x: base.x + x, y: base.y + y)
    }

    private func mirrored(_ control: Position?) -> Position {
        control.map { Position(x: 2 * current.x - $0.x, y: 2 * current.y - $0.y) } ?? current
    }

    private mutating func forgetControls() {
        cubicControl = nil
        quadraticControl = nil
    }

    private mutating func move(to p: Position, from place: PathScanner) throws(PathDataError) {
        try add(.move(p), from: place)
        start = p
        isClosed = false
        finish(at: p)
    }

    private mutating func line(to p: Position, from place: PathScanner) throws(PathDataError) {
        try draw(.line(p), from: place)
        finish(at: p)
    }

    private mutating func quadratic(_ c: Position, to p: Position, from place: PathScanner) throws(PathDataError) {
        try draw(.quadratic(control: c, to: p), from: place)
        finish(at: p)
        quadraticControl = c
    }

    private mutating func cubic(
        _ c1: Position, _ c2: Position, to p: Position, from place: PathScanner
    ) throws(PathDataError) {
        try draw(.cubic(control1: c1, control2: c2, to: p), from: place)
        finish(at: p)
        cubicControl = c2
    }

    private mutating func arc(_ base: Position, from place: PathScanner) throws(PathDataError) {
        let radii = Position(x: try scanner.firstNumber(), y: try scanner.number())
        let rotation = try scanner.number()
        let isLarge = try scanner.flag()
        let isClockwise = try scanner.flag()
        let end = try point(base)
        let arc = PathArc(
            from: current, to: end, radii: radii, rotation: rotation, isLarge: isLarge, isClockwise: isClockwise)
        for segment in arc.segments { try draw(segment, from: place) }
        finish(at: end)
    }

    private mutating func finish(at p: Position) {
        current = p
        forgetControls()
    }

    /// Adds what draws; after a close it starts where the closed subpath did.
    private mutating func draw(_ segment: PathSegment, from place: PathScanner) throws(PathDataError) {
        if isClosed {
            try add(.move(start), from: place)
            isClosed = false
        }
        try add(segment, from: place)
    }

    private mutating func add(_ segment: PathSegment, from place: PathScanner) throws(PathDataError) {
        guard segments.count < segmentLimit else { throw place.error(.tooManySegments(limit: segmentLimit)) }
        guard segment.isWithin(coordinateLimit) else { throw place.error(.outOfRange(limit: coordinateLimit)) }
        segments.append(segment)
    }
}

extension Position {
    func isWithin(_ limit: Double) -> Bool { abs(x) <= limit && abs(y) <= limit }
}

extension PathSegment {
    /// Whether all points are within ±`limit`; false for what is no number.
    func isWithin(_ limit: Double) -> Bool {
        switch self {
        case .move(let p), .line(let p): p.isWithin(limit)
        case .quadratic(let c, let p): c.isWithin(limit) && p.isWithin(limit)
        case .cubic(let c1, let c2, let p): c1.isWithin(limit) && c2.isWithin(limit) && p.isWithin(limit)
        case .close: true
        }
    }
}
