import Codecs
import Foundation
import Limit
import Rendering
import Templates
import Testing
import Typography

/// Every document in `Goldens` against the picture beside it.
@Suite struct GoldenTests {
    private static let fonts = Result { try FontCollection.standard() }

    @Test(arguments: GoldenCase.names)
    func `the picture of a case is the one that a person looked at`(name: String) throws {
        let golden = try GoldenCase(name: name)
        let painted = try golden.paint(with: Self.fonts.get())
        let actual = try ImageDecoder.decode(painted, limits: Limits.Input()).pixmap
        if GoldenCase.isRewriting {
            try Data(painted).write(to: golden.pictureFile)
            Issue.record("\(name).png was painted anew: look at it, then run again without RENDERSTACK_GOLDENS")
            return
        }
        guard let kept = FileManager.default.contents(atPath: golden.pictureFile.path) else {
            Issue.record("\(name).png is missing: `make goldens` paints it, then look at it")
            return
        }
        let expected = try ImageDecoder.decode([UInt8](kept), limits: Limits.Input()).pixmap
        let comparison = PictureComparison(expected: expected, actual: actual, tolerance: golden.tolerance)
        guard !comparison.isMatch else { return }
        let file = GoldenCase.failures.appendingPathComponent(name + ".png")
        try FileManager.default.createDirectory(at: GoldenCase.failures, withIntermediateDirectories: true)
        try Data(try comparison.picture()).write(to: file)
        Issue.record("\(name): \(comparison). What a person must see: \(golden.note) See Tests/Failures/\(name).png")
    }

    @Test func `there are cases, and every picture belongs to one`() throws {
        #expect(GoldenCase.names.count >= 70)
        let files = try FileManager.default.contentsOfDirectory(atPath: GoldenCase.folder.path)
        let pictures = files.filter { $0.hasSuffix(".png") }.map { String($0.dropLast(4)) }
        #expect(Set(pictures).subtracting(GoldenCase.names).isEmpty)
    }

    @Test func `two renderers paint a case alike, whatever they painted before`() throws {
        let fonts = try Self.fonts.get()
        let warm = try Renderer(fonts: fonts)
        for name in GoldenCase.names {
            let golden = try GoldenCase(name: name)
            #expect(try golden.paint(on: warm, fonts: fonts) == golden.paint(with: fonts), "\(name)")
        }
    }
}
