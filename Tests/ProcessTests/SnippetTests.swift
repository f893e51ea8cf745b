import Foundation
import Testing

/// The signing snippets of other languages, run on the published vectors where their interpreter is installed.
@Suite(.timeLimit(.minutes(5)))
struct SnippetTests {
    struct Language: Sendable, CustomTestStringConvertible {
        let name: String
        let program: [String]
        let check: String
        var testDescription: String { name }

        /// Whether the machine has the interpreter.
        var isInstalled: Bool {
            let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program[0])") }
        }
    }

    static let languages = [
        Language(name: "Node", program: ["node"], check: "check.mjs"),
        Language(name: "Python", program: ["python3"], check: "check.py"),
        Language(name: "PHP", program: ["php"], check: "check.php"),
        Language(name: "Ruby", program: ["ruby"], check: "check.rb"),
    ]

    private struct Published: Decodable {
        struct Vector: Decodable { let query: String }
        let vectors: [Vector]
    }

    private static let folder = BuiltProgram.root.appendingPathComponent("clients/snippets")
    private static let vectors = BuiltProgram.root.appendingPathComponent("docs/signed-url-vectors.json")

    private func expectPublished(_ outcome: BuiltProgram.Outcome) throws {
        let published = try JSONDecoder().decode(Published.self, from: Data(contentsOf: Self.vectors))
        let expected = published.vectors.map { "https://images.example.com/api/v1/render?" + $0.query }
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").map(String.init) == expected)
    }

    @Test(arguments: languages.filter(\.isInstalled))
    func `a snippet signs as published`(language: Language) async throws {
        let check = Self.folder.appendingPathComponent("checks/" + language.check).path
        try expectPublished(
            try await BuiltProgram.run(language.program + [check, Self.vectors.path], program: "/usr/bin/env"))
    }

    @Test(.enabled(if: Language(name: "Go", program: ["go"], check: "").isInstalled))
    func `the Go snippet signs as published`() async throws {
        let temporary = try TemporaryFolder()
        defer { temporary.remove() }
        // Go wants all files of a program in one folder.
        for file in ["sign.go", "checks/check.go"] {
            let source = Self.folder.appendingPathComponent(file)
            try FileManager.default.copyItem(atPath: source.path, toPath: temporary.file(source.lastPathComponent))
        }
        let files = ["sign.go", "check.go"].map(temporary.file)
        try expectPublished(
            try await BuiltProgram.run(
                ["go", "run"] + files + [Self.vectors.path],
                environment: ["GOCACHE": temporary.file("cache"), "GOFLAGS": "-p=1"], program: "/usr/bin/env"))
    }
}
