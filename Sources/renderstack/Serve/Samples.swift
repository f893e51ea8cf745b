import Foundation
import HTTPAPI
import Keys
import Limit

/// The sample templates and assets of a folder, and the keys that go with them.
///
/// The folder holds template files, `*.json`, at its top or in `templates/`, and images and fonts in `assets/`.
struct Samples {
    let folder: URL
    let templates: [URL]
    let assets: [URL]

    /// The template of the first requests.
    static let mainSlug = "social-card"

    /// The folder that the program was unpacked with; nil where there is none.
    static var installed: String? {
        let path = InstalledPlace.root.appendingPathComponent("share/renderstack/samples").path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// One key of each type, shown once.
    struct Keyring: Sendable {
        let master: CreatedKey
        let project: CreatedKey
        let readOnly: CreatedKey
        let get: CreatedKey

        var all: [CreatedKey] { [master, project, readOnly, get] }
    }

    init(path: String) throws(CommandFailure) {
        folder = URL(fileURLWithPath: path)
        templates =
            Self.files(in: folder) { $0 == "json" }
            + Self.files(in: folder.appendingPathComponent("templates")) { $0 == "json" }
        assets = Self.files(in: folder.appendingPathComponent("assets")) {
            ["png", "jpg", "jpeg", "otf", "ttf"].contains($0)
        }
        guard !templates.isEmpty else {
            throw CommandFailure("--samples \(path): there is no template in that folder.")
        }
    }

    /// Stores everything; assets first, since templates name them.
    func load(through desk: Operator, limits: Limits) async throws -> Keyring {
        do {
            for file in assets {
                let bytes = try InputFile.bytes(of: file.path, limit: limits.input.assetBytes)
                _ = try await AddAsset(name: Self.plainName(file), bytes: Data(bytes)).perform(on: desk)
            }
            for file in templates {
                let bytes = try InputFile.bytes(of: file.path, limit: limits.template.documentBytes)
                let push = PushTemplate(
                    document: String(decoding: bytes, as: UTF8.self), fallbackSlug: Self.plainName(file))
                _ = try await push.perform(on: desk)
            }
            _ = try await AddHosts(hosts: ["localhost"]).perform(on: desk)
            return try await keys(of: desk)
        } catch let error as OperatorError {
            throw CommandFailure("The samples in \(folder.path) were not loaded: \(error.reason)")
        }
    }

    private func keys(of desk: Operator) async throws(OperatorError) -> Keyring {
        Keyring(
            master: try await CreateKey(name: "Sample master", type: .master).perform(on: desk),
            project: try await CreateKey(name: "Sample project", type: .project, templates: [Self.mainSlug])
                .perform(on: desk),
            readOnly: try await CreateKey(name: "Sample read-only", type: .readOnly).perform(on: desk),
            get: try await CreateKey(name: "Sample images", type: .get).perform(on: desk))
    }

    /// Draws the main sample, so that there is a picture to look at before the first request.
    func drawFirstPicture(to path: String, limits: Limits) throws {
        let main = templates.first { Self.plainName($0) == Self.mainSlug } ?? templates[0]
        let file = try TemplateFile(path: main.path, limits: limits, assets: folder.appendingPathComponent("assets"))
        let picture = try OfflinePainter(file: file, limits: limits).engine().draw([:], options: .init())
        try InputFile.write(picture.bytes, to: path)
    }

    private static func plainName(_ file: URL) -> String { file.deletingPathExtension().lastPathComponent }

    private static func files(in folder: URL, where isWanted: (String) -> Bool) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appendingPathComponent($0) }
            .filter { isWanted($0.pathExtension.lowercased()) }
    }
}
