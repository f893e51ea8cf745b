import Keys
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RateWindowTests {
    @Test func `a slot comes back exactly one minute after it was taken`() {
        var window = RateWindow()
        let moments: [Duration] = [
            .seconds(10), .seconds(40), .seconds(69), .seconds(70) - .nanoseconds(1), .seconds(70), .seconds(99),
            .seconds(100),
        ]
        let isTaken = moments.map { window.take(limit: 2, at: $0) }
        #expect(isTaken == [true, true, false, false, true, false, true])
    }

    @Test func `the standing tells what is left and when more comes`() {
        var window = RateWindow()
        let unspent = window.standing(limit: 3, at: .zero)
        #expect(unspent == .init(limit: 3, remaining: 3, untilNextSlot: .zero))
        _ = window.take(limit: 3, at: .seconds(5))
        _ = window.take(limit: 3, at: .seconds(8))
        let spent = window.standing(limit: 3, at: .seconds(10))
        #expect(spent == .init(limit: 3, remaining: 1, untilNextSlot: .seconds(55)))
        // A lower limit than before: more is spent than there may be, and the first to come back is of no use.
        let lowered = window.standing(limit: 1, at: .seconds(10))
        #expect(lowered == .init(limit: 1, remaining: 0, untilNextSlot: .seconds(58)))
    }

    @Test func `no minute sees more than the budget, wherever it begins`() {
        var window = RateWindow()
        var random = SystemRandomNumberGenerator()
        var taken: [Duration] = []
        var now = Duration.zero
        for _ in 0..<5_000 {
            now += .milliseconds(Int.random(in: 0..<400, using: &random))
            let isFree = taken.count { $0 + .seconds(60) > now } < 100
            let isTaken = window.take(limit: 100, at: now)
            #expect(isTaken == isFree)
            if isFree { taken.append(now) }
        }
    }

    @Test func `keys and sides have budgets of their own, and what is over is forgotten`() {
        let ledger = RateLedger()
        #expect(ledger.take(.post, of: "a", limit: 1, at: .zero))
        #expect(!ledger.take(.post, of: "a", limit: 1, at: .zero))
        #expect(ledger.take(.get, of: "a", limit: 1, at: .zero))
        #expect(ledger.take(.post, of: "b", limit: 1, at: .zero))
        #expect(ledger.standing(.get, of: "c", limit: 5, at: .zero).remaining == 5)
        for key in 0..<3_000 { _ = ledger.take(.post, of: "\(key)", limit: 1, at: .seconds(key)) }
        #expect(ledger.count <= 1_100)
    }
}
