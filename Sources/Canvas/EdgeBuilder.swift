import CKernels

/// Turns an outline into the rasterizer's lines.
enum EdgeBuilder {
    /// Coordinates beyond ± 2²² pixels are moved there, so that no product of two overflows 64 bits.
    private static let limit = 4_194_304.0

    static func edges(of path: Path) -> [ck_edge] {
        var edges = [ck_edge]()
        edges.reserveCapacity(path.elements.count * 4)
        for line in path.flattened(tolerance: 0.05) {
            guard let first = line.points.first, line.points.count > 1 else { continue }
            let start = fixed(first)
            var current = start
            for point in line.points.dropFirst() {
                let next = fixed(point)
                edges.append(ck_edge(x0: current.x, y0: current.y, x1: next.x, y1: next.y))
                current = next
            }
            edges.append(ck_edge(x0: current.x, y0: current.y, x1: start.x, y1: start.y))
        }
        return edges
    }

    private static func fixed(_ p: Point) -> (x: Int64, y: Int64) {
        func clamp(_ value: Double) -> Int64 {
            value.isNaN ? 0 : Int64((min(max(value, -limit), limit) * 256).rounded())
        }
        return (clamp(p.x), clamp(p.y))
    }
}
