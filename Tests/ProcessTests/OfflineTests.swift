import Foundation
import Limit
import Testing

/// Commands that need no server.
@Suite(.timeLimit(.minutes(5)))
struct OfflineTests {
    @Test func `render draws a file with values from the command line`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(Fixtures.card, to: "card.json")
        let picture = folder.file("card.png")
        let drawn = try await BuiltProgram.run(
            [
                "render", file, "--set", "title.text=a = b", "--set", "title.fontSize=40", "--width", "600", "-o",
                picture,
            ])
        #expect(drawn.status == 0, "\(drawn.errors)")
        #expect(PNGHeader.size(of: [UInt8](try Data(contentsOf: URL(fileURLWithPath: picture)))) == [600, 315])
    }

    @Test func `render names the layers that exist when one does not`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(Fixtures.card, to: "card.json")
        let refused = try await BuiltProgram.run(
            ["render", file, "--set", "titel.text=Hello", "-o", folder.file("card.png")])
        #expect(refused.status == 1)
        #expect(refused.errorLines.count == 1)
        #expect(refused.errors.contains("title"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("card.png")))
    }

    @Test func `batch draws a picture a row, keeps names in the folder and reports what failed`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(Fixtures.card, to: "card.json")
        let data = try folder.write(
            "title,title.fontSize\n../../up,40\n\"Two, \"\"words\"\"\",40\nTwo- --words-,40\nbad,huge\n", to: "rows.csv"
        )
        let out = folder.file("pictures")
        let drawn = try await BuiltProgram.run(["batch", file, data, "-o", out, "--name", "{title}.png", "--jobs", "2"])
        #expect(drawn.status == 1)
        #expect(drawn.errors.contains("row 4"))
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: out))
        #expect(names.filter { $0.hasSuffix(".png") }.count == 3)
        #expect(names.contains("up.png"))
    }

    @Test func `validate prints every problem with its pointer`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let document = Fixtures.card.replacingOccurrences(of: "\"fill\": \"#ffffff\"", with: "\"fil\": 1")
            .replacingOccurrences(of: "\"cornerRadius\": 32", with: "\"cornerRadius\": \"x\"")
        let file = try folder.write(document, to: "card.json")
        let checked = try await BuiltProgram.run(["templates", "validate", file])
        #expect(checked.status == 1)
        #expect(checked.output.contains("/layers/0/cornerRadius"))
        #expect(checked.output.contains("/layers/1/fil"))
    }

    @Test(arguments: [
        ["serve", "--port", "eighty"], ["keys", "create", "--name", "x", "--type", "boss"], ["nonsense"],
        ["keys", "create", "--name", "x", "--type", "project"], ["render", "x.json", "--quality", "0"],
    ])
    func `wrong usage has status 64`(arguments: [String]) async throws {
        #expect(try await BuiltProgram.run(arguments).status == 64)
    }

    @Test func `a setting that cannot be stops the start and says what it may be`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let start = ["serve", "--data", folder.file("d")]
        let wrong = try await BuiltProgram.run(start, environment: ["RENDERSTACK_PORT": "99999"])
        #expect(wrong.status == 1)
        for word in ["port", "99999", "RENDERSTACK_PORT", "65535"] { #expect(wrong.errors.contains(word)) }
        let config = try folder.write("port: 0\ncolour: red\n", to: "config.yaml")
        let unknown = try await BuiltProgram.run(start + ["--config", config])
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("colour"))
        #expect(unknown.errorLines.count == 1)
    }

    @Test(arguments: [
        [], ["serve"], ["render"], ["batch"], ["templates"], ["templates", "push"], ["templates", "pull"],
        ["templates", "list"], ["templates", "validate"], ["templates", "delete"], ["assets"], ["assets", "add"],
        ["assets", "list"], ["assets", "remove"], ["keys"], ["keys", "create"], ["keys", "list"], ["keys", "revoke"],
        ["keys", "delete"], ["hosts"], ["hosts", "list"], ["hosts", "add"], ["hosts", "remove"], ["orgs"],
        ["orgs", "create"], ["orgs", "list"], ["doctor"], ["bench"],
    ])
    func `help teaches by an example`(command: [String]) async throws {
        let help = try await BuiltProgram.run(command + ["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("EXAMPLE"))
        #expect(help.output.contains("renderstack " + command.joined(separator: " ")))
    }

    @Test func `an empty cell leaves the template's value, but empties a text`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(Fixtures.card, to: "card.json")
        let data = try folder.write("title,title.fontSize\nHello,\n,64\n", to: "rows.csv")
        let drawn = try await BuiltProgram.run(["batch", file, data, "-o", folder.file("p"), "--strict"])
        #expect(drawn.status == 0, "\(drawn.errors)")
        try await BuiltProgram.run(["render", file, "-o", folder.file("hello.png")])
        let (hello, empty) = (try folder.bytes("p/1.png"), try folder.bytes("p/2.png"))
        #expect(hello == (try folder.bytes("hello.png")))
        #expect(empty.count < hello.count)
    }

    @Test func `a column that nobody uses stops the batch before anything is drawn`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(Fixtures.card, to: "card.json")
        let data = try folder.write("titel\nHello\n", to: "rows.csv")
        let refused = try await BuiltProgram.run(["batch", file, data, "-o", folder.file("p")])
        #expect(refused.status == 1)
        #expect(refused.errorLines.count == 1)
        #expect(refused.errors.contains("titel") && refused.errors.contains("layers are title"))
    }

    @Test func `JSON lines hold whole layers`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write(Fixtures.card, to: "card.json")
        let rows = [
            #"{"title":{"text":"Hello","fontSize":40},"id":7}"#, #"{"title":"Hello","id":"x/y"}"#, "[]",
            #"{"title.fontSize":"40","id":9}"#,
        ]
        let data = try folder.write(rows.joined(separator: "\n"), to: "rows.jsonl")
        let drawn = try await BuiltProgram.run(["batch", file, data, "-o", folder.file("p"), "--name", "card-{id}"])
        #expect(drawn.status == 1)
        #expect(drawn.errors.contains("row 3") && drawn.errors.contains("row 4"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("p")).sorted()
        #expect(names == ["card-7.png", "card-x-y.png", "failures.jsonl"])
    }

    @Test func `bench measures each output alone and all workers together`() async throws {
        struct Line: Decodable { let threads: Int, rendersPerSecond: Double }
        let measured = try await BuiltProgram.run(["bench", "--seconds", "0.1", "--workers", "2", "--json"])
        let lines = try measured.json(as: [Line].self)
        #expect(lines.map(\.threads) == [1, 1, 1, 1, 1, 2])
        #expect(lines.allSatisfy { $0.rendersPerSecond > 0 }, "\(measured.output)")
    }

    @Test func `doctor tells every limit`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        struct Report: Decodable { let limits: [String: String] }
        let report = try await BuiltProgram.run(["doctor", "--json", "--data", folder.file("d")])
        #expect(report.status == 0, "\(report.errors)")
        let names = Mirror(reflecting: Limits()).children.flatMap { group in
            Mirror(reflecting: group.value).children.map { "\(group.label ?? "").\($0.label ?? "")" }
        }
        #expect(Set(try report.json(as: Report.self).limits.keys) == Set(names))
    }
}
