import Foundation
import Keys

/// Measures the check that every request begins with, and what a change of keys costs until every reader sees it.
struct KeyBench {
    /// Nanoseconds of CPU that parsing and verifying one key take: the median of several rounds, each of other keys
    /// where there are enough.
    let nanosecondsPerVerification: Double
    /// Microseconds of CPU from the call that makes or revokes a key to the key as every reader sees it, without a disk.
    let microsecondsPerChange: Double

    private static let rounds = 25
    private static let asked = 1_000
    private static let changes = 500
    private static let now = Date()

    /// - Parameter count: Keys that the registry holds, of a thousand organizations.
    init(keys count: Int) async throws {
        let pepper = try Pepper(bytes: [UInt8](repeating: 7, count: Pepper.byteCount))
        var generator = SystemRandomNumberGenerator()
        var records: [KeyRecord] = []
        records.reserveCapacity(count)
        var texts: [String] = []
        let step = max(1, count / (Self.rounds * Self.asked))
        for number in 0..<count {
            let secret = KeySecret.generate(.master, using: &generator)
            records.append(
                KeyRecord(
                    id: "key_\(number)", organizationID: "org_\(number % 1_000)", name: "bench", type: .master,
                    scope: [], displayPrefix: secret.displayPrefix, digest: pepper.digest(of: secret),
                    pepperVersion: pepper.version, createdBy: "bench", createdAt: Self.now))
            if number.isMultiple(of: step) { texts.append(secret.withPlainText { $0 }) }
        }
        let registry = try await KeyRegistry(store: MemoryKeyStore(records), pepper: pepper, now: { Self.now })
        texts.shuffle()
        nanosecondsPerVerification = try Self.verify(texts, in: registry) * 1_000
        microsecondsPerChange = try await Self.change(registry)
    }

    private static func verify(_ texts: [String], in registry: KeyRegistry) throws -> Double {
        var times: [Double] = []
        for round in 0..<rounds {
            let own = (0..<asked).map { texts[(round * asked + $0) % texts.count] }
            let start = clock()
            for text in own {
                guard let secret = KeySecret(parsing: text), case .valid = registry.snapshot.verify(secret, now: now)
                else { throw CommandFailure("A fresh key was not accepted.") }
            }
            times.append(Double(clock() - start) / Double(asked))
        }
        return times.sorted()[rounds / 2]
    }

    private static func change(_ registry: KeyRegistry) async throws -> Double {
        var times: [Double] = []
        for number in 0..<changes {
            var start = clock()
            let issued = try await registry.create(
                KeyRequest(name: "bench \(number)", type: .get, scope: []), organization: "org_new", by: "bench")
            times.append(Double(clock() - start))
            start = clock()
            _ = try await registry.revoke(issued.record.id, organization: "org_new", by: "bench")
            times.append(Double(clock() - start))
        }
        return times.sorted()[times.count / 2]
    }
}
