/// One layer, complete and in range: every property has a value or is meant to be missing.
public struct Layer: Sendable, Equatable {
    /// The layer's number in paint order, groups before their children, from 0. Layers that only a request has (the
    /// new children of a group) are numbered from the template's ``Template/layerCount``.
    public let id: Int
    /// Unique in the template.
    public let name: String?
    /// Whether requests may override its properties.
    public let isDynamic: Bool
    /// Where it stands in the template's document, or in the request that brought it.
    public internal(set) var pointer: String
    /// Left edge in CSS pixels, relative to the canvas or to the group.
    public var x: Double
    /// Top edge in CSS pixels, likewise.
    public var y: Double
    /// CSS pixels; missing where the content has a size of its own.
    public var width: Double?
    /// CSS pixels; missing where the content has a size of its own.
    public var height: Double?
    /// Degrees clockwise about the centre.
    public var rotation: Double
    /// 0...1.
    public var opacity: Double
    /// Whether it is painted.
    public var isVisible: Bool
    /// The first is on top, as in CSS.
    public var shadows: [Shadow]
    /// What it shows.
    public var content: Content

    /// The kind of layer.
    public var type: LayerType {
        switch content {
        case .text: .text
        case .image: .image
        case .rectangle: .rectangle
        case .ellipse: .ellipse
        case .line: .line
        case .polygon: .polygon
        case .path: .path
        case .group: .group
        }
    }

    /// The layers of a group; none for other types.
    public var children: [Layer] {
        if case .group(let group) = content { group.children } else { [] }
    }

    /// How problems and reports call it: its name, or where it stands.
    public var label: String { name ?? pointer }
}

/// What a layer shows.
public indirect enum Content: Sendable, Equatable {
    case text(TextContent)
    case image(ImageContent)
    case rectangle(ShapeContent)
    case ellipse(ShapeContent)
    case line(LineContent)
    case polygon(PolygonContent)
    case path(PathContent)
    case group(GroupContent)
}
