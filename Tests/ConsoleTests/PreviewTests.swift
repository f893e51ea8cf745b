import Catalog
import Codecs
import Foundation
import HTTPTypes
import Limit
import People
import Templates
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PreviewTests {
    private func boxes(_ answer: Answer) throws -> [JSONValue] {
        var text = (answer.header("X-Layers") ?? "").replacing("-", with: "+").replacing("_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        let data = try #require(Data(base64Encoded: text))
        return try JSONParser.parse([UInt8](data), maximumDepth: 8).arrayValue ?? []
    }

    private func pixels(_ answer: Answer) throws -> [UInt8] {
        try ImageDecoder.decode(answer.bytes, limits: Limits().input).pixmap.bytes
    }

    @Test func `a draft is drawn with the boxes of its layers, by anybody who may look`() async throws {
        let bench = try await StudioBench()
        for role in Role.allCases {
            let answer = try await bench.send(.post, "/preview", as: role, json: ["document": StudioBench.card()])
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.size == [240, 126])
            #expect(answer.header("Cache-Control") == "no-store")
            let boxes = try boxes(answer)
            #expect(boxes.map { $0["id"]?.stringValue } == ["/layers/0", "/layers/1"])
            #expect(boxes[1]["name"]?.stringValue == "title")
            #expect((boxes[1]["width"]?.numberValue ?? 0) > 20)
        }
    }

    @Test func `typing gives the same pictures as drawing each anew`() async throws {
        let bench = try await StudioBench()
        for number in 0..<8 {
            let document = StudioBench.card(String("Hello World".prefix(number + 3)))
            let typed = try await bench.send(.post, "/preview", as: .user, json: ["document": document])
            // Another person has no history of editing: everything is painted.
            let fresh = try await bench.send(
                .post, "/preview", as: number % 2 == 0 ? .owner : .admin,
                json: ["document": document.merging(patch: ["name": .string("n\(number)")])])
            #expect(typed.status == 200)
            #expect(try pixels(typed) == pixels(fresh), "\(number)")
            #expect(typed.header("X-Layers") == fresh.header("X-Layers"))
        }
    }

    @Test func `overrides, formats and sizes are those of a render`() async throws {
        let bench = try await StudioBench()
        let document = StudioBench.card()
        let jpeg = try await bench.send(
            .post, "/preview",
            json: ["document": document, "format": "jpg", "quality": 50, "layers": ["title": ["text": "x"]]])
        #expect(jpeg.headers[.contentType] == "image/jpeg")
        let large = try await bench.send(.post, "/preview", json: ["document": document, "scale": 1.5, "width": 100])
        #expect(large.size == [150, 79])
        let wrong = try await bench.send(
            .post, "/preview", json: ["document": document, "layers": ["titel": ["text": "x"]]])
        #expect(wrong.status == 400)
        let size = try await bench.send(.post, "/preview", json: ["document": document, "scale": 9, "height": 0])
        #expect(size.json["errors"]?.arrayValue?.count == 2)
    }

    @Test func `a preview leaves no row, no count and no activity`() async throws {
        let bench = try await StudioBench()
        _ = try await bench.send(.post, "/preview", json: ["document": StudioBench.card()])
        try await bench.parts.usage.flush(to: bench.store)
        let rows = await bench.store.usage(
            organizationID: StudioBench.organization.id, keyIDs: nil, grain: .hour, from: 0, to: .max)
        #expect(rows.isEmpty)
        #expect(try await bench.activity().isEmpty)
        #expect(bench.parts.history.statistics.unwrittenCount == 0)
        #expect(try await bench.send(.get, "/schema", as: .viewer).json["properties"] != nil)
    }
}
