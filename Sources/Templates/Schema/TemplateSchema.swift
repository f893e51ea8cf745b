import Limit

/// The JSON Schema of template documents (draft 2020-12), made from the tables that check them.
///
/// What a schema cannot say stays with ``Template``: unique names, the sum of layers, nesting, pixels of the canvas.
public enum TemplateSchema {
    /// The schema under the default limits.
    public static let json = json(limits: Limits())

    /// The schema under these limits.
    public static func json(limits: Limits) -> JSONValue {
        let writer = SchemaWriter(limits: limits)
        var root = writer.object(DocumentTable.table)
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        root["$id"] = "https://renderstack.io/schemas/template.json"
        root["title"] = "RenderStack template"
        root["description"] = "One picture as layers, the first at the bottom. Lengths are CSS pixels."
        root["$defs"] = .object(definitions(writer))
        return .object(root)
    }

    private static func definitions(_ writer: SchemaWriter) -> [String: JSONValue] {
        var definitions: [String: JSONValue] = [
            "color": writer.color,
            "paint": [
                "anyOf": [
                    ["$ref": "#/$defs/color"], ["$ref": "#/$defs/linear"], ["$ref": "#/$defs/radial"],
                    ["$ref": "#/$defs/conic"],
                ]
            ],
            "layer": layer,
        ]
        for type in GradientTables.types {
            guard let table = GradientTables.table(of: type) else { continue }
            definitions[type] = .object(writer.object(table, type: type))
        }
        for type in LayerType.allCases {
            definitions[type.rawValue] = .object(writer.layer(type))
        }
        return definitions
    }

    /// Which of the layer schemas counts is decided by `type`, so that problems are those of one of them.
    private static var layer: JSONValue {
        let types = LayerType.allCases.map(\.rawValue)
        return [
            "type": "object", "required": ["type"],
            "properties": ["type": ["enum": .array(types.map(JSONValue.string))]],
            "allOf": .array(
                types.map { type in
                    [
                        "if": ["required": ["type"], "properties": ["type": ["const": .string(type)]]],
                        "then": ["$ref": .string("#/$defs/\(type)")],
                    ]
                }),
        ]
    }
}
