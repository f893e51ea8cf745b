/// The kinds of layers that exist.
public enum LayerType: String, Sendable, Hashable, CaseIterable {
    case text, image, rectangle, ellipse, line, polygon, path, group

    /// Types that the document format knows and this version does not build.
    static let planned = ["svg", "qrcode", "barcode", "container", "repeater"]

    /// "a text layer".
    var phrase: String {
        switch self {
        case .image, .ellipse: "an \(rawValue) layer"
        default: "a \(rawValue) layer"
        }
    }

    /// Whether a layer of this type has no size of its own.
    var needsSize: Bool {
        switch self {
        case .rectangle, .ellipse, .image: true
        case .text, .line, .polygon, .path, .group: false
        }
    }

    /// All properties of a layer of this type.
    var table: Table {
        switch self {
        case .text: TextTable.table
        case .image: ImageTable.table
        case .rectangle: ShapeTable.rectangle
        case .ellipse: ShapeTable.ellipse
        case .line: OutlineTable.line
        case .polygon: OutlineTable.polygon
        case .path: OutlineTable.path
        case .group: GroupTable.table
        }
    }
}
