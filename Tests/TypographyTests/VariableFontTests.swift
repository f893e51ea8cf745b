import Canvas
import Foundation
import Testing
import Typography

@Suite struct VariableFontTests {
    /// A font of one letter made for this test: weights 100 to 900; its A is a box a tenth of an em wide up to weight
    /// 400 and three tenths at 900, with twice and five times a tenth as advance.
    private static let font = """
        AAEAAAAMAIAAAwBAT1MvMkE4QRUAAAFIAAAAYGNtYXAADACUAAABsAAAADRmdmFyfPFpkgAAAsgAAAAkZ2x5ZhlXC7oAAAHsAAAA\
        MGd2YXIPnfZCAAAC7AAAADJoZWFkL1yNcAAAAMwAAAA2aGhlYQUWAfcAAAEEAAAAJGhtdHgDIAAAAAABqAAAAAhsb2NhABgADAAA\
        AeQAAAAGbWF4cAAEAAYAAAEoAAAAIG5hbWVVaTfwAAACHAAAAIFwb3N0ACgAAAAAAqAAAAAmAAEAAAABAADu1OjGXw889QADA+gA\
        AAAA5ykk6gAAAADnKSTqAAAAAAH0ArwAAAADAAIAAAAAAAAAAQAAAyD/OAAAAlgAAABkAfQAAQAAAAAAAAAAAAAAAAAAAAIAAQAA\
        AAIABAABAAAAAAACAAAAAAAAAAAAAAAAAAAAAAADAZABkAAFAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA\
        AAAAAAAAAAAAAAA/Pz8/AAAAQQBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAAAJYAAAAyAAAAAAAAgAAAAMAAAAUAAMAAQAA\
        ABQABAAgAAAABAAEAAEAAABB//8AAABB////wAABAAAAAAAAAAwAGAAAAAEAAAAAAfQCvAADAAAxESERAfQCvP1EAAEAAAAAAGQC\
        vAADAAAxETMRZAK8/UQAAAAABgBOAAEAAAAAAAEABAAAAAEAAAAAAAIABwAEAAEAAAAAAQAABgALAAMAAQQJAAEACAARAAMAAQQJ\
        AAIADgAZAAMAAQQJAQAADAAnVmFyeVJlZ3VsYXJXZWlnaHQAVgBhAHIAeQBSAGUAZwB1AGwAYQByAFcAZQBpAGcAaAB0AAAAAAIA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAACQAAAABAAAAEAACAAEAFAAAAAh3Z2h0AGQAAAGQAAADhAAAAAABAAAB\
        AAAAAQAAAAAAGgACAAAAAAAaAAAAAAAMgAEACgAMgABAAACBQQDIAMiAQAEsgYcAAAA=
        """

    private func collection() throws -> FontCollection {
        let bytes = try [UInt8](#require(Data(base64Encoded: Self.font)))
        return try Fonts.standard.get().adding([FontFile(name: "vary.ttf", bytes: bytes, hash: "vary")])
    }

    @Test func `inspection tells the axis`() throws {
        let bytes = try [UInt8](#require(Data(base64Encoded: Self.font)))
        let description = try FontCollection.inspect(bytes)
        #expect(description.family == "Vary")
        #expect(description.weights == 100...900)
        #expect(description.weight == 400)
    }

    @Test(arguments: [(100, 20.0, 10.0), (400, 20.0, 10.0), (650, 35.0, 20.0), (900, 50.0, 30.0), (1_000, 50.0, 30.0)])
    func `a variable face takes the weight asked for, in shape and advance`(
        weight: Int, advance: Double, ink: Double
    ) throws {
        let engine = try TextEngine(fonts: collection())
        var request = TextRequest(text: "A")
        request.families = ["Vary"]
        request.weight = weight
        request.size = 100
        let layout = try engine.layout(request)
        let glyph = try #require(layout.glyphs.first)
        #expect(layout.width == advance)
        let outline = try engine.outline(glyph.font, glyph: glyph.glyph, sizePixels: 100)
        #expect(outline.controlBounds.width == ink)
        let mask = try engine.mask(glyph.font, glyph: glyph.glyph, sizePixels: 100, phase: 0)
        #expect(Double(mask.width) == ink)
    }
}
