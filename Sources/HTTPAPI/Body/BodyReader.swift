import HTTPTypes
import Hummingbird
import NIOCore

/// Reads request bodies whole, under a limit.
package enum BodyReader {
    /// Collects a body.
    ///
    /// - Parameter limit: Bytes at most; one more is a 413, and the connection closes rather than read the rest.
    package static func bytes(of request: Request, limit: Int) async throws(APIError) -> [UInt8] {
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > limit {
            throw tooLarge(limit)
        }
        var bytes: [UInt8] = []
        do {
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= limit else { throw tooLarge(limit) }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.validationError, "the body did not arrive whole", headers: [.connection: "close"])
        }
        return bytes
    }

    private static func tooLarge(_ limit: Int) -> APIError {
        APIError(
            .payloadTooLarge, "the body may have \(limit) bytes at most", headers: [.connection: "close"])
    }
}
