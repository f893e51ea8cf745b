import Farm
import Limit
import Rendering
import Templates
import Testing
import Typography

/// A large picture in the service's own farm.
@Suite(.timeLimit(.minutes(5)))
struct WidePictureTests {
    private static let document = """
        {"version": 1, "name": "wide", "width": 1500, "height": 1401,
         "background": {"type": "linear", "angle": 30, "stops": [
            {"offset": 0, "color": "#123456"}, {"offset": 1, "color": "#fedcba"}]},
         "layers": [
            {"type": "ellipse", "x": 200, "y": 300, "width": 900, "height": 800, "fill": "rgba(255,0,0,0.5)",
             "shadow": [{"x": 8, "y": 12, "blur": 40, "color": "#000000"}]},
            {"type": "text", "name": "title", "dynamic": true, "x": 60, "y": 80, "width": 1300, "text": "Wide 👍🏽 日本",
             "fontSize": 120, "fill": "#ffffff"}]}
        """

    private static func job(_ fonts: FontCollection, _ options: OutputOptions = .init()) throws -> RenderJob {
        let template = try Template(json: Array(document.utf8), limits: Limits())
        return RenderJob(
            template: template, resolution: try template.resolve(["title": .object(["text": .string("Other words")])]),
            options: options, fonts: fonts, assets: [String: AssetImage]())
    }

    @Test func `it has the same bytes on any number of workers, and without a farm`() async throws {
        let fonts = try FontCollection.standard()
        let job = try Self.job(fonts)
        let expected = try Renderer(fonts: fonts).render(job)
        #expect(expected.width * expected.height > Limits().output.widePixels)
        var limits = Limits()
        // Tests beside this one block the shared pool.
        limits.farm.deadlineMilliseconds = 600_000
        for workers in [1, 2, 4] {
            let farm = try await PictureFarm(workers: workers, limits: limits, fonts: fonts)
            for _ in 0..<2 {
                let result = try await farm.render(job, lane: "a", pixelBytes: 8 << 20, isStillValid: { true })
                #expect(result.output.bytes == expected.bytes, "\(workers) workers")
                #expect(result.output.report == expected.report)
            }
            #expect(farm.statistics.running == 0)
            #expect(farm.statistics.pixelBytes == 0)
        }
    }
}
