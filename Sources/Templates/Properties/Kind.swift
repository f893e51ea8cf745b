import Limit

/// What a property may hold, and how it becomes a typed value.
struct Kind<Value: Sendable>: Sendable {
    let rule: ValueRule
    /// The typed value; nothing, and a problem noted, where the value does not follow the rule.
    let read: @Sendable (JSONValue, inout Inspection) -> Value?

    /// The same rule with another type for its values.
    func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Kind<Other> {
        let read = read
        return Kind<Other>(rule: rule) { value, inspection in read(value, &inspection).map(transform) }
    }

    /// The same, with nothing for a property that is not there.
    var optional: Kind<Value?> { map { $0 } }
}

extension Inspection {
    /// Notes that a value does not follow a rule.
    mutating func refuse(_ value: JSONValue, _ rule: ValueRule) {
        report("must be \(rule.phrase(limits)), not \(Wording.describe(value))")
    }
}

extension Kind where Value == Double {
    /// A number from `minimum` (or above it) to `maximum`.
    static func number(_ minimum: Bound, _ maximum: Bound, isAboveMinimum: Bool = false) -> Kind {
        let range = NumberRange(minimum: minimum, maximum: maximum, isAboveMinimum: isAboveMinimum)
        return Kind(rule: .number(range)) { value, inspection in
            if case .number(let number) = value, range.contains(number, inspection.limits) { return number }
            inspection.refuse(value, .number(range))
            return nil
        }
    }

    /// A place or an offset.
    static var coordinate: Kind { number(.negativeCoordinate, .coordinate) }

    /// A length, 0 or more.
    static var length: Kind { number(0, .coordinate) }
}

extension Kind where Value == Int {
    /// A whole number.
    static func integer(_ minimum: Bound, _ maximum: Bound) -> Kind {
        Kind(rule: .integer(minimum, maximum)) { value, inspection in
            if let number = value.integerValue, Double(number) >= minimum.value(in: inspection.limits),
                Double(number) <= maximum.value(in: inspection.limits)
            {
                return number
            }
            inspection.refuse(value, .integer(minimum, maximum))
            return nil
        }
    }
}

extension Kind where Value == Bool {
    static var boolean: Kind {
        Kind(rule: .boolean) { value, inspection in
            if case .bool(let flag) = value { return flag }
            inspection.refuse(value, .boolean)
            return nil
        }
    }
}

extension Kind where Value == String {
    static func string(_ rule: StringRule) -> Kind {
        Kind(rule: .string(rule)) { value, inspection in
            if case .string(let text) = value, rule.accepts(text, inspection.limits) { return text }
            inspection.refuse(value, .string(rule))
            return nil
        }
    }
}

extension Kind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the cases, by its raw value.
    ///
    /// - Parameters:
    ///   - cases: All where nothing is said.
    ///   - planned: Values that the document format knows and this version does not build.
    static func choice(_ cases: [Value] = Array(Value.allCases), planned: [String] = []) -> Kind {
        let rule = ValueRule.choice(cases.map(\.rawValue), planned: planned)
        return Kind(rule: rule) { value, inspection in
            guard case .string(let text) = value else {
                inspection.refuse(value, rule)
                return nil
            }
            if let found = cases.first(where: { $0.rawValue == text }) { return found }
            let names = cases.map(\.rawValue)
            if planned.contains(text) {
                inspection.report("\(Wording.quote(text)) is not available yet; what exists: \(Wording.list(names))")
            } else {
                let nearest = NearestName.find(text, among: names).map { "; did you mean \(Wording.quote($0))?" } ?? ""
                inspection.report("must be \(rule.phrase(inspection.limits)), not \(Wording.quote(text))\(nearest)")
            }
            return nil
        }
    }
}
