import Foundation

/// A template and keys that the tests share.
enum Fixtures {
    /// A small social card with one dynamic title, drawn without any asset.
    static let card = """
        { "version": 1, "name": "Social card", "slug": "social-card", "width": 1200, "height": 630,
          "background": "#0f172a",
          "layers": [
            { "type": "rectangle", "x": 60, "y": 60, "width": 1080, "height": 510, "fill": "#1e293b", "cornerRadius": 32 },
            { "type": "text", "name": "title", "dynamic": true, "x": 110, "y": 232, "width": 980, "height": 160,
              "text": "Hello", "fontWeight": 700, "fontSize": 64, "fill": "#ffffff" } ] }
        """

    static let hello = #"{"template":"social-card","layers":{"title":{"text":"Hello World"}}}"#

    /// What `keys create --json` prints.
    struct Key: Decodable, Sendable {
        let id: String
        let key: String
        let prefix: String
        let type: String
        let name: String
    }

    static func pushCard(to folder: TemporaryFolder) async throws {
        let file = try folder.write(card, to: "social-card.json")
        let pushed = try await BuiltProgram.run(["templates", "push", file, "--data", folder.file("d")])
        guard pushed.status == 0 else { throw Refused(outcome: pushed) }
    }

    static func createKey(_ type: String, in folder: TemporaryFolder, _ more: [String] = []) async throws -> Key {
        let made = try await BuiltProgram.run(
            ["keys", "create", "--name", "Test \(type)", "--type", type, "--json", "--data", folder.file("d")] + more)
        guard made.status == 0 else { throw Refused(outcome: made) }
        return try made.json(as: Key.self)
    }

    struct Refused: Error { let outcome: BuiltProgram.Outcome }

    /// A store with the card in it, at `d` in a fresh folder.
    static func withStore(_ body: (TemporaryFolder) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await pushCard(to: folder)
        try await body(folder)
    }
}
