/// One property of a table: its name, what it may hold, and what holds without it.
struct PropertyRule: Sendable {
    let name: String
    let rule: ValueRule
    let defaultValue: JSONValue?
    let isRequired: Bool
    /// One sentence for the schema and for descriptions.
    let summary: String

    /// The same property where it must be there.
    var required: PropertyRule {
        PropertyRule(name: name, rule: rule, defaultValue: nil, isRequired: true, summary: summary)
    }
}

/// All properties of one kind of object.
struct Table: Sendable {
    /// What has the properties: "a text layer".
    let owner: String
    let properties: [PropertyRule]
    /// Names that the document format knows and this version does not build.
    let planned: [String]
    /// The names of ``properties``, sorted.
    let names: [String]
    let requiredNames: [String]
    private let indexes: [String: Int]

    init(_ owner: String, planned: [String] = [], _ properties: [PropertyRule]) {
        self.owner = owner
        self.properties = properties
        self.planned = planned
        names = properties.map(\.name).sorted()
        requiredNames = properties.filter(\.isRequired).map(\.name)
        indexes = Dictionary(uniqueKeysWithValues: properties.enumerated().map { ($1.name, $0) })
    }

    func property(named name: String) -> PropertyRule? { indexes[name].map { properties[$0] } }

    /// Why `name` is refused, and what there is.
    func refusal(of name: String) -> String {
        let exists = Wording.list(names)
        if planned.contains(name) { return "\(Wording.quote(name)) is not available yet; \(owner) has: \(exists)" }
        return "\(owner) has no \(Wording.quote(name))\(Wording.suggestion(for: name, among: names)) It has: \(exists)"
    }
}
