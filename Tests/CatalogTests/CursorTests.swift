import Catalog
import Foundation
import Limit
import Testing

@Suite struct CursorTests {
    private let id = "rnd_0123456789abcdefghijABCD"

    @Test(arguments: [0, -1, 1_700_000_000_123, .min, .max] as [Int64])
    func `a cursor is read as it was written`(_ order: Int64) throws {
        let cursor = Cursor(order: order, id: id)
        #expect(try Cursor(text: cursor.text, of: .render) == cursor)
        #expect(cursor.text.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
    }

    @Test func `a cursor of another list is refused`() {
        #expect(throws: CatalogError.malformedCursor) {
            try Cursor(text: Cursor(order: 1, id: id).text, of: .template)
        }
    }

    @Test(arguments: [
        "", ".", "1.", "x.rnd_0123456789abcdefghijABCD", "+1.rnd_0123456789abcdefghijABCD",
        "01.rnd_0123456789abcdefghijABCD", "1.2.rnd_0123456789abcdefghijABCD",
        "99999999999999999999.rnd_0123456789abcdefghijABCD", "1.rnd_0123456789abcdefghijABC'",
    ])
    func `a cursor that was never given is refused`(_ plain: String) {
        let text = Data(plain.utf8).base64EncodedString().replacing("=", with: "")
        #expect(throws: CatalogError.malformedCursor) { try Cursor(text: text, of: .render) }
    }

    @Test func `no bytes in the place of a cursor do harm`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...90, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(throws: CatalogError.malformedCursor) {
                try Cursor(text: String(decoding: bytes, as: UTF8.self), of: .render)
            }
        }
    }

    @Test func `a page has 1 to as many items as the limit says`() throws {
        var limits = Limits.Server()
        limits.pageItems = 5
        for limit in [1, 5] { _ = try PageRequest(limit: limit, limits: limits) }
        for limit in [0, 6, -1, .max] {
            #expect(throws: CatalogError.pageLimitOutOfRange(maximum: 5)) {
                try PageRequest(limit: limit, limits: limits)
            }
        }
    }
}
