import Foundation
import Glibc

/// The system calls of this target, all of them here. Each gives a value or the `errno` that it failed with.
///
/// SAFETY: every call that is marked `unsafe` gets a Swift string or a local value that lives through the call, and
/// keeps no pointer to it.
enum SystemCalls {
    /// An `errno`.
    struct Failure: Error {
        let code: Int32
    }

    /// An open file that is closed when the last reference goes.
    final class File: Sendable {
        let descriptor: Int32

        /// What a file is opened for.
        enum Purpose {
            /// To read and write one that exists.
            case change
            /// The same, and to make it, for its owner alone, where it is missing.
            case makeOrChange
            /// To sync a folder.
            case folder

            fileprivate var flags: Int32 {
                switch self {
                case .change: O_RDWR
                case .makeOrChange: O_RDWR | O_CREAT
                case .folder: O_RDONLY | O_DIRECTORY
                }
            }
        }

        /// Opens a file; never through a symbolic link, which could lead out of the folder.
        init(path: String, for purpose: Purpose) throws(Failure) {
            descriptor = unsafe open(path, purpose.flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor < 0 { throw Failure(code: errno) }
        }

        deinit { _ = close(descriptor) }

        /// Takes the lock that no two open files can have; it goes with the file.
        ///
        /// - Returns: Whether the lock was free.
        func tryLock() throws(Failure) -> Bool {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            if errno == EWOULDBLOCK { return false }
            throw Failure(code: errno)
        }

        func unlock() { _ = flock(descriptor, LOCK_UN) }

        func setMode(_ mode: mode_t) throws(Failure) {
            if fchmod(descriptor, mode) != 0 { throw Failure(code: errno) }
        }

        /// Has the disk hold what was written, or which names a folder has.
        func sync() throws(Failure) {
            if fsync(descriptor) != 0 { throw Failure(code: errno) }
        }

        func resize(to byteCount: Int) throws(Failure) {
            if ftruncate(descriptor, off_t(byteCount)) != 0 { throw Failure(code: errno) }
        }

        /// Has the disk set that many bytes aside.
        func allocate(_ byteCount: Int) throws(Failure) {
            let code = posix_fallocate(descriptor, 0, off_t(byteCount))
            if code != 0 { throw Failure(code: code) }
        }

        /// The first bytes, at most 32, as text.
        func readText() -> String {
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }

        /// Makes the text all that the file holds.
        func replaceText(_ text: String) throws(Failure) {
            try resize(to: 0)
            let bytes = [UInt8](text.utf8)
            if unsafe pwrite(descriptor, bytes, bytes.count, 0) != bytes.count { throw Failure(code: errno) }
        }
    }

    /// What is known of a path.
    struct Status {
        let mode: mode_t
        let byteCount: Int
        /// Bytes that the disk really set aside.
        let allocatedBytes: Int
        var permissions: Int { Int(mode & 0o7777) }
    }

    static var processID: Int32 { getpid() }

    /// - Returns: Whether the folder is new.
    static func makeFolder(_ path: String) throws(Failure) -> Bool {
        if unsafe mkdir(path, 0o700) == 0 { return true }
        if errno == EEXIST { return false }
        throw Failure(code: errno)
    }

    static func setMode(_ path: String, _ mode: mode_t) throws(Failure) {
        if unsafe chmod(path, mode) != 0 { throw Failure(code: errno) }
    }

    /// - Returns: `nil` where there is nothing.
    static func status(_ path: String) throws(Failure) -> Status? {
        var found = stat()
        if unsafe stat(path, &found) == 0 {
            return Status(
                mode: found.st_mode, byteCount: Int(found.st_size), allocatedBytes: Int(found.st_blocks) * 512)
        }
        if errno == ENOENT { return nil }
        throw Failure(code: errno)
    }

    /// The names of what a folder holds.
    static func names(in path: String) throws(Failure) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch { throw Failure(code: EIO) }
    }
}
