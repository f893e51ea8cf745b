import Catalog
import Foundation
import Limit
import Synchronization

/// What people do with their accounts and places: the rules, on top of a store, a clock and a hasher.
public final class PeopleDesk: Sendable {
    /// Where everything is kept.
    public let store: any PeopleStore
    /// Bounds and times.
    public let limits: Limits.People
    let passwords: Passwords
    let now: @Sendable () -> Date
    let random: RandomBits
    private let limiter: Mutex<AttemptLimiter>

    /// Puts a desk together.
    ///
    /// - Parameters:
    ///   - random: Makes tokens and ids; nothing but the system's is fit for use outside tests.
    ///   - now: The wall clock, by which sessions and links expire.
    public init(
        store: any PeopleStore, passwords: Passwords, limits: Limits.People = .init(),
        random: RandomBits = .system, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.store = store
        self.passwords = passwords
        self.limits = limits
        self.random = random
        self.now = now
        limiter = Mutex(AttemptLimiter(limits: limits))
    }

    /// A session that was just opened: the only value that holds its token.
    public struct SignedIn: Sendable {
        public let open: OpenSession
        public let token: Token
    }

    /// Where a request comes from.
    public struct Caller: Sendable {
        /// The client's address.
        public let address: String
        /// What the browser says it is.
        public let userAgent: String

        /// Shortens what is kept of both.
        public init(address: String, userAgent: String) {
            self.address = String(address.prefix(64))
            self.userAgent = String(
                userAgent.unicodeScalars.prefix(200).map {
                    $0.properties.generalCategory == .control ? " " : Character($0)
                })
        }
    }

    func makeID(_ kind: Identifier.Kind) -> String {
        var random = random
        return Identifier.make(kind, using: &random)
    }

    func makeToken() -> Token {
        var random = random
        return Token(using: &random)
    }

    /// Takes an attempt, or refuses it for having come too often.
    func attempt(account: String, from caller: Caller) throws(PeopleError) {
        let wait = limiter.withLock { $0.attempt(account: account, address: caller.address, at: now()) }
        if let wait { throw .tooManyAttempts(retryAfterSeconds: wait) }
    }

    func succeed(account: String, from caller: Caller) {
        limiter.withLock { $0.succeed(account: account, address: caller.address) }
    }
}
