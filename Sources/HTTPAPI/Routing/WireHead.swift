import NIOCore
import Rendering

/// Header fields as they go over the wire.
extension ByteBuffer {
    /// A header field and its line break.
    mutating func writeHeader(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }

    /// `X-Request-Id`.
    mutating func writeRequestID(_ id: RequestID) {
        writeStaticString("X-Request-Id: req_")
        writeInteger(id.digits.0)
        writeInteger(id.digits.1)
        writeStaticString("\r\n")
    }

    /// `Date`, and the empty line that ends a header.
    mutating func writeEnd(date: String) {
        writeStaticString("Date: ")
        writeString(date)
        writeStaticString("\r\n\r\n")
    }

    /// `Server-Timing`.
    mutating func writeTiming(
        authentication: Duration, queue: Duration = .zero, _ stages: Picture.Stages = Picture.Stages()
    ) {
        writeStaticString("Server-Timing: ")
        writeTimes(authentication: authentication, queue: queue, stages)
        writeStaticString("\r\n")
    }

    /// The value of `Server-Timing`.
    mutating func writeTimes(authentication: Duration, queue: Duration, _ stages: Picture.Stages) {
        writeTime("auth;dur=", authentication)
        writeTime(", queue;dur=", queue)
        writeTime(", layout;dur=", stages.layout)
        writeTime(", paint;dur=", stages.paint)
        writeTime(", encode;dur=", stages.encode)
    }

    /// Milliseconds with three digits behind the point.
    private mutating func writeTime(_ name: StaticString, _ time: Duration) {
        writeStaticString(name)
        let (milliseconds, rest) = time.roundedMicroseconds.quotientAndRemainder(dividingBy: 1_000)
        if (0..<10).contains(milliseconds) {
            writeInteger(UInt8(ascii: "0") + UInt8(milliseconds))
        } else {
            writeString(String(milliseconds))
        }
        // A point and three digits as one number.
        let digits = UInt32(rest / 100) << 16 | UInt32(rest / 10 % 10) << 8 | UInt32(rest % 10)
        writeInteger(UInt32(0x2E30_3030) + digits)
    }
}

extension Duration {
    /// Whole microseconds, none below zero.
    var roundedMicroseconds: Int {
        let (seconds, attoseconds) = components
        return max(0, Int(seconds * 1_000_000 + (attoseconds + 500_000_000_000) / 1_000_000_000_000))
    }
}
