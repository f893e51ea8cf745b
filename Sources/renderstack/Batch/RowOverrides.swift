import Templates

/// Turns the columns of a row into overrides of a template.
///
/// A column is `layer.property`, or a layer's name alone: the text of a text layer, the source of an image layer. In
/// JSON lines, an object under a layer's name is its properties.
struct RowOverrides: Sendable {
    private let template: Template
    /// Dynamic layers with their types.
    private let layers: [String: String]
    /// Columns that the file names use, and that need not be layers.
    private let nameColumns: Set<String>

    init(template: Template, nameColumns: Set<String>) {
        self.template = template
        self.nameColumns = nameColumns
        layers = Dictionary(template.dynamicLayers.map { ($0.name, $0.type) }) { first, _ in first }
    }

    /// Refuses a column that no row can use, before anything is drawn.
    func check(_ header: [String]) throws(CommandFailure) {
        for name in header {
            do throws(BatchRowProblem) {
                _ = try place(of: BatchTable.Column(name: name, cell: .text("")))
            } catch {
                throw CommandFailure("\(error.description).")
            }
        }
    }

    func overrides(for row: [BatchTable.Column]) throws(BatchRowProblem) -> [String: JSONValue] {
        var texts: [QueryOverride] = []
        var values: [String: [String: JSONValue]] = [:]
        for column in row {
            guard let place = try place(of: column) else { continue }
            switch column.cell {
            // An empty cell of a table says nothing, but an empty text is one.
            case .text("") where place.path != ["text"]: continue
            case .text(let text): texts.append(QueryOverride(layer: place.layer, path: place.path, text: text))
            case .value(.object(let members)) where place.isWholeLayer:
                values[place.layer, default: [:]].merge(members) { $1 }
            case .value(let value):
                guard place.path.count == 1, values[place.layer]?[place.path[0]] == nil else {
                    throw .notOnePlace(column.name)
                }
                values[place.layer, default: [:]][place.path[0]] = value
            }
        }
        do {
            let overrides = try template.overrides(fromQuery: texts)
            return overrides.merging(values.mapValues(JSONValue.object)) { $1 }
        } catch {
            throw .refused(error.problems)
        }
    }

    private struct Place {
        let layer: String
        let path: [String]
        let isWholeLayer: Bool
    }

    /// Where a column's value goes; nil for one that only file names use.
    private func place(of column: BatchTable.Column) throws(BatchRowProblem) -> Place? {
        if let type = layers[column.name] {
            return Place(layer: column.name, path: [type == "image" ? "src" : "text"], isWholeLayer: true)
        }
        let parts = column.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, parts.allSatisfy({ !$0.isEmpty }), layers[parts[0]] != nil {
            return Place(layer: parts[0], path: Array(parts.dropFirst()), isWholeLayer: false)
        }
        if nameColumns.contains(column.name) { return nil }
        let names = layers.keys.sorted().joined(separator: ", ")
        let detail = "a column is layer or layer.property, or is used by --name; dynamic layers are "
        throw .refused([Problem(pointer: column.name, detail: detail + (names.isEmpty ? "none" : names))])
    }
}
