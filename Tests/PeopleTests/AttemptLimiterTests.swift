import Foundation
import Limit
import People
import Testing

@Suite struct AttemptLimiterTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)

    private func limiter(_ change: (inout Limits.People) -> Void = { _ in }) -> AttemptLimiter {
        var limits = Limits.People()
        limits.attemptsPerAccount = 2
        limits.attemptsPerAddress = 3
        change(&limits)
        return AttemptLimiter(limits: limits)
    }

    @Test func `an account is limited from wherever it is tried`() {
        var limiter = limiter()
        #expect(limiter.attempt(account: "a", address: "1", at: start) == nil)
        #expect(limiter.attempt(account: "a", address: "2", at: start) == nil)
        #expect(limiter.attempt(account: "a", address: "3", at: start + 100) == 800)
        #expect(limiter.attempt(account: "b", address: "3", at: start) == nil)
    }

    @Test func `an address is limited whichever accounts it tries`() {
        var limiter = limiter()
        for account in ["a", "b", "c"] { #expect(limiter.attempt(account: account, address: "1", at: start) == nil) }
        #expect(limiter.attempt(account: "d", address: "1", at: start) == 900)
        #expect(limiter.attempt(account: "d", address: "1", at: start + 900) == nil)
    }

    @Test func `a success gives the account's attempts back`() {
        var limiter = limiter()
        for _ in 0..<5 {
            #expect(limiter.attempt(account: "a", address: "1", at: start) == nil)
            limiter.succeed(account: "a", address: "1")
        }
    }

    @Test func `a full memory forgets the oldest, never the one that is tried`() {
        var limiter = limiter { $0.attemptEntries = 4 }
        for number in 0..<50 {
            #expect(limiter.attempt(account: "x\(number)", address: "y\(number)", at: start + Double(number)) == nil)
        }
        #expect(limiter.attempt(account: "x49", address: "z", at: start + 50) == nil)
        #expect(limiter.attempt(account: "x49", address: "z", at: start + 50) != nil)
    }
}
