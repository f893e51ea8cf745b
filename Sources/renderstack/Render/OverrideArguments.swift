import ArgumentParser
import Limit
import Templates

/// The values that `render` puts into a template.
struct OverrideArguments: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A value for a dynamic layer's property; repeat it for more.", valueName: "layer.property=value"))
    var assignments: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("A JSON object of layers and their properties; - is standard input.", valueName: "file"))
    var dataJson: String?

    /// The overrides, those of `--set` over those of the file.
    func overrides(for file: TemplateFile, limits: Limits) throws -> [String: JSONValue] {
        let base = try layersOfFile(limits: limits)
        do {
            let patch = try file.template.overrides(fromQuery: try assignments.map(Self.query))
            return JSONValue.object(base).merging(patch: .object(patch)).objectValue ?? [:]
        } catch let failure as ValidationFailure {
            throw TemplateRefusal(file: "--set", problems: failure.problems)
        }
    }

    private static func query(_ assignment: String) throws -> QueryOverride {
        guard let equals = assignment.firstIndex(of: "="),
            let query = try QueryOverride(
                name: String(assignment[..<equals]), value: String(assignment[assignment.index(after: equals)...]))
        else { throw ValidationError("--set \(assignment): write layer.property=value, such as title.text=Hello.") }
        return query
    }

    private func layersOfFile(limits: Limits) throws -> [String: JSONValue] {
        guard let dataJson else { return [:] }
        let bytes = try InputFile.bytes(of: dataJson, limit: limits.server.bodyBytes)
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes, maximumDepth: limits.template.depth)
        } catch {
            throw CommandFailure("\(dataJson): this is no JSON: \(error.description) at \(error.pointer)")
        }
        guard case .object(let layers) = value else {
            throw CommandFailure(
                "\(dataJson): an object of layers is needed, such as {\"title\": {\"text\": \"Hello\"}}.")
        }
        return layers
    }
}
