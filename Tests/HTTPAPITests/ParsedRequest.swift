import NIOCore
import NIOEmbedded
import NIOHTTP1

/// Bytes as NIO's parser reads them.
struct ParsedRequest {
    let head: HTTPRequestHead
    let body: String

    /// - Returns: Nil unless the bytes are one whole request.
    init?(_ bytes: [UInt8]) {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish() }
        var parts: [HTTPServerRequestPart] = []
        do {
            try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
            try channel.writeInbound(ByteBuffer(bytes: bytes))
            while let part = try channel.readInbound(as: HTTPServerRequestPart.self) { parts.append(part) }
        } catch {
            return nil
        }
        guard case .head(let head)? = parts.first, case .end(nil)? = parts.last else { return nil }
        var body = ""
        for part in parts.dropFirst().dropLast() {
            guard case .body(let bytes) = part else { return nil }
            body += String(buffer: bytes)
        }
        self.head = head
        self.body = body
    }
}
