import Farm
import Foundation
import Limit
import Rendering

/// Draws for a while and counts.
struct Bench {
    let painter: OfflinePainter
    let limits: Limits
    /// How long each measurement takes.
    let time: Duration

    /// A few renders first: caches of glyphs and pages of memory are warm in a server, too.
    private static let warmUp = 5
    /// How long the base that a picture missed is waited for.
    private static let patience = Duration.seconds(5)

    /// One engine on this thread.
    func alone(
        _ name: String, _ options: OutputOptions, tuning: Tuning = Tuning(), usesBases: Bool = true
    ) throws -> BenchLine {
        let engine = try painter.engine(tuning: tuning, usesBases: usesBases)
        let texts = BenchTexts(painter.file.template)
        var number = 0
        let start = ContinuousClock.now
        var isMissing = true
        while number < Self.warmUp || isMissing && ContinuousClock.now - start < Self.patience {
            isMissing = try engine.draw(texts.overrides(number: number), options: options).missedBase != nil
            number += 1
        }
        var tally = Tally()
        repeat {
            tally.add(try engine.draw(texts.overrides(number: number + tally.count), options: options))
        } while tally.elapsed < time
        return tally.line(name, threads: 1)
    }

    /// A farm with that many workers, two renders under way for each.
    func together(_ name: String, _ options: OutputOptions, workers: Int) async throws -> BenchLine {
        let farm = try await RenderFarm(workers: workers, limits: limits.farm) { try painter.engine() }
        let texts = BenchTexts(painter.file.template)
        var tally = Tally()
        try await withThrowingTaskGroup(of: Picture.self) { group in
            var started = 0
            let start = { (group: inout ThrowingTaskGroup<Picture, any Error>) in
                let job = OfflineEngine.Job(overrides: texts.overrides(number: started), options: options)
                started += 1
                group.addTask {
                    try await farm.render(job, lane: "bench", pixelBytes: 0, isStillValid: { true }).output
                }
            }
            for _ in 0..<workers * 2 { start(&group) }
            while let picture = try await group.next() {
                tally.add(picture)
                if tally.elapsed < time { start(&group) }
            }
        }
        await farm.drain(within: .seconds(1))
        return tally.line(name, threads: workers)
    }

    /// Counts pictures, their stages, and the time that passed for the clock and for the processor.
    private struct Tally {
        private let start = ContinuousClock.now
        private let processorStart = Tally.processorSeconds
        private var layout: [Duration] = []
        private var paint: [Duration] = []
        private var encode: [Duration] = []
        private var bytes = 0
        private var size = (width: 0, height: 0)

        var count: Int { layout.count }
        var elapsed: Duration { ContinuousClock.now - start }

        mutating func add(_ picture: Picture) {
            layout.append(picture.stages.layout)
            paint.append(picture.stages.paint)
            encode.append(picture.stages.encode)
            bytes += picture.bytes.count
            size = (picture.width, picture.height)
        }

        func line(_ name: String, threads: Int) -> BenchLine {
            let seconds = elapsed / .seconds(1)
            let processor = Self.processorSeconds - processorStart
            let renders = Double(max(1, count))
            return BenchLine(
                output: name, threads: threads, width: size.width, height: size.height,
                layoutMilliseconds: Self.median(layout), paintMilliseconds: Self.median(paint),
                encodeMilliseconds: Self.median(encode), processorMillisecondsEach: processor * 1_000 / renders,
                rendersPerSecond: Double(count) / seconds, kilobytesEach: Double(bytes) / renders / 1_000)
        }

        private static func median(_ times: [Duration]) -> Double {
            times.isEmpty ? 0 : times.sorted()[times.count / 2] / .milliseconds(1)
        }

        /// What all threads of this process have used; POSIX fixes the unit at a millionth of a second.
        private static var processorSeconds: Double { Double(clock()) / 1_000_000 }
    }
}
