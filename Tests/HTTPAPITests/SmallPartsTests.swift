import HTTPAPI
import NIOCore
import NIOEmbedded
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SmallPartsTests {
    @Test func `what was used longest ago goes first, and what is too large never comes in`() {
        var kept = RecentlyUsed<String, Int>(costLimit: 10)
        kept.keep(1, for: "a", cost: 4)
        kept.keep(2, for: "b", cost: 4)
        let used = kept.value(of: "a")
        kept.keep(3, for: "c", cost: 4)
        kept.keep(4, for: "d", cost: 11)
        let left = ["a", "b", "c", "d"].map { kept.value(of: $0) }
        #expect(used == 1)
        #expect(left == [1, nil, 3, nil])
        #expect(kept.cost == 8)
    }

    @Test(arguments: [
        (peer: "10.1.2.3", forwarded: ["1.2.3.4"], client: "1.2.3.4"),
        (peer: "10.1.2.3", forwarded: ["9.9.9.9, 1.2.3.4", "10.0.0.9"], client: "1.2.3.4"),
        (peer: "10.1.2.3", forwarded: ["nonsense"], client: "10.1.2.3"),
        (peer: "10.1.2.3", forwarded: [], client: "10.1.2.3"),
        (peer: "11.1.2.3", forwarded: ["1.2.3.4"], client: "11.1.2.3"),
        (peer: "fd00::1", forwarded: ["2001:db8::7"], client: "2001:db8::7"),
    ])
    func `a forwarded address counts only from a trusted proxy`(peer: String, forwarded: [String], client: String)
        throws
    {
        let proxies = try #require(TrustedProxies(["10.0.0.0/8", "fd00::/16"]))
        #expect(proxies.client(of: peer, forwarded: forwarded) == client)
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0", "example.com", "::g", "1:2:3:4:5:6:7:8:9", ""])
    func `what is no network is refused`(text: String) {
        #expect(TrustedProxies([text]) == nil)
    }

    @Test func `what is to be done when a client goes is done once, at once where it has gone`() {
        let hangUp = HangUp()
        let done = LogLines()
        _ = hangUp.whenGone { done.add("first") }
        let second = hangUp.whenGone { done.add("second") }
        hangUp.forget(second)
        hangUp.fire()
        hangUp.fire()
        _ = hangUp.whenGone { done.add("late") }
        #expect(done.all == ["first", "late"])
    }

    @Test func `a connection whose sending half closes has hung up`() throws {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(makeConnectionGuard(limits: .init()))
        let hangUp = try #require(HangUp.of(channel))
        let done = LogLines()
        _ = hangUp.whenGone { done.add("gone") }
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(done.all == ["gone"])
        _ = try channel.finish(acceptAlreadyClosed: true)
        #expect(HangUp.of(channel) == nil)
    }
}
