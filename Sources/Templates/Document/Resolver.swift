/// Applies overrides to a template's layers, one layer at a time.
struct Resolver {
    private let template: Template
    private var made: [LayerChange] = []
    private var overridden: [LayerEntry] = []
    /// The pictures of all layers, as long as none of them is new.
    private var pictures: PictureUse?
    /// Numbers and names of the groups whose children the request replaces.
    private let replaced: [Int: String]
    private var reader: LayerReader

    init(_ template: Template, replacing groups: [LayerEntry]) {
        self.template = template
        pictures = template.pictures
        replaced = Dictionary(uniqueKeysWithValues: groups.map { ($0.layer.id, $0.layer.label) })
        let staying = template.layerCount - groups.reduce(0) { $0 + $1.layer.descendantCount }
        reader = LayerReader(firstID: template.layerCount, room: template.limits.template.layers - staying)
    }

    /// Merges a patch into the layer of a name, reads the layer and puts it in its place.
    mutating func apply(_ patch: JSONValue, to name: String, _ inspection: inout Inspection) {
        let entry: LayerEntry
        switch template.dynamicEntry(name) {
        case .success(let found): entry = found
        case .failure(let unknown):
            inspection.report(template.detail(of: unknown))
            return
        }
        guard case .object(let changes) = patch else {
            inspection.report("must be an object of properties, not \(Wording.describe(patch))")
            return
        }
        if let id = entry.ancestors.first(where: { replaced[$0] != nil }), let group = replaced[id] {
            inspection.report("is in the group \(Wording.quote(group)), whose `children` this request replaces")
            return
        }
        if let text = changes["text"], changes.count == 1, !text.isNull, case .text(let content) = entry.layer.content {
            apply(text, to: content, of: entry, &inspection)
            return
        }
        guard let members = merged(changes, entry, &inspection) else { return }
        let frame = LayerFrame(id: entry.layer.id, pointer: "/layers/\(name)", level: entry.path.count)
        if entry.layer.type == .image || entry.layer.type == .group { pictures = nil }
        let new = reader.layer(
            like: standing(entry), changes.keys, members, frame, &inspection,
            keepsChildren: replaced[entry.layer.id] == nil)
        note(new, for: entry)
    }

    /// The layer with what the request has said of it before: of its children, if it is a group.
    private func standing(_ entry: LayerEntry) -> Layer {
        let depth = entry.path.count
        guard case .group(var group) = entry.layer.content else { return entry.layer }
        let inside = made.filter { $0.path.count > depth && $0.path.starts(with: entry.path) }
        if inside.isEmpty { return entry.layer }
        group.children = group.children.changed(
            inside.map { LayerChange(path: Array($0.path.dropFirst(depth)), layer: $0.layer) })
        var layer = entry.layer
        layer.content = .group(group)
        return layer
    }

    private mutating func note(_ layer: Layer, for entry: LayerEntry) {
        overridden.append(entry)
        made.append(LayerChange(path: entry.path, layer: layer))
    }

    /// What most requests ask for: new text alone. Nothing else of the layer is read again.
    private mutating func apply(
        _ text: JSONValue, to content: TextContent, of entry: LayerEntry, _ inspection: inout Inspection
    ) {
        var (layer, content) = (entry.layer, content)
        let property = TextTable.text
        content.text = inspection.within("text") { property.kind.read(text, &$0) } ?? property.fallback
        layer.content = .text(content)
        note(layer, for: entry)
    }

    /// The layer's members after the override; nothing where it changes none.
    private func merged(
        _ changes: [String: JSONValue], _ entry: LayerEntry, _ inspection: inout Inspection
    ) -> [String: JSONValue]? {
        let table = entry.layer.type.table
        var members = entry.members
        var isChanged = false
        for (name, change) in changes.count > 1 ? changes.sorted(by: { $0.key < $1.key }) : Array(changes) {
            guard let property = table.property(named: name) else {
                inspection.report(table.refusal(of: name), at: name)
                continue
            }
            guard !LayerTable.identity.contains(name) else {
                inspection.report(
                    "\(Wording.quote(name)) cannot be overridden: it makes the layer what it is", at: name)
                continue
            }
            guard !change.isNull else { continue }
            isChanged = true
            members[name] = property.rule.merge(members[name], with: change)
        }
        return isChanged ? members : nil
    }

    /// The layers after all overrides.
    var resolution: Resolution {
        let ids = Set(overridden.map(\.layer.id))
        if overridden.allSatisfy({ $0.ancestors.isEmpty }) {
            return Resolution(template.layers, made, touched: ids, touchedRoots: ids, pictures: pictures)
        }
        let topmost = overridden.filter { ids.isDisjoint(with: $0.ancestors) }
        return Resolution(
            template.layers, made, touched: Set(topmost.map(\.layer.id)),
            touchedRoots: Set(topmost.map { $0.ancestors.first ?? $0.layer.id }), pictures: pictures)
    }

    /// Refuses names of new layers that another layer has.
    func checkNewNames(_ inspection: inout Inspection) {
        for (name, pointers) in reader.pointersByName.sorted(by: { $0.key < $1.key }) {
            let new = pointers.filter { $0 != "/layers/\(name)" }
            let isTaken = template.entries[name].map { !$0.ancestors.contains { replaced[$0] != nil } } ?? false
            guard new.count > 1 || isTaken else { continue }
            for pointer in new {
                inspection.report(
                    "another layer has the name \(Wording.quote(name)); names are unique", pointer: pointer + "/name")
            }
        }
    }
}

extension Layer {
    /// How many layers are inside of this one.
    var descendantCount: Int { children.reduce(0) { $0 + 1 + $1.descendantCount } }
}
