import Dispatch
import Foundation
import Synchronization

/// Sends messages one after the other on a thread of its own; whoever hands one in does not wait.
///
/// A message that fails is tried twice more, then given up and told. What waits when the process ends is lost: each
/// message carries a link that can be asked for again.
public final class MailSender: Sendable {
    private struct State {
        var waiting: [Message] = []
        var isStopped = false

        mutating func take() -> Message? { waiting.isEmpty ? nil : waiting.removeFirst() }
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
        let wake = DispatchSemaphore(value: 0)
    }

    /// Messages that may wait.
    public static let waitingLimit = 200

    private let shared = Shared()

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - pauses: Seconds before each further try.
    ///   - didSend: Told of each message's end, with its error where it was given up.
    public init(
        server: MailServer, pauses: [Double] = [5, 30], now: @escaping @Sendable () -> Date = { Date() },
        didSend: @escaping @Sendable (Message, MailError?) -> Void
    ) {
        let shared = shared
        let thread = Thread {
            while true {
                shared.wake.wait()
                let (message, isStopped) = shared.state.withLock { ($0.take(), $0.isStopped) }
                guard let message else {
                    if isStopped { return }
                    continue
                }
                didSend(message, Self.deliver(message, to: server, pauses: pauses, now: now))
            }
        }
        // Other libraries' thread-local buffers come out of the stack; untouched pages cost nothing.
        thread.stackSize = 8 << 20
        thread.start()
    }

    deinit {
        shared.state.withLock { $0.isStopped = true }
        shared.wake.signal()
    }

    /// Takes a message.
    ///
    /// - Throws: ``MailError/full(limit:)``.
    public func send(_ message: Message) throws(MailError) {
        let isTaken = shared.state.withLock { state in
            if state.waiting.count < Self.waitingLimit { state.waiting.append(message) } else { return false }
            return true
        }
        guard isTaken else { throw .full(limit: Self.waitingLimit) }
        shared.wake.signal()
    }

    private static func deliver(
        _ message: Message, to server: MailServer, pauses: [Double], now: @Sendable () -> Date
    ) -> MailError? {
        let identifier = UUID().uuidString
        var last: MailError?
        for pause in [0] + pauses {
            if pause > 0 { Thread.sleep(forTimeInterval: pause) }
            do throws(MailError) {
                try server.send(message, at: now(), identifier: identifier)
                return nil
            } catch {
                last = error
            }
        }
        return last
    }
}
