import ArgumentParser
import Foundation
import Limit
import Rendering

/// `render`: one picture from a template file, without server and store.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Draw a template file.",
        discussion: """
            Pictures named asset:NAME are looked for in the folder assets/ beside the template, fonts in fonts/ and \
            assets/. What was shrunk, cut, substituted or missing is told on standard error.

            EXAMPLE
              renderstack render social-card.json --set 'title.text=Hello World' -o card.png
              renderstack render social-card.json --data-json values.json --scale 2 --format jpeg -o card.jpg
            """)

    @Argument(help: ArgumentHelp("The template.", valueName: "file")) var file: String
    @OptionGroup var values: OverrideArguments
    @OptionGroup var output: OutputArguments
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The picture to write; - is standard output.", valueName: "file"))
    var target: String?
    @Flag(name: .long, help: "Print what was drawn as JSON, for programs.") var json = false

    struct Drawn: Encodable {
        let file: String
        let width: Int
        let height: Int
        let byteCount: Int
        let report: [Finding]

        struct Finding: Encodable { let layer: String, kind: String, detail: String }
    }

    func validate() throws {
        if target == "-" && json { throw ValidationError("--json and -o - both need standard output.") }
    }

    func run() async throws {
        let limits = Limits()
        let options = try output.options(fileExtension: target.map { URL(fileURLWithPath: $0).pathExtension } ?? "")
        let template = try TemplateFile(path: file, limits: limits)
        let overrides = try values.overrides(for: template, limits: limits)
        let painter = try OfflinePainter(file: template, limits: limits)
        let picture = try painter.engine().draw(overrides, options: options)
        let path = target ?? defaultTarget(options)
        if path == "-" {
            try Console.write(picture.bytes)
        } else {
            try InputFile.write(picture.bytes, to: path)
        }
        try tell(picture, path: path)
    }

    private func defaultTarget(_ options: OutputOptions) -> String {
        let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        return stem + (options.format == .png ? ".png" : ".jpg")
    }

    private func tell(_ picture: Picture, path: String) throws {
        let findings = picture.report.entries.map {
            Drawn.Finding(layer: $0.layer, kind: $0.kind.rawValue, detail: $0.detail)
        }
        if json {
            try JSONOutput.print(
                Drawn(
                    file: path, width: picture.width, height: picture.height, byteCount: picture.bytes.count,
                    report: findings))
            return
        }
        for finding in findings { Console.note("\(finding.layer): \(finding.kind): \(finding.detail)".visible) }
        if path != "-" {
            Console.print("\(path)  \(picture.width)×\(picture.height)  \(picture.bytes.count) bytes")
        }
    }
}
