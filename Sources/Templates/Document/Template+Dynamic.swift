/// A layer that requests may override, for those who list templates.
public struct DynamicLayer: Sendable, Equatable {
    /// The name by which requests call it.
    public let name: String
    /// The layer's type, as documents write it.
    public let type: String
    /// What a request may set.
    public let properties: [PropertyDescription]

    /// The same as JSON: `name`, `type`, `properties`.
    public var json: JSONValue {
        ["name": .string(name), "type": .string(type), "properties": .array(properties.map(\.json))]
    }
}

/// What a property of a dynamic layer may hold, and what it holds now.
public struct PropertyDescription: Sendable, Equatable {
    /// The name by which requests call it.
    public let name: String
    /// `number`, `integer`, `boolean`, `string`, `color`, `paint`, `point`, `list`, `object`, or two joined by `|`.
    public let type: String
    /// The least number, where there is one.
    public let minimum: Double?
    /// Whether ``minimum`` itself is refused.
    public let isAboveMinimum: Bool
    /// The greatest number, where there is one.
    public let maximum: Double?
    /// All values of a property that holds one of a few texts.
    public let choices: [String]
    /// What holds when neither template nor request says anything.
    public let defaultValue: JSONValue?
    /// What the template says, or the default.
    public let value: JSONValue?
    /// One sentence.
    public let summary: String
    /// The properties of an object.
    public let properties: [PropertyDescription]

    /// The same as JSON; what does not apply is left out.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "type": .string(type), "description": .string(summary),
        ]
        if let minimum { members[isAboveMinimum ? "exclusiveMinimum" : "minimum"] = .number(minimum) }
        if let maximum { members["maximum"] = .number(maximum) }
        if !choices.isEmpty { members["enum"] = .array(choices.map(JSONValue.string)) }
        members["default"] = defaultValue
        members["value"] = value
        if !properties.isEmpty { members["properties"] = .array(properties.map(\.json)) }
        return .object(members)
    }
}

extension Template {
    /// The dynamic layers in paint order, each with the properties that it accepts.
    public var dynamicLayers: [DynamicLayer] {
        entries.values.filter(\.layer.isDynamic).sorted { $0.layer.id < $1.layer.id }.map { entry in
            let properties = entry.layer.type.table.properties.filter { !LayerTable.identity.contains($0.name) }
            return DynamicLayer(
                name: entry.layer.label, type: entry.layer.type.rawValue,
                properties: properties.map { describe($0, value: entry.members[$0.name]) })
        }
    }

    private func describe(_ property: PropertyRule, value: JSONValue?) -> PropertyDescription {
        var minimum: Double?
        var maximum: Double?
        var isAboveMinimum = false
        var choices: [String] = []
        var nested: [PropertyDescription] = []
        switch property.rule {
        case .number(let range):
            (minimum, maximum) = (range.minimum.value(in: limits), range.maximum.value(in: limits))
            isAboveMinimum = range.isAboveMinimum
        case .integer(let low, let high): (minimum, maximum) = (low.value(in: limits), high.value(in: limits))
        case .choice(let values, _): choices = values
        case .object(let table): nested = table.properties.map { describe($0, value: value?[$0.name]) }
        default: break
        }
        return PropertyDescription(
            name: property.name, type: property.rule.typeName, minimum: minimum, isAboveMinimum: isAboveMinimum,
            maximum: maximum, choices: choices, defaultValue: property.defaultValue,
            value: value ?? property.defaultValue, summary: property.summary, properties: nested)
    }
}

extension ValueRule {
    /// The kind of value in a word.
    var typeName: String {
        switch self {
        case .number: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .string, .choice: "string"
        case .color: "color"
        case .paint: "paint"
        case .point: "point"
        case .list, .layers: "list"
        case .either(let first, let second): "\(first.typeName)|\(second.typeName)"
        case .object: "object"
        }
    }
}
