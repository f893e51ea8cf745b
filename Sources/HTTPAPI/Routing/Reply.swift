import HTTPTypes
import Hummingbird
import NIOCore

/// An answer whose body is at hand.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body = ByteBuffer()
}

extension Response {
    init(_ reply: Reply) {
        self.init(status: reply.status, headers: reply.headers, body: ResponseBody(byteBuffer: reply.body))
    }
}

extension Reply {
    /// Status line, header fields and the empty line behind them.
    ///
    /// - Parameter date: The value of `Date`.
    func head(date: String) -> ByteBuffer {
        var head = ByteBuffer()
        head.reserveCapacity(1_024)
        head.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        for field in headers { head.writeHeader(field.name.rawName, field.value) }
        head.writeHeader("Content-Length", String(body.readableBytes))
        head.writeHeader("Date", date)
        head.writeStaticString("\r\n")
        return head
    }
}

extension ByteBuffer {
    /// A header field and its line break.
    mutating func writeHeader(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
