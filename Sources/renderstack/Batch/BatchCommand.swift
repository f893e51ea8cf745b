import ArgumentParser
import Foundation
import Limit

/// `batch`: one picture a row of a table.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Draw a template once for every row of a CSV or JSON-lines file.",
        discussion: """
            A column is layer.property, or a layer's name alone for the text of a text layer or the source of an \
            image; an empty cell leaves the template's value, but empties a text. A column that only --name uses need not be a layer. Rows that fail are listed at the end and in \
            failures.jsonl beside the pictures; the others are drawn all the same.

            EXAMPLE
              renderstack batch social-card.json posts.csv -o pictures --name '{slug}.png'

              posts.csv:
                slug,title,title.fill
                hello,Hello World,#fde68a
            """)

    @Argument(help: ArgumentHelp("The template.", valueName: "file")) var file: String
    @Argument(help: ArgumentHelp("The rows: .csv or .jsonl.", valueName: "data")) var data: String
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "dir")) var output: String
    @Option(name: .long, help: "How many pictures are drawn at once; as many as processors unless set.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount
    @Option(name: .long, help: "The files' names; {column} is that column, {row} the row's number.")
    var name = "{row}"
    @OptionGroup var shape: OutputArguments
    @Flag(name: .long, help: "Print the summary as JSON, for programs.") var json = false

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is \(jobs); it may be 1 to 256.") }
    }

    func run() async throws {
        let limits = Limits()
        let fileExtension = URL(fileURLWithPath: name).pathExtension.lowercased()
        let isFormat = OutputArguments.format(named: fileExtension) != nil
        let options = try shape.options(fileExtension: isFormat ? fileExtension : "")
        let names = try pictureNames(endings: options.format == .png ? ["png"] : ["jpg", "jpeg"])
        let template = try TemplateFile(path: file, limits: limits)
        let table = try BatchTable(path: data, limits: limits)
        do {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("\(output): the folder cannot be made.")
        }
        var run = BatchRun(
            template: template, table: table, names: names, options: options, folder: output, jobs: jobs, limits: limits
        )
        let summary = try await run.draw()
        if json {
            try JSONOutput.print(summary)
        } else {
            Console.print("\(summary.drawn) drawn into \(output), \(summary.failed) failed, \(summary.seconds) s.")
        }
        if summary.failed > 0 { throw CommandFailure("\(summary.failed) of \(table.rows.count) rows made no picture.") }
    }

    private func pictureNames(endings: [String]) throws -> PictureNames {
        do {
            return try PictureNames(pattern: name, endings: endings)
        } catch {
            switch error {
            case .empty: throw ValidationError("--name is empty.")
            case .unclosedBrace: throw ValidationError("--name \(name): a { has no }.")
            case .folder: throw ValidationError("--name \(name): it names a file, not a folder; -o names the folder.")
            }
        }
    }
}
