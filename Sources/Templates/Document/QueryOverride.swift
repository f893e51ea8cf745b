/// One `layer.property=value` of a URL or a command line, decoded.
public struct QueryOverride: Sendable, Hashable {
    /// The layer's name.
    public let layer: String
    /// The property, then what is nested in it: at least one step.
    public let path: [String]
    /// The value's text.
    public let text: String

    /// Makes an override of parts that are split already.
    public init(layer: String, path: [String], text: String) {
        self.layer = layer
        self.path = path
        self.text = text
    }

    /// Splits a parameter's name at its dots: the first ends the layer's name. A last step that ends in `64`, as in
    /// `title.text64`, holds its text in base64url.
    ///
    /// - Returns: nil where the name has no dot or an empty part, so that it is no override.
    /// - Throws: Where the value is not base64url of UTF-8.
    public init?(name: String, value: String) throws(ValidationFailure) {
        var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }), let last = parts.last else { return nil }
        var text = value
        if last.hasSuffix("64"), last.utf8.count > 2 {
            parts[parts.count - 1] = String(last.dropLast(2))
            guard let bytes = Base64URL.decode(value), let decoded = String(validating: bytes, as: UTF8.self) else {
                throw ValidationFailure(
                    "/layers" + parts.map(JSONPointer.step).joined(), "`…64` must be base64url of UTF-8 text")
            }
            text = decoded
        }
        self.init(layer: parts[0], path: Array(parts.dropFirst()), text: text)
    }

    var pointer: String { "/layers" + ([layer] + path).map(JSONPointer.step).joined() }
}

extension Template {
    /// The JSON value that a text stands for, by the type of the property (contract: "GET query").
    ///
    /// Numbers and truth values are read, texts and colours stay, and objects, lists and gradients are JSON.
    /// ``resolve(_:)`` checks ranges.
    ///
    /// - Parameters:
    ///   - layer: A dynamic layer's name.
    ///   - path: The property, then what is nested in it.
    /// - Throws: An unknown layer or property, or a text that stands for no such value.
    public func coerce(layer: String, path: [String], text: String) throws(ValidationFailure) -> JSONValue {
        try coerce(QueryOverride(layer: layer, path: path, text: text))
    }

    /// All parameters together as the overrides that ``resolve(_:)`` takes.
    ///
    /// - Throws: Every problem; a place that is given twice, or inside of another one, is one.
    public func overrides(fromQuery query: [QueryOverride]) throws(ValidationFailure) -> [String: JSONValue] {
        var tree: JSONValue = .object([:])
        var problems: [Problem] = []
        var places: Set<[String]> = []
        for parameter in query {
            let place = [parameter.layer] + parameter.path
            let isRepeated = !places.insert(place).inserted
            // A whole object and a part of it contradict each other.
            let isInside = places.contains { $0 != place && ($0.starts(with: place) || place.starts(with: $0)) }
            if isRepeated || isInside {
                let name = Wording.quote(place.joined(separator: "."))
                let detail = isRepeated ? "\(name) is given twice" : "\(name) is given whole and in part"
                problems.append(Problem(pointer: parameter.pointer, detail: detail))
                continue
            }
            do {
                let value = try coerce(parameter)
                tree = tree.inserting(value, at: place[...])
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw ValidationFailure(problems: problems) }
        return tree.objectValue ?? [:]
    }

    private func coerce(_ parameter: QueryOverride) throws(ValidationFailure) -> JSONValue {
        let entry: LayerEntry
        switch dynamicEntry(parameter.layer) {
        case .success(let found): entry = found
        case .failure(let unknown):
            throw ValidationFailure("/layers" + JSONPointer.step(parameter.layer), detail(of: unknown))
        }
        let rule = try rule(for: parameter, entry.layer.type.table)
        do {
            return try rule.coerce(parameter.text, depth: limits.template.depth)
        } catch {
            throw ValidationFailure(parameter.pointer, error.detail)
        }
    }

    private func rule(for parameter: QueryOverride, _ table: Table) throws(ValidationFailure) -> ValueRule {
        var table = table
        var pointer = "/layers" + JSONPointer.step(parameter.layer)
        for (index, name) in parameter.path.enumerated() {
            pointer += JSONPointer.step(name)
            guard let property = table.property(named: name) else {
                throw ValidationFailure(pointer, table.refusal(of: name))
            }
            if index == 0, LayerTable.identity.contains(name) {
                throw ValidationFailure(pointer, "\(Wording.quote(name)) cannot be overridden")
            }
            if index == parameter.path.count - 1 { return property.rule }
            guard case .object(let nested) = property.rule else {
                throw ValidationFailure(
                    pointer, "\(Wording.quote(name)) has no parts to set; it is \(property.rule.phrase(limits))")
            }
            table = nested
        }
        throw ValidationFailure(pointer, "a property of the layer is needed: \(Wording.list(table.names))")
    }
}

extension JSONValue {
    /// This value with another at a path of member names.
    fileprivate func inserting(_ value: JSONValue, at path: ArraySlice<String>) -> JSONValue {
        guard let name = path.first else { return value }
        var members = objectValue ?? [:]
        members[name] = (members[name] ?? .null).inserting(value, at: path.dropFirst())
        return .object(members)
    }
}
