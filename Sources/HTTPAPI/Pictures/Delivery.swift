import Farm
import NIOCore
import Rendering

/// A picture on its way to its client, and where it came from.
struct Delivery: Sendable {
    enum Source: String, Sendable { case painted, coalesced, memory }

    private enum Origin: Sendable {
        case kept(KeptPicture)
        case painted(Painting)
    }

    private let origin: Origin
    let source: Source
    var queueTime = Duration.zero
    var stages = Picture.Stages()

    /// A picture that was kept.
    init(kept picture: KeptPicture) {
        origin = .kept(picture)
        source = .memory
    }

    /// A picture that was painted for this client, or for others and this one.
    init(_ painting: Painting, source: Source) {
        origin = .painted(painting)
        self.source = source
        queueTime = painting.result.queueTime
        stages = painting.result.output.stages
    }

    var facts: PictureFacts {
        switch origin {
        case .kept(let picture): picture.facts
        case .painted(let painting): painting.facts
        }
    }

    /// The picture as it is kept.
    var picture: KeptPicture {
        switch origin {
        case .kept(let picture): picture
        case .painted(let painting): painting.kept
        }
    }

    /// The picture's bytes for one who sends them by itself.
    var body: RawAnswer.Body {
        switch origin {
        case .kept(let picture): .buffer(picture.bytes)
        case .painted(let painting): .bytes(painting.bytes[...])
        }
    }

    /// The value of `Server-Timing`.
    func timing(authentication: Duration) -> String {
        var text = ByteBuffer()
        text.writeTimes(authentication: authentication, queue: queueTime, stages)
        return String(buffer: text)
    }
}
