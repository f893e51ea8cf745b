import Foundation

extension Process {
    /// Waits until the process is gone.
    ///
    /// Foundation hears of it by a socket that children which were started at the same moment may hold open as well:
    /// where a test waits for one of those in turn, ``waitUntilExit()`` never ends. The kernel knows better.
    ///
    /// - Returns: The exit status, or the signal that ended it.
    @discardableResult
    func waitForEnd() -> Int32 {
        var info = unsafe siginfo_t()
        guard unsafe waitid(P_PID, id_t(processIdentifier), &info, WEXITED | WNOWAIT) == 0 else {
            // Foundation has taken the status already.
            waitUntilExit()
            return terminationStatus
        }
        return unsafe info._sifields._sigchld.si_status
    }
}
