import Foundation
import Limit
import Rendering
import Templates
import Typography

/// A template document on disk, with the images and fonts in the folders beside it.
struct TemplateFile: Sendable {
    let path: String
    let template: Template
    private let assetFolder: URL

    /// Reads and checks the document.
    ///
    /// - Parameter assets: The folder of its images, where that is not `assets/` beside it.
    /// - Throws: ``CommandFailure`` for a file that cannot be read, ``TemplateRefusal`` for one that is no template.
    init(path: String, limits: Limits, assets: URL? = nil) throws {
        let bytes = try InputFile.bytes(of: path, limit: limits.template.documentBytes)
        try self.init(path: path, bytes: bytes, limits: limits, assets: assets)
    }

    /// Checks a document that was read already.
    init(path: String, bytes: [UInt8], limits: Limits, assets: URL? = nil) throws {
        self.path = path
        assetFolder = assets ?? URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("assets")
        do {
            template = try Template(json: bytes, limits: limits)
        } catch {
            throw TemplateRefusal(file: path, problems: error.problems)
        }
    }

    /// What `asset:NAME` means to this template: a picture in `assets/` beside it.
    var assets: AssetFolder { AssetFolder(folder: assetFolder) }

    /// The font files in `fonts/` and `assets/` beside the template, by name.
    func fonts(limits: Limits) throws -> [FontFile] {
        var files: [FontFile] = []
        for inside in [assetFolder.deletingLastPathComponent().appendingPathComponent("fonts"), assetFolder] {
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: inside.path)) ?? []
            for entry in entries.sorted() where Self.isFont(entry) {
                let path = inside.appendingPathComponent(entry).path
                let bytes = try InputFile.bytes(of: path, limit: limits.input.assetBytes)
                files.append(FontFile(name: entry, bytes: bytes, hash: ContentHash.of(bytes)))
            }
        }
        return files
    }

    private static func isFont(_ name: String) -> Bool {
        ["otf", "ttf"].contains(URL(fileURLWithPath: name).pathExtension.lowercased())
    }
}

/// Every problem of a document or of the values for it, for people.
struct TemplateRefusal: Error, CustomStringConvertible {
    let file: String
    let problems: [Problem]

    /// One line a problem, as compilers write them.
    var lines: [String] {
        problems.map { "\(file): \($0.pointer.isEmpty ? "/" : $0.pointer): \($0.detail)".visible }
    }

    var description: String {
        let first = lines.first ?? "\(file): this is no template."
        return problems.count > 1 ? "\(first) (and \(problems.count - 1) more)" : first
    }
}
