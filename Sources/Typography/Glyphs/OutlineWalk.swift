import CFreeType
import Canvas

/// Turns a FreeType outline in font units into a path.
enum OutlineWalk {
    private struct Collector {
        var path = Path()
        var isOpen = false

        /// Points come shifted left by one bit, so that midpoints between controls stay exact; y points up there.
        func point(_ vector: UnsafePointer<FT_Vector>?) -> Point {
            guard let vector = unsafe vector else { return .zero }
            return Point(Double(unsafe vector.pointee.x) / 2, -Double(unsafe vector.pointee.y) / 2)
        }

        mutating func closeContour() {
            if isOpen { path.close() }
            isOpen = false
        }
    }

    private static func collector(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Collector>? {
        unsafe user?.assumingMemoryBound(to: Collector.self)
    }

    static func path(_ outline: UnsafeMutablePointer<FT_Outline>) throws(TypographyError) -> Path {
        var functions = FT_Outline_Funcs()
        functions.shift = 1
        unsafe functions.move_to = { to, user in
            guard let collector = unsafe OutlineWalk.collector(user) else { return 1 }
            unsafe collector.pointee.closeContour()
            unsafe collector.pointee.path.move(to: collector.pointee.point(to))
            unsafe collector.pointee.isOpen = true
            return 0
        }
        unsafe functions.line_to = { to, user in
            guard let collector = unsafe OutlineWalk.collector(user) else { return 1 }
            unsafe collector.pointee.path.line(to: collector.pointee.point(to))
            return 0
        }
        unsafe functions.conic_to = { control, to, user in
            guard let collector = unsafe OutlineWalk.collector(user) else { return 1 }
            unsafe collector.pointee.path.quadratic(
                collector.pointee.point(control), to: collector.pointee.point(to))
            return 0
        }
        unsafe functions.cubic_to = { first, second, to, user in
            guard let collector = unsafe OutlineWalk.collector(user) else { return 1 }
            unsafe collector.pointee.path.cubic(
                collector.pointee.point(first), collector.pointee.point(second), to: collector.pointee.point(to))
            return 0
        }
        var result = Collector()
        let status = unsafe withUnsafeMutablePointer(to: &result) { collector in
            unsafe FT_Outline_Decompose(outline, &functions, collector)
        }
        guard status == 0 else { throw .libraryFailed(.freeType, status: Int(status)) }
        result.closeContour()
        return result.path
    }
}
