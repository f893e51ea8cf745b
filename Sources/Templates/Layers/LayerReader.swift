/// Reads layers, numbers them in paint order, counts them and remembers their names.
struct LayerReader {
    private var nextID: Int
    private var room: Int
    private var hasReportedRoom = false
    /// The pointers of the layers with each name.
    private(set) var pointersByName: [String: [String]] = [:]

    /// - Parameters:
    ///   - firstID: The number of the first layer read.
    ///   - room: How many layers may be read.
    init(firstID: Int, room: Int) {
        nextID = firstID
        self.room = room
    }

    /// Reads a list of layers.
    ///
    /// - Parameters:
    ///   - pointer: Where the list stands.
    ///   - level: 1 for the layers of the canvas, one more in each group.
    mutating func layers(
        _ items: [JSONValue], at pointer: String, level: Int, _ inspection: inout Inspection
    ) -> [Layer] {
        var layers: [Layer] = []
        layers.reserveCapacity(min(items.count, room))
        for (index, item) in items.enumerated() {
            guard room > 0 else {
                if !hasReportedRoom {
                    hasReportedRoom = true
                    let limit = inspection.limits.template.layers
                    inspection.report("a template may have \(limit) layers, those in groups counted", at: String(index))
                }
                return layers
            }
            room -= 1
            let place = "\(pointer)/\(index)"
            if let layer = inspection.within(String(index), { layer(item, at: place, level: level, &$0) }) {
                layers.append(layer)
            }
        }
        return layers
    }

    private mutating func layer(
        _ value: JSONValue, at pointer: String, level: Int, _ inspection: inout Inspection
    ) -> Layer? {
        let id = nextID
        nextID += 1
        guard case .object(let members) = value else {
            inspection.report("must be a layer, an object with a `type`, not \(Wording.describe(value))")
            return nil
        }
        let frame = LayerFrame(id: id, pointer: pointer, level: level)
        guard let type = type(of: members, &inspection) else {
            // What every layer has can be checked without the type.
            var reader = ObjectReader(members)
            let nothing = Content.group(GroupContent(children: [], clip: false, cornerRadius: .zero))
            _ = layer(reading: &reader, nothing, frame, &inspection)
            return nil
        }
        return layer(members, type, frame, &inspection)
    }

    private func type(of members: [String: JSONValue], _ inspection: inout Inspection) -> LayerType? {
        let names = LayerType.allCases.map(\.rawValue)
        guard let value = members["type"] else {
            inspection.report("is required: one of \(Wording.list(names))", at: "type")
            return nil
        }
        guard case .string(let text) = value else {
            inspection.report("must be one of \(Wording.list(names)), not \(Wording.describe(value))", at: "type")
            return nil
        }
        if let type = LayerType(rawValue: text) { return type }
        let exists = "what exists: \(Wording.list(names))"
        if LayerType.planned.contains(text) {
            inspection.report("layers of type \(Wording.quote(text)) are not available yet; \(exists)", at: "type")
        } else {
            let suggestion = Wording.suggestion(for: text, among: names)
            inspection.report("there is no layer type \(Wording.quote(text))\(suggestion) \(exists)", at: "type")
        }
        return nil
    }

    /// Reads a layer whose type is known.
    private mutating func layer(
        _ members: [String: JSONValue], _ type: LayerType, _ frame: LayerFrame, _ inspection: inout Inspection
    ) -> Layer {
        var reader = ObjectReader(members)
        reader.skip("type")
        let content = content(&reader, type, frame, keeping: nil, &inspection)
        let layer = layer(reading: &reader, content, frame, &inspection)
        reader.finish(type.table, &inspection)
        return layer
    }

    /// Reads again what some members of a layer decide; the rest of it stays as it is.
    ///
    /// - Parameters:
    ///   - names: Those members; others among them change nothing.
    ///   - members: All members of the layer.
    ///   - keepsChildren: False for a group whose children are to be read again.
    mutating func layer(
        like layer: Layer, _ names: [String: JSONValue].Keys, _ members: [String: JSONValue], _ frame: LayerFrame,
        _ inspection: inout Inspection, keepsChildren: Bool
    ) -> Layer {
        var (reader, new) = (ObjectReader(members), layer)
        if !names.allSatisfy(LayerTable.frameNames.contains) {
            new.content = content(
                &reader, layer.type, frame, keeping: keepsChildren ? layer.children : nil, &inspection)
        }
        guard names.contains(where: LayerTable.frameNames.contains) else { return new }
        new = self.layer(reading: &reader, new.content, frame, &inspection)
        new.pointer = layer.pointer
        return new
    }

    /// - Parameter children: The typed children of a group whose own are not to be read again.
    private mutating func content(
        _ reader: inout ObjectReader, _ type: LayerType, _ frame: LayerFrame, keeping children: [Layer]?,
        _ inspection: inout Inspection
    ) -> Content {
        switch type {
        case .text: return .text(TextTable.read(&reader, &inspection))
        case .image: return .image(ImageTable.read(&reader, &inspection))
        case .rectangle: return .rectangle(ShapeTable.read(&reader, &inspection))
        case .ellipse: return .ellipse(ShapeTable.read(&reader, &inspection))
        case .line: return .line(OutlineTable.readLine(&reader, &inspection))
        case .polygon: return .polygon(OutlineTable.readPolygon(&reader, &inspection))
        case .path: return .path(OutlineTable.readPath(&reader, &inspection))
        case .group:
            reader.skip("children")
            let children = children ?? self.children(of: reader.members, frame, &inspection)
            return .group(GroupTable.read(&reader, children: children, &inspection))
        }
    }

    private mutating func children(
        of members: [String: JSONValue], _ frame: LayerFrame, _ inspection: inout Inspection
    ) -> [Layer] {
        guard let value = members["children"] else { return [] }
        return inspection.within("children") { inspection in
            guard case .array(let items) = value else {
                inspection.refuse(value, .layers)
                return []
            }
            // A layer of level n is an object at depth 2n + 1 of the document.
            let deepest = inspection.limits.template.depth
            guard 2 * frame.level + 3 <= deepest || items.isEmpty else {
                inspection.report("layers are nested too deep: a document may have \(deepest) levels of nesting")
                return []
            }
            return layers(items, at: frame.pointer + "/children", level: frame.level + 1, &inspection)
        }
    }

    /// Reads what every layer has.
    private mutating func layer(
        reading reader: inout ObjectReader, _ content: Content, _ frame: LayerFrame, _ inspection: inout Inspection
    ) -> Layer {
        let name = reader.read(LayerTable.name, &inspection)
        let isDynamic = reader.read(LayerTable.isDynamic, &inspection)
        if let name { pointersByName[name, default: []].append(frame.pointer) }
        if isDynamic, reader.members["name"] == nil {
            inspection.report("is required for a layer that is dynamic", at: "name")
        }
        _ = reader.read(LayerTable.constraints, &inspection)
        return Layer(
            id: frame.id, name: name, isDynamic: isDynamic, pointer: frame.pointer,
            x: reader.read(LayerTable.x, &inspection), y: reader.read(LayerTable.y, &inspection),
            width: reader.read(LayerTable.width, &inspection), height: reader.read(LayerTable.height, &inspection),
            rotation: reader.read(LayerTable.rotation, &inspection),
            opacity: reader.read(LayerTable.opacity, &inspection),
            isVisible: reader.read(LayerTable.isVisible, &inspection),
            shadows: reader.read(LayerTable.shadows, &inspection), content: content)
    }
}

/// Which layer it is, and where it stands.
struct LayerFrame: Sendable {
    let id: Int
    let pointer: String
    /// 1 for the layers of the canvas, one more in each group.
    let level: Int
}
