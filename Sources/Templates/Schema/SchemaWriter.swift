import Limit

/// Turns tables and rules into JSON Schema.
struct SchemaWriter {
    let limits: Limits

    /// The schema of an object with the properties of a table and no others.
    func object(_ table: Table, type: String? = nil) -> [String: JSONValue] {
        var properties: [String: JSONValue] = [:]
        for property in table.properties {
            var schema = schema(of: property.rule)
            schema["description"] = .string(property.summary)
            schema["default"] = property.defaultValue
            properties[property.name] = .object(schema)
        }
        if let type { properties["type"] = ["const": .string(type), "description": "The kind of gradient."] }
        var schema: [String: JSONValue] = [
            "type": "object", "additionalProperties": false, "properties": .object(properties),
        ]
        if !table.requiredNames.isEmpty {
            schema["required"] = .array(table.requiredNames.map(JSONValue.string))
        }
        return schema
    }

    /// The schema of one type of layer, with what one property asks of others.
    func layer(_ type: LayerType) -> [String: JSONValue] {
        var schema = object(type.table)
        schema["title"] = .string(type.phrase)
        var conditions = [condition("dynamic", needs: ["name"])]
        if type == .group { conditions.append(condition("clip", needs: ["width", "height"])) }
        schema["allOf"] = .array(conditions)
        return schema
    }

    private func condition(_ flag: String, needs names: [JSONValue]) -> JSONValue {
        [
            "if": ["required": [.string(flag)], "properties": .object([flag: ["const": true]])],
            "then": ["required": .array(names)],
        ]
    }

    private func schema(of rule: ValueRule) -> [String: JSONValue] {
        switch rule {
        case .number(let range):
            return numbers("number", range.minimum, range.maximum, isAboveMinimum: range.isAboveMinimum)
        case .integer(let low, let high): return numbers("integer", low, high)
        case .boolean: return ["type": "boolean"]
        case .string(let rule): return string(rule)
        case .choice(let values, _): return ["type": "string", "enum": .array(values.map(JSONValue.string))]
        case .color: return ["$ref": "#/$defs/color"]
        case .paint: return ["$ref": "#/$defs/paint"]
        case .point(let range): return point(range)
        case .list(let item, let minimum, let maximum):
            return [
                "type": "array", "items": .object(schema(of: item)), "minItems": .number(Double(minimum)),
                "maxItems": .number(maximum.value(in: limits)),
            ]
        case .either(let first, let second):
            return ["anyOf": [.object(schema(of: first)), .object(schema(of: second))]]
        case .object(let table): return object(table)
        case .layers:
            return [
                "type": "array", "items": ["$ref": "#/$defs/layer"],
                "maxItems": .number(Double(limits.template.layers)),
            ]
        }
    }

    private func numbers(
        _ type: String, _ low: Bound, _ high: Bound, isAboveMinimum: Bool = false
    ) -> [String: JSONValue] {
        [
            "type": .string(type), "maximum": .number(high.value(in: limits)),
            isAboveMinimum ? "exclusiveMinimum" : "minimum": .number(low.value(in: limits)),
        ]
    }

    private func string(_ rule: StringRule) -> [String: JSONValue] {
        var schema: [String: JSONValue] = ["type": "string"]
        let (minimum, maximum) = rule.length(limits)
        if minimum > 0 { schema["minLength"] = .number(Double(minimum)) }
        if let maximum { schema["maxLength"] = .number(Double(maximum)) }
        schema["pattern"] = rule.pattern.map(JSONValue.string)
        return schema
    }

    private func point(_ range: NumberRange) -> [String: JSONValue] {
        let number = JSONValue.object(numbers("number", range.minimum, range.maximum))
        return [
            "anyOf": [
                ["type": "array", "items": number, "minItems": 2, "maxItems": 2],
                [
                    "type": "object", "properties": ["x": number, "y": number], "required": ["x", "y"],
                    "additionalProperties": false,
                ],
            ]
        ]
    }

    /// CSS colours: the shape of the notations, and the names for those who complete them.
    var color: JSONValue {
        [
            "type": "string",
            "description": "A CSS colour: #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla() or a name.",
            "pattern": """
            ^\\s*(#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|([Rr][Gg][Bb]|[Hh][Ss][Ll])[Aa]?\\([^()]*\\)\
            |[A-Za-z]+)\\s*$
            """,
            "examples": .array(
                ["#6366f1", "rgba(0, 0, 0, 0.45)", "transparent"] + CSSColorNames.sorted.map(JSONValue.string)),
        ]
    }
}
