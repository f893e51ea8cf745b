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
