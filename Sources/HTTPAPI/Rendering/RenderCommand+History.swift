import Rendering
import Templates

extension RenderCommand {
    /// What was asked for, as the history keeps it: a body of `POST /api/v1/renders/sync` that asks for the same.
    ///
    /// - Parameters:
    ///   - values: The overrides as the template took them, as canonical JSON; nil where it did not get as far. Texts
    ///     of a query are then kept as they were sent, under `query`.
    ///   - limit: Bytes; a longer request is left out.
    /// - Returns: JSON without anything that looks like a key.
    func historyText(values: String?, limit: Int) -> String? {
        if let values, values.utf8.count > limit { return nil }
        // In the order of their names, as canonical JSON has them.
        var members: [(name: String, text: String)] = []
        if options.compression == .small { members.append(("compression", "\"small\"")) }
        members.append(("format", "\"\(options.format.rawValue)\""))
        if let height = options.height { members.append(("height", String(height))) }
        if let values = values ?? sentValues { members.append(("layers", values)) }
        if options.format == .jpeg { members.append(("quality", String(options.quality))) }
        if values == nil, let texts = sentTexts { members.append(("query", texts)) }
        if options.scale != 1 { members.append(("scale", JSONValue.number(options.scale).canonicalText)) }
        if options.isStrict { members.append(("strict", "true")) }
        members.append(("template", JSONValue.string(template).canonicalText))
        if let width = options.width { members.append(("width", String(width))) }
        let text = "{" + members.map { "\"\($0.name)\":\($0.text)" }.joined(separator: ",") + "}"
        guard text.utf8.count <= limit else { return nil }
        return Redaction.withoutKeys(text)
    }

    private var sentValues: String? {
        guard case .values(let values) = overrides else { return nil }
        return JSONValue.object(values).canonicalText
    }

    private var sentTexts: String? {
        guard case .texts(let texts) = overrides else { return nil }
        let pairs = texts.map { (([$0.layer] + $0.path).joined(separator: "."), JSONValue.string($0.text)) }
        return JSONValue.object(Dictionary(pairs) { first, _ in first }).canonicalText
    }
}
