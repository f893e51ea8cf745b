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
        var text = "{"
        text.reserveCapacity(128 + (values?.utf8.count ?? 0) + template.utf8.count)
        func add(_ name: String, _ value: String) {
            text += text.utf8.count > 1 ? ",\"" : "\""
            text += name
            text += "\":"
            text += value
        }
        // In the order of their names, as canonical JSON has them.
        if options.compression == .small { add("compression", "\"small\"") }
        add("format", options.format == .png ? "\"png\"" : "\"\(options.format.rawValue)\"")
        if let height = options.height { add("height", String(height)) }
        if let values = values ?? sentValues { add("layers", values) }
        if options.format == .jpeg { add("quality", String(options.quality)) }
        if values == nil, let texts = sentTexts { add("query", texts) }
        if options.scale != 1 { add("scale", JSONValue.number(options.scale).canonicalText) }
        if options.isStrict { add("strict", "true") }
        add("template", JSONValue.string(template).canonicalText)
        if let width = options.width { add("width", String(width)) }
        text += "}"
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
