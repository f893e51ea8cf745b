import NIOCore

/// An answer to a POST render: status line and header fields as bytes, without the empty line at their end, and its body.
struct PostReply: Sendable {
    var head = ByteBuffer()
    let body: RawAnswer.Body

    /// A picture: the same fields as ``Front/reply(_:authentication:)`` has, and those of every answer.
    init(_ delivery: Delivery, authentication: Duration) {
        let picture = delivery.facts
        body = delivery.body
        head.reserveCapacity(1_024)
        head.writeStaticString("HTTP/1.1 200 OK\r\nContent-Type: ")
        head.writeString(picture.contentType)
        if !picture.lacksImage {
            head.writeStaticString("\r\nETag: ")
            head.writeString(picture.entityTag)
        }
        head.writeStaticString("\r\nX-Render-Id: ")
        head.writeString(picture.renderID)
        head.writeStaticString(
            "\r\nCross-Origin-Resource-Policy: cross-origin\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n"
        )
        if let report = picture.report { head.writeHeader("X-Render-Report", report) }
        head.writeTiming(authentication: authentication, queue: delivery.queueTime, delivery.stages)
        finish()
    }

    /// Any other answer.
    init(_ reply: Reply) {
        body = .buffer(reply.body)
        head.reserveCapacity(1_024)
        head.writeString("HTTP/1.1 \(reply.status.code) \(reply.status.reasonPhrase)\r\n")
        for field in reply.headers { head.writeHeader(field.name.rawName, field.value) }
        finish()
    }

    private mutating func finish() {
        head.writeStaticString("X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Length: ")
        head.writeString(String(body.count))
        head.writeStaticString("\r\n")
    }
}
