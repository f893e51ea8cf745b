/// The properties of a stroke.
enum StrokeTable {
    static let paint = Property(
        required: "paint", .paint, placeholder: .color(.black), "The colour or gradient of the outline.")
    static let width = Property("width", .length, default: 1, "The thickness in CSS pixels.")
    static let align = Property<Stroke.Align>(
        "align", .choice(), default: "center", "Whether the outline lies inside, on or outside of the edge.")
    /// A line has no inside.
    static let lineAlign = Property<Stroke.Align>(
        "align", .choice([.center]), default: "center", "A line has no inside: its outline is centered on it.")
    static let dash = Property(
        "dash", .list(of: .length), default: [], "Lengths of dashes and gaps in turn; none for an unbroken line.")
    static let cap = Property<Stroke.Cap>("cap", .choice(), default: "butt", "How open ends look.")
    static let join = Property<Stroke.Join>("join", .choice(), default: "miter", "How corners look.")

    static let shapeKind = kind("a stroke", align)
    static let lineKind = kind("a line's stroke", lineAlign)

    private static func kind(_ owner: String, _ align: Property<Stroke.Align>) -> Kind<Stroke> {
        let table = Table(owner, [paint.rule, width.rule, align.rule, dash.rule, cap.rule, join.rule])
        return .object(table) { reader, inspection in
            Stroke(
                paint: reader.read(paint, &inspection), width: reader.read(width, &inspection),
                align: reader.read(align, &inspection), dash: reader.read(dash, &inspection),
                cap: reader.read(cap, &inspection), join: reader.read(join, &inspection))
        }
    }
}

/// The properties of a shadow.
enum ShadowTable {
    static let x = Property("x", .coordinate, default: 0, "Offset to the right in CSS pixels.")
    static let y = Property("y", .coordinate, default: 0, "Offset downwards in CSS pixels.")
    static let blur = Property(
        "blur", .number(0, .blur), default: 0, "CSS's blur radius in pixels: twice the standard deviation.")
    static let color = Property("color", .color, default: "#000000", "The colour of the shadow.")
    static let table = Table("a shadow", planned: ["spread", "inset"], [x.rule, y.rule, blur.rule, color.rule])

    static let kind = Kind<Shadow>.object(table) { reader, inspection in
        Shadow(
            x: reader.read(x, &inspection), y: reader.read(y, &inspection), blur: reader.read(blur, &inspection),
            color: reader.read(color, &inspection))
    }
}

/// How a layer follows a canvas of another size.
enum Constraint: String, Sendable, CaseIterable {
    case scale
}

/// The properties of `constraints`. What it holds needs no typed value while there is one constraint.
enum ConstraintTable {
    static let horizontal = Property<Constraint>(
        "horizontal", .choice(planned: ["left", "right", "center", "stretch"]), default: "scale",
        "What happens when the canvas gets wider or narrower.")
    static let vertical = Property<Constraint>(
        "vertical", .choice(planned: ["top", "bottom", "center", "stretch"]), default: "scale",
        "What happens when the canvas gets higher or lower.")

    static let kind = Kind<Bool>.object(Table("constraints", [horizontal.rule, vertical.rule])) { reader, inspection in
        _ = reader.read(horizontal, &inspection)
        _ = reader.read(vertical, &inspection)
        return true
    }
}
