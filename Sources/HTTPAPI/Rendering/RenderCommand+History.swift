import Rendering
import Templates

extension RenderCommand {
    /// What was asked for, as the history keeps it: a body of `POST /api/v1/renders/sync` that asks for the same.
    ///
    /// - Parameters:
    ///   - values: The overrides as the template took them; nil where it did not get as far. Texts of a query are then
    ///     kept as they were sent, under `query`.
    ///   - limit: Bytes; a longer request is left out.
    /// - Returns: JSON without anything that looks like a key.
    func historyText(values: [String: JSONValue]?, limit: Int) -> String? {
        var members: [String: JSONValue] = ["template": .string(template), "format": .string(options.format.rawValue)]
        if options.format == .jpeg { members["quality"] = .number(Double(options.quality)) }
        if let width = options.width { members["width"] = .number(Double(width)) }
        if let height = options.height { members["height"] = .number(Double(height)) }
        if options.scale != 1 { members["scale"] = .number(options.scale) }
        if options.compression == .small { members["compression"] = "small" }
        if options.isStrict { members["strict"] = true }
        if let values {
            members["layers"] = .object(values)
        } else {
            switch overrides {
            case .values(let values): members["layers"] = .object(values)
            case .texts(let texts):
                let pairs = texts.map { (([$0.layer] + $0.path).joined(separator: "."), JSONValue.string($0.text)) }
                members["query"] = .object(Dictionary(pairs) { first, _ in first })
            }
        }
        let bytes = JSONValue.object(members).canonicalBytes
        guard bytes.count <= limit else { return nil }
        return Redaction.withoutKeys(String(decoding: bytes, as: UTF8.self))
    }
}
