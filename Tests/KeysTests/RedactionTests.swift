import Foundation
import Keys
import Testing

@Suite struct RedactionTests {
    private let key = KeySecretTests.vector
    /// What no output may hold: the part that lists do not show.
    private let hidden = "0123456789ABCDEFGHIJKLMNOPQR"

    private struct Holder {
        let secret: KeySecret
        let optional: KeySecret?
        let list: [KeySecret]
        let pepper: Pepper
    }

    private func holder() throws -> Holder {
        let secret = try #require(KeySecret(parsing: key))
        return Holder(
            secret: secret, optional: secret, list: [secret],
            pepper: try Pepper(bytes: [UInt8](hidden.utf8) + [1, 2, 3, 4]))
    }

    private func bytesAsText() -> String { hidden.utf8.map(String.init).joined(separator: ", ") }

    @Test func `no way of printing shows a key or a pepper`() throws {
        let holder = try holder()
        var dumped = ""
        dump(holder, to: &dumped)
        dump(holder.secret, to: &dumped)
        dump(holder.pepper, to: &dumped)
        let printed = [
            "\(holder.secret)", "\(holder)", "\(holder.list)", String(describing: holder.optional), dumped,
            String(reflecting: holder.secret), String(reflecting: holder), String(reflecting: holder.list),
            String(describing: holder.pepper), String(reflecting: holder.pepper), holder.secret.debugDescription,
            "\(Mirror(reflecting: holder.secret).children.map { "\($0)" })",
        ]
        for text in printed {
            #expect(!text.contains(hidden))
            #expect(!text.contains(bytesAsText()))
            #expect(!text.contains("abc1"))
        }
    }

    @Test func `reflection finds nothing inside`() throws {
        let holder = try holder()
        #expect(Mirror(reflecting: holder.secret).children.isEmpty)
        #expect(Mirror(reflecting: holder.pepper).children.isEmpty)
        #expect(holder.secret.description == "rs_live_[redacted]")
    }

    @Test func `an issued key prints without its secret, and its record never had it`() async throws {
        let issued = try await Bench().create(name: "printed")
        let text = issued.secret.withPlainText { $0 }
        let random = text.dropFirst(12)
        var dumped = ""
        dump(issued, to: &dumped)
        for printed in ["\(issued)", String(reflecting: issued), dumped] {
            #expect(!printed.contains(random))
            #expect(printed.contains(issued.record.displayPrefix))
        }
    }

    @Test func `no error shows a key`() async throws {
        let bench = try await Bench()
        await #expect {
            try await bench.revoke(key)
        } throws: { error in
            // The id is what the caller gave; the registry adds nothing to it.
            error as? KeyError == .notFound(id: key)
        }
    }
}
