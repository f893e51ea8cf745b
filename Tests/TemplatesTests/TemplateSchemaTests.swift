import Limit
import Templates
import Testing

struct TemplateSchemaTests {
    private let schema = TemplateSchema.json

    @Test func `the schema says which draft it is and refuses unknown keys`() {
        #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["additionalProperties"] == false)
        #expect(schema["required"] == ["name", "width", "height", "layers"])
    }

    @Test func `all keywords are the draft's and all references lead somewhere`() {
        let names: Set<String> = [
            "$schema", "$id", "$defs", "$ref", "title", "description", "default", "examples", "type", "enum", "const",
            "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum",
            "exclusiveMinimum", "pattern", "minLength", "maxLength", "allOf", "anyOf", "if", "then",
        ]
        var seen = 0
        func walk(_ schema: JSONValue) {
            guard case .object(let members) = schema else {
                #expect(schema.boolValue != nil)
                return
            }
            seen += 1
            #expect(Set(members.keys).isSubset(of: names))
            if let target = members["$ref"]?.stringValue {
                #expect(self.schema["$defs"]?[String(target.dropFirst("#/$defs/".count))] != nil)
            }
            if let type = members["type"]?.stringValue {
                #expect(["object", "array", "string", "number", "integer", "boolean"].contains(type))
            }
            for name in ["properties", "$defs"] { members[name]?.objectValue?.values.forEach(walk) }
            for name in ["allOf", "anyOf"] { members[name]?.arrayValue?.forEach(walk) }
            for name in ["items", "if", "then"] { if let nested = members[name] { walk(nested) } }
        }
        walk(schema)
        #expect(seen > 300)
    }

    @Test(arguments: LayerType.allCases)
    func `the schema of a layer lists what the layer accepts`(type: LayerType) throws {
        let document = Fixtures.single(type, ["name": "x", "dynamic": true])
        let accepted = try Fixtures.template(document).dynamicLayers[0].properties.map(\.name)
        let listed = try #require(schema["$defs"]?[type.rawValue]?["properties"]?.objectValue)
        #expect(Set(listed.keys) == Set(accepted + ["type", "name", "dynamic"]))
        #expect(listed.values.allSatisfy { $0["description"]?.stringValue?.isEmpty == false })
    }

    @Test(arguments: LayerType.allCases)
    func `defaults are what holds without them`(type: LayerType) throws {
        let listed = try #require(schema["$defs"]?[type.rawValue]?["properties"]?.objectValue)
        let defaults = listed.compactMapValues { $0["default"] }
        let bare = try Fixtures.template(Fixtures.single(type)).layers
        #expect(try Fixtures.template(Fixtures.single(type, defaults)).layers == bare)
    }

    @Test func `limits enter the schema`() {
        var limits = Limits()
        limits.text.fontSizePixels = 99
        let text = TemplateSchema.json(limits: limits)["$defs"]?["text"]
        #expect(text?["properties"]?["fontSize"]?["maximum"] == 99)
        #expect(schema["$defs"]?["text"]?["properties"]?["fontSize"]?["maximum"] == 2_000)
    }
}
