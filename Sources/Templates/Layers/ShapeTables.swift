/// The properties of rectangles and ellipses.
enum ShapeTable {
    static let fill = Property("fill", .paint, default: "#000000", "The inside; transparent leaves it empty.")
    static let stroke = Property<Stroke?>(optional: "stroke", StrokeTable.shapeKind, "The outline.")
    static let cornerRadius = Property(
        "cornerRadius", .cornerRadii, default: 0,
        "Radius of the corners, or four: clockwise from the top left. An ellipse has no corners to round.")

    static let rectangle = LayerTable.table(.rectangle, [fill.rule, stroke.rule, cornerRadius.rule])
    static let ellipse = LayerTable.table(.ellipse, [fill.rule, stroke.rule, cornerRadius.rule])

    static func read(_ reader: inout ObjectReader, _ inspection: inout Inspection) -> ShapeContent {
        ShapeContent(
            fill: reader.read(fill, &inspection).ifVisible, stroke: reader.read(stroke, &inspection),
            cornerRadius: reader.read(cornerRadius, &inspection))
    }
}

/// The properties of lines, polygons and paths.
enum OutlineTable {
    static let linePoints = points(minimum: 2)
    static let polygonPoints = points(minimum: 3)
    static let data = Property(
        required: "d", .pathData, placeholder: PathOutline(d: "", segments: []),
        "SVG path data, relative to the layer's place.")
    /// A line is empty inside unless something is asked for.
    static let lineFill = Property(
        "fill", .paint, default: "transparent", "What fills the line as if its ends were joined.")
    static let fillRule = Property<FillRule>(
        "fillRule", .choice(), default: "nonzero", "What is inside of an outline that crosses itself.")
    static let lineStroke = Property<Stroke?>(optional: "stroke", StrokeTable.lineKind, "The line itself.")

    static let line = LayerTable.table(.line, [linePoints.rule, lineFill.rule, fillRule.rule, lineStroke.rule])
    static let polygon = LayerTable.table(
        .polygon, [polygonPoints.rule, ShapeTable.fill.rule, fillRule.rule, ShapeTable.stroke.rule])
    static let path = LayerTable.table(
        .path, [data.rule, ShapeTable.fill.rule, fillRule.rule, ShapeTable.stroke.rule])

    private static func points(minimum: Int) -> Property<[Position]> {
        Property(
            required: "points",
            .list(of: .point(.negativeCoordinate, .coordinate), minimum: minimum, maximum: .pathSegments),
            placeholder: [], "The corners in order, relative to the layer's place.")
    }

    static func readLine(_ reader: inout ObjectReader, _ inspection: inout Inspection) -> LineContent {
        LineContent(
            points: reader.read(linePoints, &inspection), fill: reader.read(lineFill, &inspection).ifVisible,
            fillRule: reader.read(fillRule, &inspection), stroke: reader.read(lineStroke, &inspection))
    }

    static func readPolygon(_ reader: inout ObjectReader, _ inspection: inout Inspection) -> PolygonContent {
        PolygonContent(
            points: reader.read(polygonPoints, &inspection),
            fill: reader.read(ShapeTable.fill, &inspection).ifVisible,
            fillRule: reader.read(fillRule, &inspection), stroke: reader.read(ShapeTable.stroke, &inspection))
    }

    static func readPath(_ reader: inout ObjectReader, _ inspection: inout Inspection) -> PathContent {
        let outline = reader.read(data, &inspection)
        return PathContent(
            d: outline.d, segments: outline.segments, fill: reader.read(ShapeTable.fill, &inspection).ifVisible,
            fillRule: reader.read(fillRule, &inspection), stroke: reader.read(ShapeTable.stroke, &inspection))
    }
}

/// Path data and what it means.
struct PathOutline: Sendable {
    let d: String
    let segments: [PathSegment]
}

extension Kind where Value == PathOutline {
    static var pathData: Kind {
        Kind(rule: .string(.pathData)) { value, inspection in
            guard case .string(let text) = value else {
                inspection.refuse(value, .string(.pathData))
                return nil
            }
            let limits = inspection.limits.template
            do {
                let segments = try PathData.parse(
                    text, segmentLimit: limits.pathSegments, coordinateLimit: limits.coordinate)
                return PathOutline(d: text, segments: segments)
            } catch {
                inspection.report("is no path data: \(error)")
                return nil
            }
        }
    }
}
