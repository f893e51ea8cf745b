import Hummingbird
import NIOCore

/// Hummingbird's context of one request, with the connection that it came on.
public struct FrontContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
