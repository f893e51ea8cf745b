import Codecs
import Foundation
import Limit
import PictureLog
import Rendering
import Templates
import Typography

/// A template, what is overridden in it, and where the picture of it lies.
struct GoldenCase {
    /// What a person must see in the picture.
    let note: String
    /// Levels by which a channel may differ: 0 for shapes, 1 where there is text, unless the case says otherwise.
    let tolerance: Int
    let pictureFile: URL
    private let template: Template
    private let overrides: [String: JSONValue]
    private let options: OutputOptions

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    static let failures = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Failures")
    static let isRewriting = ProcessInfo.processInfo.environment["RENDERSTACK_GOLDENS"] == "rewrite"

    /// The cases by file name, sorted.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()

    enum Fault: Error { case malformed(String), unknownMember(String) }

    init(name: String) throws {
        let file = Self.folder.appendingPathComponent(name + ".json")
        let document = try JSONParser.parse([UInt8](Data(contentsOf: file)))
        guard let members = document.objectValue, let note = members["note"]?.stringValue,
            let template = members["template"]
        else { throw Fault.malformed(name) }
        let known: Set = ["note", "template", "overrides", "options", "tolerance"]
        if let unknown = members.keys.first(where: { !known.contains($0) }) { throw Fault.unknownMember(unknown) }
        self.note = note
        self.template = try Template(document: template, limits: Limits())
        overrides = members["overrides"]?.objectValue ?? [:]
        options = try Self.options(members["options"]?.objectValue ?? [:])
        tolerance = members["tolerance"]?.integerValue ?? (Self.hasText(self.template.layers) ? 1 : 0)
        pictureFile = Self.folder.appendingPathComponent(name + ".png")
    }

    /// PNG bytes of the case's picture, from a renderer that painted nothing before.
    func paint(with fonts: FontCollection) throws -> [UInt8] {
        try paint(on: Renderer(fonts: fonts), fonts: fonts)
    }

    func paint(on renderer: Renderer, fonts: FontCollection) throws -> [UInt8] {
        let job = RenderJob(
            template: template, resolution: try template.resolve(overrides), options: options, fonts: fonts,
            assets: GoldenAssets(folder: Self.folder.appendingPathComponent("assets")))
        return try PictureLog.keep(renderer.render(job).bytes)
    }

    private static func options(_ members: [String: JSONValue]) throws -> OutputOptions {
        var options = OutputOptions(compression: .small)
        for (name, value) in members {
            switch name {
            case "width": options.width = value.integerValue
            case "height": options.height = value.integerValue
            case "scale": options.scale = value.numberValue ?? 1
            case "format" where value == "png": break
            default: throw Fault.unknownMember(name)
            }
        }
        return options
    }

    private static func hasText(_ layers: [Layer]) -> Bool {
        layers.contains { layer in
            switch layer.content {
            case .text: true
            case .group(let group): hasText(group.children)
            default: false
            }
        }
    }
}

/// The images in `Goldens/assets`, by file name.
private struct GoldenAssets: AssetSource {
    let folder: URL

    func image(named name: String) -> AssetImage? {
        FileManager.default.contents(atPath: folder.appendingPathComponent(name).path).map {
            AssetImage(hash: name, bytes: [UInt8]($0))
        }
    }
}
