import Synchronization
import SystemPackage

/// Writes log lines to standard error, and keeps them back until the server listens or has failed to.
///
/// When the address is taken, the libraries below complain too; the one line that says why is enough then.
final class ServerLog: Sendable {
    private enum State {
        case waiting([String])
        case open
        case silent
    }

    private let state = Mutex(State.waiting([]))
    private static let waitingLimit = 1_000

    /// Takes a whole line, line break included.
    func write(_ line: String) {
        let isDue = state.withLock { state in
            switch state {
            case .open: return true
            case .silent: return false
            case .waiting(var lines):
                guard lines.count < Self.waitingLimit else { return true }
                lines.append(line)
                state = .waiting(lines)
                return false
            }
        }
        if isDue { Self.send(line) }
    }

    /// Writes what waits, and from now on each line at once; a log that was silenced stays so.
    func release() {
        let lines = state.withLock { state -> [String] in
            guard case .waiting(let lines) = state else { return [] }
            state = .open
            return lines
        }
        lines.forEach(Self.send)
    }

    /// Forgets what waits and all that follows.
    func silence() { state.withLock { $0 = .silent } }

    private static func send(_ line: String) {
        // The reader of the log may be gone, or its disk full: pictures are made all the same.
        _ = try? FileDescriptor.standardError.writeAll(line.utf8)
    }
}
