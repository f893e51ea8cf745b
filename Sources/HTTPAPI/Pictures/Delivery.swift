import Farm
import NIOCore
import Rendering

/// A picture on its way to its client, and where it came from.
struct Delivery: Sendable {
    enum Source: String, Sendable { case painted, coalesced, memory }

    let picture: KeptPicture
    let source: Source
    var queueTime = Duration.zero
    var stages = Picture.Stages()

    /// A picture that was kept.
    init(kept picture: KeptPicture) {
        self.picture = picture
        source = .memory
    }

    /// A picture that was painted for this client, or for others and this one.
    init(_ painting: Painting, source: Source) {
        picture = painting.picture
        self.source = source
        queueTime = painting.result.queueTime
        stages = painting.result.output.stages
    }

    /// The value of `Server-Timing`.
    func timing(authentication: Duration) -> String {
        var text = ByteBuffer()
        text.writeTimes(authentication: authentication, queue: queueTime, stages)
        return String(buffer: text)
    }
}
