/// The properties of a group.
enum GroupTable {
    static let children = PropertyRule(
        name: "children", rule: .layers, defaultValue: [], isRequired: false,
        summary: "Layers in paint order, the first at the bottom; their places are relative to the group's.")
    static let clip = Property(
        "clip", .boolean, default: false, "Whether the group's box cuts its children; needs a width and a height.")
    static let cornerRadius = Property(
        "cornerRadius", .cornerRadii, default: 0, "Corners of the clip, or four: clockwise from the top left.")

    static let table = LayerTable.table(.group, [children, clip.rule, cornerRadius.rule])

    static func read(
        _ reader: inout ObjectReader, children: [Layer], _ inspection: inout Inspection
    ) -> GroupContent {
        let clips = reader.read(clip, &inspection)
        for side in ["width", "height"] where clips && reader.members[side] == nil {
            inspection.report("is required for a group that clips", at: side)
        }
        return GroupContent(
            children: children, clip: clips, cornerRadius: reader.read(cornerRadius, &inspection))
    }
}
