import Farm
import Foundation
import Limit
import Rendering
import Templates

/// Draws the rows of a table on the workers of a farm, and keeps count.
struct BatchRun {
    let template: TemplateFile
    let table: BatchTable
    var names: PictureNames
    let options: OutputOptions
    let folder: String
    let jobs: Int
    let limits: Limits
    private let reader: RowOverrides

    init(
        template: TemplateFile, table: BatchTable, names: PictureNames, options: OutputOptions, folder: String,
        jobs: Int, limits: Limits
    ) {
        self.template = template
        self.table = table
        self.names = names
        self.options = options
        self.folder = folder
        self.jobs = jobs
        self.limits = limits
        reader = RowOverrides(template: template.template, nameColumns: Set(names.fields))
    }

    /// What became of the batch.
    struct Summary: Encodable {
        let drawn: Int
        let failed: Int
        let seconds: Double
        let failures: [Failure]
    }

    /// A row without a picture; rows count from 1.
    struct Failure: Error, Encodable, Sendable {
        let row: Int
        let file: String?
        let reason: String
    }

    private struct Work: Sendable {
        let row: Int
        let file: String
        let overrides: [String: JSONValue]
    }

    private static let shownFailures = 20

    mutating func draw() async throws -> Summary {
        try checkHeader()
        let painter = try OfflinePainter(file: template, limits: limits, keepsBases: true)
        let farm = try await RenderFarm(workers: jobs, limits: patientLimits()) { try painter.engine() }
        let clock = ContinuousClock()
        let start = clock.now
        var progress = BatchProgress(total: table.rows.count)
        var failures: [Failure] = []
        try await withThrowingTaskGroup(of: Failure?.self) { group in
            var running = 0
            for index in table.rows.indices {
                switch work(at: index) {
                case .failure(let failure):
                    record(failure, &failures, &progress, since: start)
                case .success(let work):
                    // Two a worker keep each one busy while a file is written; more would only fill memory.
                    if running == jobs * 2, let ended = try await group.next() {
                        record(ended, &failures, &progress, since: start)
                        running -= 1
                    }
                    group.addTask { [options, folder] in await Self.draw(work, on: farm, options, folder) }
                    running += 1
                }
            }
            for try await ended in group { record(ended, &failures, &progress, since: start) }
        }
        await farm.drain(within: .seconds(1))
        failures.sort { $0.row < $1.row }
        try report(failures)
        let seconds = ((clock.now - start) / .seconds(1) * 100).rounded() / 100
        return Summary(
            drawn: progress.done - progress.failed, failed: progress.failed, seconds: seconds, failures: failures)
    }

    /// Refuses a table whose every row would fail for the same reason.
    private func checkHeader() throws(CommandFailure) {
        guard let header = table.header else { return }
        try reader.check(header)
        for field in names.fields where field != "row" && !header.contains(field) && !header.contains("\(field).text") {
            throw CommandFailure("--name uses {\(field)}; the columns are \(header.joined(separator: ", ")).")
        }
    }

    /// Nobody waits for an answer here: a row may queue as long as it takes.
    private func patientLimits() -> Limits.Farm {
        var patient = limits.farm
        patient.estimatedWaitMilliseconds = 3_600_000
        patient.deadlineMilliseconds = 3_600_000
        patient.waiting = max(patient.waiting, jobs * 2)
        return patient
    }

    private mutating func work(at index: Int) -> Result<Work, Failure> {
        let row = index + 1
        let columns: [BatchTable.Column]
        switch table.rows[index] {
        case .success(let found): columns = found
        case .failure(let problem): return .failure(Failure(row: row, file: nil, reason: problem.description))
        }
        let cells = Dictionary(columns.map { ($0.name, $0.cell) }) { first, _ in first }
        for field in names.fields where field != "row" && cells[field] == nil && cells["\(field).text"] == nil {
            return .failure(Failure(row: row, file: nil, reason: "there is no column \(field) for its name"))
        }
        let file = names.name(row: row) { field in (cells[field] ?? cells["\(field).text"])?.nameText }
        do throws(BatchRowProblem) {
            return .success(Work(row: row, file: file, overrides: try reader.overrides(for: columns)))
        } catch {
            return .failure(Failure(row: row, file: file, reason: error.description))
        }
    }

    private static func draw(
        _ work: Work, on farm: RenderFarm<OfflineEngine>, _ options: OutputOptions, _ folder: String
    ) async -> Failure? {
        do {
            let job = OfflineEngine.Job(overrides: work.overrides, options: options)
            let result = try await farm.render(job, lane: "batch", pixelBytes: 0, isStillValid: { true })
            try InputFile.write(result.output.bytes, to: folder + "/" + work.file)
            return nil
        } catch let failure as FarmError<OfflineFailure> {
            return Failure(row: work.row, file: work.file, reason: failure.reason)
        } catch {
            return Failure(row: work.row, file: work.file, reason: "\(error)")
        }
    }

    private func record(
        _ failure: Failure?, _ failures: inout [Failure], _ progress: inout BatchProgress,
        since start: ContinuousClock.Instant
    ) {
        if let failure { failures.append(failure) }
        progress.finish(isFailure: failure != nil)
        let elapsed = ContinuousClock.now - start
        if Console.errorIsTerminal {
            Console.rewrite(progress.bar(elapsed: elapsed))
            if progress.done == progress.total { Console.note("") }
        } else if progress.isAtTenth {
            Console.note(progress.plain(elapsed: elapsed))
        }
    }

    private func report(_ failures: [Failure]) throws {
        let path = folder + "/failures.jsonl"
        guard !failures.isEmpty else {
            // A report of an earlier run would speak of pictures that are there now.
            try? FileManager.default.removeItem(atPath: path)
            return
        }
        for failure in failures.prefix(Self.shownFailures) {
            Console.note("row \(failure.row)\(failure.file.map { " (\($0))" } ?? ""): \(failure.reason)".visible)
        }
        if failures.count > Self.shownFailures {
            Console.note("… and \(failures.count - Self.shownFailures) more, all of them in \(path)")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try failures.map { try encoder.encode($0) + [UInt8(ascii: "\n")] }
        try InputFile.write(lines.flatMap { [UInt8]($0) }, to: path)
    }
}
