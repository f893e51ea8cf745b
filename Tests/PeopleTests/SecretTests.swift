import Foundation
import Limit
import People
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SecretTests {
    private let passwords = Passwords(cost: .trivial)

    @Test func `a password is stored with a salt of its own and found again`() async throws {
        let first = try await passwords.hash("correct horse battery")
        let second = try await passwords.hash("correct horse battery")
        #expect(first != second)
        #expect(!first.contains("correct"))
        #expect(try await passwords.verify("correct horse battery", stored: first))
        #expect(try await !passwords.verify("correct horse batterx", stored: first))
        #expect(try await !passwords.verify("", stored: nil))
    }

    @Test func `a password is the same however its letters were typed`() async throws {
        let stored = try await passwords.hash("Zürich am Abend")
        #expect(try await passwords.verify("Zu\u{308}rich am Abend", stored: stored))
    }

    @Test(arguments: [9, 257]) func `a password that is too short or too long is refused`(_ count: Int) async throws {
        await #expect(throws: PeopleError.passwordLength(minimum: 10, maximum: 256)) {
            try await passwords.hash(String(repeating: "a", count: count))
        }
    }

    @Test func `more passwords than may wait are refused`() async throws {
        var limits = Limits.People()
        limits.hashingThreads = 1
        limits.hashingWaiting = 1
        let narrow = Passwords(limits: limits)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do throws(PeopleError) {
                        _ = try await narrow.hash("correct horse battery")
                        return false
                    } catch {
                        return error == .busy
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect((1...7).contains(refused))
    }

    @Test func `a token prints as its redaction, and its companion is its own`() throws {
        var random = RandomBits.system
        let token = Token(using: &random)
        let text = token.withPlainText { $0 }
        #expect(text.utf8.count == 43)
        #expect(!"\(token)".contains(text))
        #expect(!String(reflecting: token).contains(text))
        #expect(Token(text)?.digest == token.digest)
        #expect(Token(text + "a") == nil)
        #expect(token.isCompanion(token.companion))
        #expect(!Token(using: &random).isCompanion(token.companion))
        #expect(token.companion != text)
    }

    @Test(arguments: ["a@b.example", " Ada.Lovelace+x@Example.COM ", "ü@bücher.example", "a@localhost"])
    func `an e-mail address has one form`(_ text: String) throws {
        let one = try EmailAddress.normalized(text)
        #expect(try EmailAddress.normalized(one.uppercased()) == one)
    }

    @Test(arguments: ["", "a", "a@", "@b", "a@b@c", "a b@c.de", "a@.de", "a@b..de", "<a@b.de>", "a@b.de\r\nBcc: x@y"])
    func `what is no e-mail address is refused`(_ text: String) {
        #expect(throws: PeopleError.malformedEmail) { try EmailAddress.normalized(text) }
    }
}
