import Foundation

/// What the system says about this process. Nil where it has no `/proc`.
enum ProcessFacts {
    /// Bytes of memory that are in use.
    static var residentBytes: Int? {
        // proc(5): the second field of statm is resident pages.
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * pageBytes
    }

    /// Open files, sockets and the like.
    static var openHandles: Int? {
        // The listing itself holds one while it is made.
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { max(0, $0.count - 1) }
    }

    private static let pageBytes = Int(sysconf(Int32(_SC_PAGESIZE)))
}
