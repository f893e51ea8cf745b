import Limit

/// What a property may hold, as data: problems, schema, descriptions, merging and coercion all come from it.
indirect enum ValueRule: Sendable {
    case number(NumberRange)
    case integer(Bound, Bound)
    case boolean
    case string(StringRule)
    /// One of these texts; `planned` ones are known but not built.
    case choice([String], planned: [String])
    case color
    /// A colour, or a gradient.
    case paint
    /// `[x, y]`, or an object of `x` and `y`; the range is for both.
    case point(NumberRange)
    case list(of: ValueRule, minimum: Int, maximum: Bound)
    /// The first, or a list.
    case either(ValueRule, ValueRule)
    case object(Table)
    /// The layers of a group.
    case layers

    /// The rule in words, as "must be …" goes on.
    func phrase(_ limits: Limits) -> String {
        switch self {
        case .number(let range):
            let (low, high) = (range.minimum.value(in: limits), range.maximum.value(in: limits))
            return range.isAboveMinimum
                ? "a number above \(Wording.number(low)) and up to \(Wording.number(high))"
                : "a number from \(Wording.number(low)) to \(Wording.number(high))"
        case .integer(let low, let high):
            return "a whole number from \(Wording.number(low.value(in: limits)))"
                + " to \(Wording.number(high.value(in: limits)))"
        case .boolean: return "true or false"
        case .string(let rule): return rule.phrase(limits)
        case .choice(let values, _):
            return values.count == 1 ? "\(Wording.list(values))" : "one of \(Wording.list(values))"
        case .color: return "a CSS colour"
        case .paint: return "a CSS colour or an object with a `type` of \(Wording.list(GradientTables.types))"
        case .point: return "a point, [x, y] or {\"x\": …, \"y\": …}"
        case .list(let item, let minimum, let maximum):
            let high = Wording.number(maximum.value(in: limits))
            let count = String(minimum) == high ? high : "\(minimum) to \(high)"
            return "a list of \(count) items, each \(item.phrase(limits))"
        case .either(let first, let second): return "\(first.phrase(limits)), or \(second.phrase(limits))"
        case .object(let table): return "an object with \(Wording.list(table.names))"
        case .layers: return "a list of layers"
        }
    }

    /// The value of a property after an override: objects merge by their own rules, all else replaces. A member that
    /// is `null` is missing from the override, so that the template's value stays.
    func merge(_ old: JSONValue?, with patch: JSONValue) -> JSONValue {
        switch (self, patch) {
        case (.object(let table), .object(let changes)):
            guard case .object(var members) = old else { return patch.withoutNullMembers }
            for (name, change) in changes where !change.isNull {
                members[name] = table.property(named: name)?.rule.merge(members[name], with: change) ?? change
            }
            return .object(members)
        case (.paint, .object): return patch.withoutNullMembers
        default: return patch
        }
    }
}
