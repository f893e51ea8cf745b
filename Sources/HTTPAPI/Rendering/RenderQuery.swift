import Limit
import Templates

/// The query of `GET /api/v1/render`: fixed parameters and `<layer>.<property>` pairs.
enum RenderQuery {
    /// `exp` and `sig` were judged with the host; they are no part of the picture.
    private static let names = OptionFields.names.union(["template", "apiKey", "key", "v", "exp", "sig"])

    /// Reads a query string; every problem of the fixed parameters is reported at once.
    static func read(_ query: String, limits: Limits) throws(APIError) -> RenderCommand {
        let pairs = try QueryPairs(query).pairs
        var problems: [Problem] = []
        var fields: [String: JSONValue] = [:]
        var texts: [QueryOverride] = []
        var seen: Set<String> = []
        for pair in pairs {
            guard seen.insert(pair.name == "key" ? "apiKey" : pair.name).inserted else {
                problems.append(Problem(pointer: "/" + pair.name, detail: "is there more than once"))
                continue
            }
            if names.contains(pair.name) {
                fields[pair.name] = value(of: pair)
                continue
            }
            do throws(ValidationFailure) {
                if let text = try QueryOverride(name: pair.name, value: pair.value) {
                    texts.append(text)
                } else {
                    problems.append(unknown(pair.name))
                }
            } catch {
                problems += error.problems
            }
        }
        let template = fields["template"]?.stringValue ?? ""
        if template.isEmpty {
            problems.append(Problem(pointer: "/template", detail: "must be the id or slug of a template"))
        }
        var reader = OptionFields(fields, limits: limits.output)
        let options = reader.options()
        problems += reader.problems
        guard problems.isEmpty else { throw APIError(problems: problems) }
        return RenderCommand(
            template: template, overrides: .texts(texts), options: options, version: fields["v"]?.stringValue)
    }

    private static func unknown(_ name: String) -> Problem {
        Problem(
            pointer: "/" + name,
            detail: "there is no such parameter; there are \(names.sorted().joined(separator: ", ")) and "
                + "<layer>.<property>")
    }

    /// Numbers and truth values as JSON has them; what is neither stays a text, which its field then refuses.
    private static func value(of pair: QueryPairs.Pair) -> JSONValue {
        switch pair.name {
        case "quality", "width", "height", "scale":
            guard pair.value.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }) else {
                return .string(pair.value)
            }
            return Double(pair.value).map { .number($0) } ?? .string(pair.value)
        case "strict": return pair.value == "true" ? true : pair.value == "false" ? false : .string(pair.value)
        default: return .string(pair.value)
        }
    }
}
