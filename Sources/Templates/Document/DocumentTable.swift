/// The properties of a template document.
enum DocumentTable {
    static let version = Property("version", .integer(1, 1), default: 1, "The version of the document format.")
    static let name = Property(required: "name", .string(.title), placeholder: "", "The template's name for people.")
    static let slug = Property<String?>(
        optional: "slug", .string(.slug), "The template's name in addresses, unique in its organization.")
    static let width = Property(
        required: "width", .integer(1, .canvasSide), placeholder: 1, "Width of the canvas in CSS pixels.")
    static let height = Property(
        required: "height", .integer(1, .canvasSide), placeholder: 1, "Height of the canvas in CSS pixels.")
    static let background = Property<Paint?>(
        optional: "background", .paint, "What is behind all layers; nothing where it is left out.")
    static let layers = PropertyRule(
        name: "layers", rule: .layers, defaultValue: nil, isRequired: true,
        summary: "Layers in paint order, the first at the bottom.")

    static let table = Table(
        "a template",
        [version.rule, name.rule, slug.rule, width.rule, height.rule, background.rule, layers])
}
