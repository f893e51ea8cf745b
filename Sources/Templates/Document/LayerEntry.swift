/// A named layer of a template: where it is, its JSON and its typed value. A class, so that a look-up copies nothing.
final class LayerEntry: Sendable {
    let layer: Layer
    let members: [String: JSONValue]
    /// Indexes from the canvas down to the layer.
    let path: [Int]
    /// Numbers of the groups around it, the outermost first.
    let ancestors: [Int]

    init(layer: Layer, members: [String: JSONValue], path: [Int], ancestors: [Int]) {
        self.layer = layer
        self.members = members
        self.path = path
        self.ancestors = ancestors
    }
}

/// Finds the named layers of a document and counts all.
struct LayerDirectory {
    private(set) var entries: [String: LayerEntry] = [:]
    private(set) var count = 0

    /// Adds layers with the JSON that they were read from.
    mutating func add(_ layers: [Layer], _ items: [JSONValue], path: [Int] = [], ancestors: [Int] = []) {
        for (index, (layer, item)) in zip(layers, items).enumerated() {
            count += 1
            let place = path + [index]
            if let name = layer.name {
                entries[name] = LayerEntry(
                    layer: layer, members: item.objectValue ?? [:], path: place, ancestors: ancestors)
            }
            add(layer.children, item["children"]?.arrayValue ?? [], path: place, ancestors: ancestors + [layer.id])
        }
    }
}
