import Foundation
import Mail
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MailTests {
    private let message = Message(
        from: "stack@example.com", to: "ada@example.com", subject: "Grüße aus der Ferne, und ein langer Betreff dazu",
        text: "Hello Ada,\n\nhttps://example.com/reset#token")

    private func server(_ listener: SMTPListener) -> MailServer {
        MailServer(url: "smtp://127.0.0.1:\(listener.port)", user: nil, password: nil, from: "stack@example.com")
    }

    private func text(of letter: SMTPListener.Letter) -> String {
        let body = letter.lines.drop { !$0.isEmpty }.joined()
        return String(decoding: Data(base64Encoded: body) ?? Data(), as: UTF8.self)
    }

    @Test func `a message arrives whole, from and to the right people`() async throws {
        let listener = try await SMTPListener.open()
        let sender = MailSender(server: server(listener)) { _, _ in }
        try sender.send(message)
        var letters = listener.letters.makeAsyncIterator()
        let letter = try #require(await letters.next())
        #expect(letter.commands.contains { $0.hasPrefix("MAIL FROM:<stack@example.com>") })
        #expect(letter.commands.contains { $0.hasPrefix("RCPT TO:<ada@example.com>") })
        #expect(letter.lines.contains("To: ada@example.com"))
        #expect(text(of: letter) == "Hello Ada,\r\n\r\nhttps://example.com/reset#token")
        for line in letter.lines { #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { $0 < 128 }, "\(line)") }
        try await listener.close()
    }

    @Test func `a message that is refused for now is tried again`() async throws {
        let listener = try await SMTPListener.open(refusals: 2)
        let (ends, end) = AsyncStream.makeStream(of: MailError?.self)
        let sender = MailSender(server: server(listener), pauses: [0.001, 0.001]) { _, error in end.yield(error) }
        try sender.send(message)
        var iterator = ends.makeAsyncIterator()
        #expect(await iterator.next() == .some(nil))
        try await listener.close()
    }

    @Test func `a message that nobody takes is told with its reason`() async throws {
        let listener = try await SMTPListener.open(refusals: 9)
        let (ends, end) = AsyncStream.makeStream(of: MailError?.self)
        let sender = MailSender(server: server(listener), pauses: []) { _, error in end.yield(error) }
        try sender.send(message)
        var iterator = ends.makeAsyncIterator()
        guard case .failed(let reason)?? = await iterator.next() else {
            Issue.record("the message was taken")
            return
        }
        #expect(reason.contains("451"))
        try await listener.close()
    }

    @Test func `no value can add a header`() {
        let hostile = Message(
            from: "a@b.example", to: "x@y.example\r\nBcc: z@y.example", subject: "Hi\r\nBcc: z@y.example", text: "…")
        let text = String(decoding: hostile.bytes(at: Date(timeIntervalSince1970: 0), identifier: "1"), as: UTF8.self)
        #expect(!text.contains("\r\nBcc:"))
        #expect(text.hasPrefix("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"))
    }
}
