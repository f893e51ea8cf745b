import ArgumentParser
import Farm
import Foundation
import Limit
import Rendering
import Templates

/// `bench`: what this machine can do.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure renders a second on this machine, by stage and by CPU time.",
        discussion: """
            Every render gets new text in each dynamic text layer, so nothing is taken from a cache of pictures. \
            "All rows" encodes every row anew over what is kept of the picture, "repainted" keeps nothing of it. \
            Times of stages are medians.

            EXAMPLE
              renderstack bench --template social-card.json --seconds 5
              renderstack bench --keys 1000000
            """)

    @Option(name: .long, help: ArgumentHelp("The template to draw; else a plain card.", valueName: "file"))
    var template: String?
    @Option(name: .long, help: "How long each line is measured.") var seconds = 3.0
    @Option(name: .long, help: "Workers of the last line; as many as processors unless set.")
    var workers = ProcessInfo.processInfo.activeProcessorCount
    @Option(name: .long, help: "Keys among which one is verified.") var keys = 1_000
    @Flag(name: .long, help: "Print JSON, for programs.") var json = false

    func validate() throws {
        guard (0.1...600).contains(seconds) else {
            throw ValidationError("--seconds is \(seconds); it may be 0.1 to 600.")
        }
        guard (1...2_000_000).contains(keys) else {
            throw ValidationError("--keys is \(keys); it may be 1 to 2000000.")
        }
        guard (1...256).contains(workers) else { throw ValidationError("--workers is \(workers); it may be 1 to 256.") }
    }

    func run() async throws {
        let limits = Limits()
        let file =
            try template.map { try TemplateFile(path: $0, limits: limits) }
            ?? TemplateFile(path: "bench-card.json", bytes: Array(BenchCard.document.utf8), limits: limits)
        let painter = try OfflinePainter(file: file, limits: limits, keepsBases: true)
        let bench = Bench(painter: painter, limits: limits, time: .milliseconds(Int64(seconds * 1_000)))
        var lines = [
            try bench.alone("PNG fast", OutputOptions(format: .png)),
            try bench.alone("PNG fast, all rows", OutputOptions(format: .png), tuning: Tuning(reusesBands: false)),
            try bench.alone("PNG fast, repainted", OutputOptions(format: .png), usesBases: false),
            try bench.alone("PNG small", OutputOptions(format: .png, compression: .small)),
            try bench.alone("JPEG", OutputOptions(format: .jpeg)),
        ]
        lines.append(try await bench.together("PNG fast", OutputOptions(format: .png), workers: workers))
        if json { return try JSONOutput.print(lines) }
        let measured = try await KeyBench(keys: keys)
        Console.print("\(file.template.name.visible), \(lines[0].width)×\(lines[0].height), new text in every render")
        var table = TextTable(["output", "threads", "layout ms", "paint ms", "encode ms", "CPU ms", "renders/s", "KB"])
        for line in lines { table.add(line.cells) }
        table.print()
        Console.print(
            "One key parsed and verified among \(keys): \(measured.nanosecondsPerVerification.decimals(0)) ns of CPU; "
                + "one made or revoked, for all readers: \(measured.microsecondsPerChange.decimals(0)) µs")
    }
}

/// One measured line.
struct BenchLine: Encodable, Sendable {
    let output: String
    let threads: Int
    let width: Int
    let height: Int
    let layoutMilliseconds: Double
    let paintMilliseconds: Double
    let encodeMilliseconds: Double
    let processorMillisecondsEach: Double
    let rendersPerSecond: Double
    let kilobytesEach: Double

    fileprivate var cells: [String] {
        let times = [layoutMilliseconds, paintMilliseconds, encodeMilliseconds, processorMillisecondsEach]
        return [output, String(threads)] + times.map { $0.decimals(3) }
            + [rendersPerSecond.decimals(0), kilobytesEach.decimals(1)]
    }
}

extension Double {
    func decimals(_ count: Int) -> String {
        formatted(.number.precision(.fractionLength(count)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }
}
