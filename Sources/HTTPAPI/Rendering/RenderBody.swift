import Limit
import Templates

/// The JSON body of `POST /api/v1/renders/sync`.
enum RenderBody {
    private static let names = OptionFields.names.union(["template", "templateId", "layers", "overrides"])

    /// Reads a body's bytes; every problem of the fixed fields is reported at once.
    static func read(_ bytes: [UInt8], limits: Limits) throws(APIError) -> RenderCommand {
        let value: JSONValue
        do throws(JSONParseError) {
            value = try JSONParser.parse(bytes, maximumDepth: limits.template.depth)
        } catch {
            throw APIError(error)
        }
        guard let fields = value.objectValue else { throw APIError(pointer: "", "the body must be a JSON object") }
        var problems: [Problem] = []
        for name in fields.keys.filter({ !names.contains($0) }).sorted() {
            problems.append(
                Problem(
                    pointer: "/" + name.replacing("~", with: "~0").replacing("/", with: "~1"),
                    detail: "there is no such field; the fields are \(names.sorted().joined(separator: ", "))"))
        }
        let template = one("template", "templateId", of: fields, &problems)
        if template?.stringValue?.isEmpty ?? true {
            problems.append(Problem(pointer: "/template", detail: "must be the id or slug of a template"))
        }
        let layers = one("layers", "overrides", of: fields, &problems) ?? .object([:])
        if layers.objectValue == nil {
            problems.append(Problem(pointer: "/layers", detail: "must be an object of layer names"))
        }
        var reader = OptionFields(fields, limits: limits.output)
        let options = reader.options()
        problems += reader.problems
        guard problems.isEmpty else { throw APIError(problems: problems) }
        return RenderCommand(
            template: template?.stringValue ?? "", overrides: .values(layers.objectValue ?? [:]), options: options,
            version: nil)
    }

    /// A field or its alias; both may be sent when they say the same.
    private static func one(
        _ name: String, _ alias: String, of fields: [String: JSONValue], _ problems: inout [Problem]
    ) -> JSONValue? {
        if let value = fields[name], let other = fields[alias], value != other {
            problems.append(Problem(pointer: "/" + alias, detail: "is another name of \(name) and says something else"))
        }
        return fields[name] ?? fields[alias]
    }
}
