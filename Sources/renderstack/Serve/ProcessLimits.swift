import Foundation

/// What the system allows this process.
enum ProcessLimits {
    /// Memory holds keys and the pepper: it must never be written to a disk by a crash.
    static func disableCoreDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // SAFETY: the call reads the structure and keeps nothing. Lowering a limit of one's own is always allowed.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    /// Takes as many descriptors as the system lets this process have: connections, kept files and the store need more
    /// than the 1,024 that a shell gives.
    static func raiseOpenFiles() {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        // SAFETY: both calls read or fill the structure and keep nothing.
        guard unsafe getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(files, &limit)
    }
}
