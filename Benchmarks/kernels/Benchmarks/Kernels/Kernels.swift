import Benchmark
import Canvas
import Codecs

/// The loops that pictures are made of, each on a canvas of 1200×630 and by both bodies where there are two.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput], maxDuration: .seconds(1), maxIterations: 2_000)
    for body in [KernelBody.portable, .avx2] where body.use() {
        painting(body, "fill, solid", .solid(Bench.ink))
        painting(body, "source-over, translucent", .solid(Bench.glass))
        painting(body, "linear gradient", .gradient(.linear(angle: 120, in: Bench.page, stops: Bench.stops)))
        painting(
            body, "radial gradient",
            .gradient(.radial(center: Point(0.5, 0.5), radius: 0.7, in: Bench.page, stops: Bench.stops)))
        painting(body, "bilinear image", .image(Bench.picture, deviceToImage: .scale(0.31, 0.27)))
        masking(body)
        Benchmark("area resampling to a third, \(body)") { benchmark in
            _ = body.use()
            for _ in benchmark.scaledIterations {
                let window = Rect(x: 0, y: 0, width: 1200, height: 630)
                blackHole(try Bench.picture.resampled(window: window, width: 400, height: 210))
            }
        }
    }
    encoding()
}

private func painting(_ body: KernelBody, _ name: String, _ source: Source) {
    Benchmark("\(name), \(body)") { benchmark in
        _ = body.use()
        let surface = Surface(Bench.picture)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { surface.fill(surface.bounds, with: source) }
        blackHole(surface.pixmap.bytes.count)
    }
}

private func masking(_ body: KernelBody) {
    Benchmark("an ellipse's mask, opaque, \(body)") { benchmark in
        _ = body.use()
        let surface = Surface(Bench.picture)
        let mask = try Coverage(.ellipse(in: Bench.page), clip: surface.bounds).mask(in: surface.bounds)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { surface.fill(mask, with: .solid(Bench.ink), clip: surface.bounds) }
    }
    Benchmark("blur of a mask, sigma 24, \(body)") { benchmark in
        _ = body.use()
        let bounds = PixelRect(x: 0, y: 0, width: 1200, height: 630)
        let mask = try Coverage(.ellipse(in: Bench.page), clip: bounds).mask(in: bounds)
        for _ in benchmark.scaledIterations {
            var blurred = mask
            try blurred.blur(sigma: 24)
            blackHole(blurred)
        }
    }
}

private func encoding() {
    Benchmark("rasterizing a star of 500 edges") { benchmark in
        let bounds = PixelRect(x: 0, y: 0, width: 1200, height: 630)
        for _ in benchmark.scaledIterations { blackHole(try Coverage(Bench.star, clip: bounds)) }
    }
    for engine in DeflateEngine.available {
        writing("kept rows, 64 of noise changed, \(engine)", Bench.picture, engine)
        writing("kept rows, 64 of bars changed, \(engine)", Bench.bars, engine)
    }
}

private func writing(_ name: String, _ picture: Pixmap, _ engine: DeflateEngine) {
    Benchmark(name) { benchmark in
        let changed = 280..<344
        let rows = try KeptRows(picture, changing: [changed])
        let part = picture.rows(changed)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            var file = rows.picture(
                changedIn: [PixelRect(x: 0, y: 280, width: 1200, height: 64)], engine: engine)
            while file.changedArea != nil { try file.write(part) }
            blackHole(file.bytes())
        }
    }
}
