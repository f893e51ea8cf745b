import Foundation
import Keys

/// Measures the check that every request begins with.
struct KeyBench {
    /// Keys that the registry holds.
    static let keys = 1_000

    /// Nanoseconds of CPU that parsing and verifying one key take: the median of several rounds.
    static func nanosecondsPerVerification() async throws -> Double {
        let registry = try await KeyRegistry(
            store: MemoryKeyStore(), pepper: try Pepper(bytes: [UInt8](repeating: 7, count: 32)), now: { Date() })
        var texts: [String] = []
        for number in 0..<keys {
            let issued = try await registry.create(
                KeyRequest(name: "bench \(number)", type: .master, scope: []), organization: "org_bench", by: "bench")
            texts.append(issued.secret.withPlainText { $0 })
        }
        let now = Date()
        var rounds: [Double] = []
        for _ in 0..<25 {
            let start = clock()
            for text in texts {
                guard let secret = KeySecret(parsing: text), case .valid = registry.snapshot.verify(secret, now: now)
                else { throw CommandFailure("A fresh key was not accepted.") }
            }
            rounds.append(Double(clock() - start) * 1_000 / Double(texts.count))
        }
        return rounds.sorted()[rounds.count / 2]
    }
}
