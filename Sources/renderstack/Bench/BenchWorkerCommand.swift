import ArgumentParser
import Foundation
import Limit
import Rendering
import SystemPackage
import Templates
import Typography

/// `bench-worker`: draws what another program asks for, a line each, so that any harness can measure the engine.
struct BenchWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-worker", abstract: "Draw cards that a benchmark asks for, one JSON line a picture.",
        discussion: """
            Every line on standard input is {"variant","setting","text":[[title lines],[subtitle lines]],"save"}; the \
            answer is {"bytes":n}. A variant is a template a.json, b.json … of the folder, with the dynamic text \
            layers t0, t1, s0 and s1. Settings: fast; small; whole (every row is encoded anew); portable (zlib instead of \
            ISA-L); repainted (nothing kept but glyphs and decoded images). All work is done between a line and its \
            answer, and no text is kept.

            EXAMPLE
              renderstack bench-worker --cards Benchmarks/peers/cards
            """)

    @Option(name: .long, help: ArgumentHelp("The folder with the cards.", valueName: "dir")) var cards: String

    func run() throws {
        let limits = Limits()
        let fonts = try FontFolders.standardCollection()
        var worker = try BenchWorker(folder: cards, fonts: fonts, limits: limits)
        while let line = readLine() {
            var answer: String
            do {
                answer = "{\"bytes\":\(try worker.draw(line))}\n"
            } catch {
                answer = JSONValue.object(["error": .string("\(error)")]).canonicalText + "\n"
            }
            try FileDescriptor.standardOutput.writeAll(answer.utf8)
        }
    }
}

/// One renderer and the cards that it draws.
private struct BenchWorker {
    private enum Setting: String, CaseIterable {
        case fast, small, whole, portable, repainted

        var tuning: Tuning {
            Tuning(engine: self == .portable ? .zlib : .best, reusesBands: self != .whole)
        }
    }

    private struct Request {
        let variant: String
        let setting: String
        let text: [[String]]
        let save: String?

        init(_ line: String) throws {
            let json = try JSONParser.parse(line)
            guard let variant = json["variant"]?.stringValue, let setting = json["setting"]?.stringValue,
                let text = json["text"]?.arrayValue
            else { throw CommandFailure("a line has variant, setting and text.") }
            self.variant = variant
            self.setting = setting
            self.text = text.map { ($0.arrayValue ?? []).compactMap(\.stringValue) }
            save = json["save"]?.stringValue
        }
    }

    private let folder: String
    private let fonts: FontCollection
    private let limits: Limits
    private let renderer: Renderer
    private var files: [String: TemplateFile] = [:]

    init(folder: String, fonts: FontCollection, limits: Limits) throws {
        self.folder = folder
        self.fonts = fonts
        self.limits = limits
        renderer = try Renderer(fonts: fonts, limits: limits)
    }

    /// - Returns: The picture's bytes.
    mutating func draw(_ line: String) throws -> Int {
        let request = try Request(line)
        guard let setting = Setting(rawValue: request.setting) else {
            let known = Setting.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("setting is \(request.setting); it may be one of \(known).")
        }
        renderer.tuning = setting.tuning
        let file = try card(request.variant)
        var options = OutputOptions()
        if setting == .small { options.compression = .small }
        let job = RenderJob(
            template: file.template, resolution: try file.template.resolve(overrides(request.text)), options: options,
            fonts: fonts, assets: file.assets, identity: setting == .repainted ? nil : request.variant)
        let picture = try renderer.render(job)
        if let save = request.save { try Data(picture.bytes).write(to: URL(fileURLWithPath: save)) }
        if picture.missedBase != nil { try renderer.keepBase(for: job) }
        return picture.bytes.count
    }

    private mutating func card(_ variant: String) throws -> TemplateFile {
        if let known = files[variant] { return known }
        guard variant.count == 1, let letter = variant.lowercased().first, letter.isLetter, letter.isASCII else {
            throw CommandFailure("variant is one letter, such as A.")
        }
        let file = try TemplateFile(path: "\(folder)/\(letter).json", limits: limits)
        files[variant] = file
        return file
    }

    private func overrides(_ text: [[String]]) -> [String: JSONValue] {
        var overrides: [String: JSONValue] = [:]
        for (letter, lines) in zip(["t", "s"], text) {
            for (number, line) in lines.enumerated() {
                overrides["\(letter)\(number)"] = .object(["text": .string(line)])
            }
        }
        return overrides
    }
}
