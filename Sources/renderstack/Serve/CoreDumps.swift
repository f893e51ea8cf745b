import Foundation

/// Memory holds keys and the pepper: it must never be written to a disk by a crash.
enum CoreDumps {
    static func disable() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // SAFETY: the call reads the structure and keeps nothing. Lowering a limit of one's own is always allowed.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
