extension Kind {
    /// An object with the properties of a table; `build` reads them.
    static func object(
        _ table: Table, _ build: @escaping @Sendable (inout ObjectReader, inout Inspection) -> Value?
    ) -> Kind {
        Kind(rule: .object(table)) { value, inspection in
            guard case .object(let members) = value else {
                inspection.refuse(value, .object(table))
                return nil
            }
            var reader = ObjectReader(members)
            let built = build(&reader, &inspection)
            reader.finish(table, &inspection)
            return built
        }
    }

    /// A list whose items are all of one kind. Items past the limit are not looked at.
    static func list<Item>(of item: Kind<Item>, minimum: Int = 0, maximum: Bound = .listItems) -> Kind
    where Value == [Item] {
        let rule = ValueRule.list(of: item.rule, minimum: minimum, maximum: maximum)
        return Kind(rule: rule) { value, inspection in
            guard case .array(let items) = value else {
                inspection.refuse(value, rule)
                return nil
            }
            guard items.count >= minimum, Double(items.count) <= maximum.value(in: inspection.limits) else {
                inspection.report("must be \(rule.phrase(inspection.limits)), not \(items.count)")
                return nil
            }
            var values: [Item] = []
            values.reserveCapacity(items.count)
            for (index, member) in items.enumerated() {
                inspection.within(String(index)) { inspection in
                    if let value = item.read(member, &inspection) { values.append(value) }
                }
            }
            return values.count == items.count ? values : nil
        }
    }
}

extension Kind where Value == Position {
    /// `[x, y]` or `{"x": …, "y": …}`.
    static func point(_ minimum: Bound, _ maximum: Bound) -> Kind {
        let range = NumberRange(minimum: minimum, maximum: maximum, isAboveMinimum: false)
        return Kind(rule: .point(range)) { value, inspection in
            let pair: (x: JSONValue, y: JSONValue)?
            var steps = ("0", "1")
            switch value {
            case .array(let items) where items.count == 2: pair = (items[0], items[1])
            case .object(let members) where members.count == 2:
                pair = members["x"].flatMap { x in members["y"].map { (x, $0) } }
                steps = ("x", "y")
            default: pair = nil
            }
            guard let pair else {
                inspection.refuse(value, .point(range))
                return nil
            }
            let number = Kind<Double>.number(minimum, maximum)
            let x = inspection.within(steps.0) { number.read(pair.x, &$0) }
            let y = inspection.within(steps.1) { number.read(pair.y, &$0) }
            return x.flatMap { x in y.map { Position(x: x, y: $0) } }
        }
    }
}

extension Kind where Value == CornerRadii {
    /// One radius, or four: top left, top right, bottom right, bottom left.
    static var cornerRadii: Kind {
        let one = Kind<Double>.length
        let four = Kind<[Double]>.list(of: one, minimum: 4, maximum: 4)
        return Kind(rule: .either(one.rule, four.rule)) { value, inspection in
            switch value {
            case .number: return one.read(value, &inspection).map { CornerRadii($0) }
            case .array:
                return four.read(value, &inspection).map {
                    CornerRadii(topLeft: $0[0], topRight: $0[1], bottomRight: $0[2], bottomLeft: $0[3])
                }
            default:
                inspection.refuse(value, .either(one.rule, four.rule))
                return nil
            }
        }
    }
}

extension Kind where Value == [String] {
    /// One font family, or several in the order of fallback.
    static var fontFamilies: Kind {
        let one = Kind<String>.string(.fontFamily)
        let several = Kind<[String]>.list(of: one, minimum: 1)
        return Kind(rule: .either(one.rule, several.rule)) { value, inspection in
            if case .array = value { return several.read(value, &inspection) }
            return one.read(value, &inspection).map { [$0] }
        }
    }
}

extension Kind where Value == RGBA {
    static var color: Kind {
        Kind(rule: .color) { value, inspection in
            guard case .string(let text) = value else {
                inspection.refuse(value, .color)
                return nil
            }
            return readColor(text, &inspection)
        }
    }

    static func readColor(_ text: String, _ inspection: inout Inspection) -> RGBA? {
        do {
            return try CSSColor.parse(text)
        } catch {
            // The search for a name that was meant is not worth it where nobody reads it.
            if inspection.isFull {
                inspection.count()
            } else {
                inspection.report("\(Wording.quote(text)) is no colour: \(error)")
            }
            return nil
        }
    }
}
