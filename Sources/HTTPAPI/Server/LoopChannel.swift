import HummingbirdCore
import Logging
import NIOCore

/// Connections of another kind, with their tasks kept on their own event loops.
struct LoopChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        let executor = LoopExecutor(value.channel.eventLoop)
        await withTaskExecutorPreference(executor) {
            await LoopExecutor.$current.withValue(executor) { await base.handle(value: value, logger: logger) }
        }
    }
}
