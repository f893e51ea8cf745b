/// The properties that every layer has.
enum LayerTable {
    static let name = Property<String?>(
        optional: "name", .string(.layerName), "The name by which requests and other layers call it, unique.")
    static let isDynamic = Property(
        "dynamic", .boolean, default: false, "Whether requests may override its properties; needs a name.")
    static let x = Property("x", .coordinate, default: 0, "Left edge in CSS pixels, from the canvas or the group.")
    static let y = Property("y", .coordinate, default: 0, "Top edge in CSS pixels, from the canvas or the group.")
    static let width = Property<Double?>(optional: "width", .length, "Width of the box in CSS pixels.")
    static let height = Property<Double?>(optional: "height", .length, "Height of the box in CSS pixels.")
    static let rotation = Property("rotation", .coordinate, default: 0, "Degrees clockwise about the centre.")
    static let opacity = Property("opacity", .number(0, 1), default: 1, "0 is invisible, 1 is opaque.")
    static let isVisible = Property("visible", .boolean, default: true, "Whether the layer is painted.")
    static let shadows = Property<[Shadow]>(
        "shadow", .list(of: ShadowTable.kind), default: [], "Shadows behind the layer, the first on top.")
    static let constraints = Property(
        "constraints", ConstraintTable.kind, default: ["horizontal": "scale", "vertical": "scale"],
        "How the layer follows a canvas of another size.")

    /// What makes a layer the layer that it is: nothing that a request can change.
    static let identity: Set<String> = ["type", "name", "dynamic"]

    /// What is read of every layer whatever it shows, but for its ``identity``.
    private static let frame = [
        x.rule, y.rule, width.rule, height.rule, rotation.rule, opacity.rule, isVisible.rule, shadows.rule,
        constraints.rule,
    ]
    static let frameNames = Set(frame.map(\.name))

    private static let planned = ["blendMode", "when", "fallback"]

    /// The table of a layer type: what every layer has, and what only these have.
    static func table(_ type: LayerType, planned own: [String] = [], _ properties: [PropertyRule]) -> Table {
        let typeRule = PropertyRule(
            name: "type", rule: .choice([type.rawValue], planned: []), defaultValue: nil, isRequired: true,
            summary: "The kind of layer.")
        let size = [width.rule.name, height.rule.name]
        let frame = frame.map { type.needsSize && size.contains($0.name) ? $0.required : $0 }
        return Table(
            type.phrase, planned: planned + own, [typeRule, name.rule, isDynamic.rule] + frame + properties)
    }
}
