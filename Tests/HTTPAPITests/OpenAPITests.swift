import HTTPAPI
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct OpenAPITests {
    @Test func `the document and the routes name the same methods and paths`() async throws {
        let document = try await Bench().send(.get, "/openapi.json").json
        var documented: Set<String> = []
        for (path, methods) in document["paths"]?.objectValue ?? [:] {
            for method in methods.objectValue?.keys.map({ $0 }) ?? [] {
                documented.insert("\(method.uppercased()) \(path)")
            }
        }
        #expect(documented == Front.routeNames)
    }

    @Test func `every reference leads somewhere`() async throws {
        let document = try await Bench().send(.get, "/openapi.json").json
        for reference in references(in: document) where reference.hasPrefix("#/") {
            let target = reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
            #expect(!target.isNull, "\(reference)")
        }
        for reference in references(in: document) where !reference.hasPrefix("#/") {
            #expect(reference == "/schemas/template.json")
        }
    }

    @Test func `every operation has an id of its own, path parameters and answers`() async throws {
        let document = try await Bench().send(.get, "/openapi.json").json
        var ids: [String] = []
        for (path, methods) in document["paths"]?.objectValue ?? [:] {
            for operation in methods.objectValue?.values.map({ $0 }) ?? [] {
                ids.append(operation["operationId"]?.stringValue ?? "")
                #expect(operation["responses"]?["500"] != nil)
                let named = operation["parameters"]?.arrayValue?.filter { $0["in"] == "path" }.count ?? 0
                #expect(named == path.count { $0 == "{" }, "\(path)")
                if path.hasPrefix("/api/") { #expect(operation["responses"]?["401"] != nil) }
            }
        }
        #expect(Set(ids).count == ids.count)
        #expect(!ids.contains(""))
    }

    private func references(in value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { name, value in name == "$ref" ? [value.stringValue ?? ""] : references(in: value) }
        case .array(let items): items.flatMap(references)
        default: []
        }
    }
}
