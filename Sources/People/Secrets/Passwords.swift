import Foundation
import Limit

/// Makes and checks password hashes on threads of their own, a bounded number at a time.
public final class Passwords: Sendable {
    private let threads: HashingThreads
    private let cost: PasswordHash.Cost
    private let limits: Limits.People
    private let random: RandomBits
    /// What a password is compared to where there is no such person, so that both take the same time.
    private let decoy: PasswordHash?

    /// Starts the threads.
    public init(
        limits: Limits.People = .init(), cost: PasswordHash.Cost = .standard, random: RandomBits = .system
    ) {
        threads = HashingThreads(count: limits.hashingThreads, waiting: limits.hashingWaiting)
        self.cost = cost
        self.limits = limits
        self.random = random
        decoy = PasswordHash(decoyAt: cost)
    }

    /// Refuses a password that is too short or too long.
    public func check(_ password: String) throws(PeopleError) {
        let range = limits.passwordMinimumScalars...limits.passwordMaximumScalars
        guard range.contains(password.unicodeScalars.count) else {
            throw .passwordLength(minimum: range.lowerBound, maximum: range.upperBound)
        }
    }

    /// The stored form of a new password.
    ///
    /// - Throws: ``PeopleError/passwordLength(minimum:maximum:)``, ``PeopleError/busy``.
    public func hash(_ password: String) async throws(PeopleError) -> String {
        try check(password)
        var random = random
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        let cost = cost
        let hash = try await threads.run { PasswordHash(password: password, cost: cost, salt: salt)?.stored }
        guard let hash else { throw .busy }
        return hash
    }

    /// Whether a password is the stored one; where there is none stored, it takes the same time to say no.
    public func verify(_ password: String, stored: String?) async throws(PeopleError) -> Bool {
        guard password.unicodeScalars.count <= limits.passwordMaximumScalars else { return false }
        let known = stored.flatMap { PasswordHash(stored: $0) }
        let compared = known ?? decoy
        let isRight = try await threads.run { compared?.matches(password) ?? false }
        return isRight && known != nil
    }
}
