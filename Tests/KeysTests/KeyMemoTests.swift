import Foundation
import Keys
import Testing

/// What a connection remembers of a key saves arithmetic and nothing else.
@Suite struct KeyMemoTests {
    private static func verify(_ text: String, _ bench: Bench, _ memo: inout KeyMemo) -> Verification {
        let bytes = Array(text.utf8)
        return bench.registry.snapshot.verify(bytes.span, now: bench.clock.now, memo: &memo)
    }

    @Test func `a key is told from every other, whoever was asked about before`() async throws {
        var generator = SeededGenerator(seed: 31)
        let bench = try await Bench()
        let known = [try await bench.create(.get).secret, try await bench.create(.master).secret]
        let strangers = [KeySecret.generate(.get, using: &generator), KeySecret.generate(.master, using: &generator)]
        let secrets = known + strangers
        var memo = KeyMemo()
        for place in [0, 0, 1, 0, 2, 2, 0, 3, 3, 1, 1] {
            let secret = secrets[place]
            let told = Self.verify(secret.withPlainText { $0 }, bench, &memo)
            #expect(told == bench.verify(secret))
            #expect((told == .unknown) == (place > 1))
        }
    }

    @Test func `what is no key is unknown, also behind one that is, and leaves it known`() async throws {
        let bench = try await Bench()
        let text = try await bench.create(.get).secret.withPlainText { $0 }
        var memo = KeyMemo()
        for wrong in ["", String(text.dropLast()), text + "0", text.uppercased(), "rs_get_"] {
            guard case .valid = Self.verify(text, bench, &memo) else { throw Unknown() }
            #expect(Self.verify(wrong, bench, &memo) == .unknown)
        }
        for place in text.indices {
            var wrong = text
            wrong.replaceSubrange(place...place, with: text[place] == "x" ? "y" : "x")
            #expect(Self.verify(wrong, bench, &memo) == .unknown)
        }
    }

    @Test func `revocation, expiry and deletion are seen at once`() async throws {
        let bench = try await Bench()
        let end = bench.clock.now.addingTimeInterval(60)
        let (revoked, expiring) = (try await bench.create(.get), try await bench.create(.get, expiresAt: end))
        var memos = (KeyMemo(), KeyMemo())
        let texts = (revoked.secret.withPlainText { $0 }, expiring.secret.withPlainText { $0 })
        guard case .valid = Self.verify(texts.0, bench, &memos.0) else { throw Unknown() }
        guard case .valid = Self.verify(texts.1, bench, &memos.1) else { throw Unknown() }
        try await bench.revoke(revoked.record.id)
        #expect(Self.verify(texts.0, bench, &memos.0) == .revoked(id: revoked.record.id))
        bench.clock.advance(seconds: 61)
        #expect(Self.verify(texts.1, bench, &memos.1) == .expired(id: expiring.record.id))
        try await bench.delete(revoked.record.id)
        #expect(Self.verify(texts.0, bench, &memos.0) == .unknown)
    }

    @Test func `a memo prints no key`() async throws {
        let bench = try await Bench()
        let text = try await bench.create(.get).secret.withPlainText { $0 }
        var memo = KeyMemo()
        _ = Self.verify(text, bench, &memo)
        var dumped = ""
        dump(memo, to: &dumped)
        #expect(!dumped.contains(text.suffix(20)) && !"\(memo)".contains(text.suffix(20)))
    }

    private struct Unknown: Error {}
}
