/// Reads the members of one object by their properties, and refuses those that nobody asked for.
struct ObjectReader {
    let members: [String: JSONValue]
    /// How many members were read.
    private var read = 0

    init(_ members: [String: JSONValue]) { self.members = members }

    /// The typed value, or the property's default where the member is missing or wrong.
    mutating func read<Value>(_ property: Property<Value>, _ inspection: inout Inspection) -> Value {
        guard let member = members[property.rule.name] else { return property.fallback }
        read += 1
        return inspection.within(property.rule.name) { property.kind.read(member, &$0) } ?? property.fallback
    }

    /// Counts a member as read that was read by other means.
    mutating func skip(_ name: String) {
        if members[name] != nil { read += 1 }
    }

    /// Notes what is required and missing, and what the table does not have.
    func finish(_ table: Table, _ inspection: inout Inspection) {
        for name in table.requiredNames where members[name] == nil {
            guard let rule = table.property(named: name)?.rule else { continue }
            inspection.report("is required: \(rule.phrase(inspection.limits))", at: name)
        }
        guard read < members.count else { return }
        for name in members.keys.sorted() where table.property(named: name) == nil {
            if inspection.isFull { inspection.count() } else { inspection.report(table.refusal(of: name), at: name) }
        }
    }
}

/// A property with its type: what the tables list, and what readers read by.
struct Property<Value: Sendable>: Sendable {
    let rule: PropertyRule
    let kind: Kind<Value>
    /// What holds where the member is missing.
    let fallback: Value

    /// A property that may be left out; the typed default is read from its JSON.
    init(_ name: String, _ kind: Kind<Value>, default value: JSONValue, _ summary: String) {
        var inspection = Inspection(limits: .init())
        guard let fallback = kind.read(value, &inspection) else {
            preconditionFailure("the default of \(name) does not follow its own rule")
        }
        self.fallback = fallback
        self.kind = kind
        rule = PropertyRule(
            name: name, rule: kind.rule, defaultValue: value, isRequired: false, summary: summary)
    }

    /// A property that must be there; `placeholder` stands in for it in a document that is refused.
    init(required name: String, _ kind: Kind<Value>, placeholder: Value, _ summary: String) {
        fallback = placeholder
        self.kind = kind
        rule = PropertyRule(name: name, rule: kind.rule, defaultValue: nil, isRequired: true, summary: summary)
    }

    /// A property that may be left out and then is nothing.
    init<Wrapped>(optional name: String, _ kind: Kind<Wrapped>, _ summary: String) where Value == Wrapped? {
        fallback = nil
        self.kind = kind.optional
        rule = PropertyRule(name: name, rule: kind.rule, defaultValue: nil, isRequired: false, summary: summary)
    }
}
