import Limit

/// A template document that was checked: its JSON, and the same as typed values.
///
/// Checking and reading happen once, when it is made. ``resolve(_:)`` reads again only what a request overrides.
public final class Template: Sendable {
    /// The document as it was given.
    public let document: JSONValue
    /// The limits that it was checked by.
    public let limits: Limits
    /// The name for people.
    public let name: String
    /// The name in addresses, where the document has one.
    public let slug: String?
    /// Width of the canvas in CSS pixels.
    public let width: Int
    /// Height of the canvas in CSS pixels.
    public let height: Int
    /// What is behind all layers; missing for nothing.
    public let background: Paint?
    /// In paint order, the first at the bottom.
    public let layers: [Layer]
    /// All layers, those in groups counted.
    public let layerCount: Int
    /// The layers with a name.
    let entries: [String: LayerEntry]
    /// The pictures that the layers show.
    let pictures: PictureUse
    /// Numbers (``Layer/id``) of the layers that requests may change, the outermost of each branch.
    public let dynamicIDs: Set<Int>

    /// Checks a document that was parsed before.
    ///
    /// - Throws: Every problem, with pointers into the document.
    public convenience init(document: JSONValue, limits: Limits) throws(ValidationFailure) {
        guard !document.isDeeper(than: limits.template.depth) else {
            throw ValidationFailure("", "lists and objects are nested more than \(limits.template.depth) levels deep")
        }
        let byteCount = document.canonicalBytes.count
        guard byteCount <= limits.template.documentBytes else { throw Self.tooLong(byteCount, limits) }
        try self.init(checking: document, limits: limits)
    }

    /// Parses and checks a document.
    ///
    /// - Throws: Why and where it is no JSON, or every problem, with pointers into the document.
    public convenience init(json: [UInt8], limits: Limits) throws(ValidationFailure) {
        guard json.count <= limits.template.documentBytes else { throw Self.tooLong(json.count, limits) }
        let document: JSONValue
        do {
            document = try JSONParser.parse(json, maximumDepth: limits.template.depth)
        } catch {
            throw ValidationFailure(error.pointer, error.description)
        }
        try self.init(checking: document, limits: limits)
    }

    private static func tooLong(_ byteCount: Int, _ limits: Limits) -> ValidationFailure {
        ValidationFailure("", "the document has \(byteCount) bytes; it may have \(limits.template.documentBytes)")
    }

    private init(checking document: JSONValue, limits: Limits) throws(ValidationFailure) {
        guard case .object(let members) = document else {
            throw ValidationFailure("", "must be a template, a JSON object, not \(Wording.describe(document))")
        }
        var inspection = Inspection(limits: limits)
        var reader = ObjectReader(members)
        _ = reader.read(DocumentTable.version, &inspection)
        name = reader.read(DocumentTable.name, &inspection)
        slug = reader.read(DocumentTable.slug, &inspection)
        width = reader.read(DocumentTable.width, &inspection)
        height = reader.read(DocumentTable.height, &inspection)
        background = reader.read(DocumentTable.background, &inspection)
        if width * height > limits.output.pixels {
            inspection.report(
                "\(width) × \(height) are \(width * height) pixels; a canvas may have \(limits.output.pixels)",
                at: "height")
        }
        reader.skip("layers")
        layers = Self.layers(of: members, &inspection)
        reader.finish(DocumentTable.table, &inspection)
        try inspection.finish()
        self.document = document
        self.limits = limits
        var directory = LayerDirectory()
        directory.add(layers, members["layers"]?.arrayValue ?? [])
        entries = directory.entries
        layerCount = directory.count
        pictures = layers.pictures
        dynamicIDs = Set(layers.dynamicIDs)
    }

    private static func layers(of members: [String: JSONValue], _ inspection: inout Inspection) -> [Layer] {
        guard let value = members["layers"] else { return [] }
        guard case .array(let items) = value else {
            inspection.within("layers") { $0.refuse(value, .layers) }
            return []
        }
        var reader = LayerReader(firstID: 0, room: inspection.limits.template.layers)
        let layers = inspection.within("layers") { reader.layers(items, at: "/layers", level: 1, &$0) }
        for (name, pointers) in reader.pointersByName.sorted(by: { $0.key < $1.key }) where pointers.count > 1 {
            for pointer in pointers {
                inspection.report(
                    "the name \(Wording.quote(name)) is used by \(pointers.count) layers; names are unique",
                    pointer: pointer + "/name")
            }
        }
        return layers
    }

    /// The names of all assets that the document uses, in hidden layers too.
    public var assetNames: Set<String> { pictures.assetNames }
}

/// Which pictures layers show.
struct PictureUse: Sendable, Equatable {
    /// The names of all assets, in hidden layers too.
    var assetNames: Set<String> = []
    /// The URLs of all pictures of other servers in visible layers.
    var remoteURLs: Set<String> = []
}

extension [Layer] {
    /// The pictures that these layers and those in them show.
    var pictures: PictureUse { PictureUse(assetNames: assetNames, remoteURLs: remoteImageURLs) }

    private var assetNames: Set<String> {
        reduce(into: []) { names, layer in
            switch layer.content {
            case .image(let image):
                for case .asset(let name) in image.sources { names.insert(name) }
            case .group(let group): names.formUnion(group.children.assetNames)
            default: break
            }
        }
    }

    fileprivate var dynamicIDs: [Int] { flatMap { $0.isDynamic ? [$0.id] : $0.children.dynamicIDs } }

    private var remoteImageURLs: Set<String> {
        var urls: Set<String> = []
        for layer in self where layer.isVisible && layer.opacity > 0 {
            switch layer.content {
            case .image(let image):
                for case .remote(let url) in image.sources { urls.insert(url) }
            case .group(let group): urls.formUnion(group.children.remoteImageURLs)
            default: break
            }
        }
        return urls
    }
}
