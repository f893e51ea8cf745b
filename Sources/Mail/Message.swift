import Foundation

/// A message in plain text to one person.
public struct Message: Sendable, Equatable {
    public let from: String
    public let to: String
    public let subject: String
    public let text: String

    /// Puts a message together.
    public init(from: String, to: String, subject: String, text: String) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
    }

    /// The message as it travels (RFC 5322, MIME): no value can add a header, and every line is short ASCII.
    ///
    /// - Parameter identifier: Unique, for `Message-ID`.
    public func bytes(at date: Date, identifier: String) -> [UInt8] {
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let headers = [
            "Date: \(Self.date(date))", "Message-ID: <\(identifier)@\(Self.plain(domain))>",
            "From: \(Self.plain(from))", "To: \(Self.plain(to))", "Subject: \(Self.encoded(subject))",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        let body = Data(text.replacing("\n", with: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
    }

    /// The address without anything that could end its line.
    static func plain(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
    }

    /// Encoded words of RFC 2047, of at most 75 characters each.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var current = ""
        for character in plain(text) {
            if (current + String(character)).utf8.count > 42 {
                words.append(current)
                current = ""
            }
            current.append(character)
        }
        words.append(current)
        return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func date(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let two = { (number: Int?) in
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        let time = [parts.hour, parts.minute, parts.second].map(two).joined(separator: ":")
        return "\(days[(parts.weekday ?? 1) - 1]), \(two(parts.day)) \(months[(parts.month ?? 1) - 1]) "
            + "\(parts.year ?? 1970) \(time) +0000"
    }
}
