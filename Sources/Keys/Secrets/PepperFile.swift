import Glibc

/// The pepper lives in a file of its own beside the database, readable by its owner alone.
extension Pepper {
    /// Reads the pepper at `path`, or makes one there where no file is.
    ///
    /// The new file appears at once, whole and on disk: it is written under another name, synced, and then linked.
    ///
    /// - Throws: ``KeyError/pepper(_:)``.
    public static func loadOrCreate(path: String) throws(KeyError) -> Pepper {
        var generator = SystemRandomNumberGenerator()
        return try loadOrCreate(path: path, using: &generator)
    }

    /// The same with a generator that a test injects.
    package static func loadOrCreate(
        path: String, using generator: inout some RandomNumberGenerator
    ) throws(KeyError) -> Pepper {
        do throws(PepperProblem) {
            if unsafe access(path, F_OK) != 0 { try create(path, using: &generator) }
            // Also where the file was there: the start that made it may have died before this.
            try FileDescriptor(folder(of: path), O_RDONLY | O_DIRECTORY).sync()
        } catch {
            throw .pepper(error)
        }
        return try load(path: path)
    }

    /// Reads the pepper at `path`; one that others may read, or of another length, is refused.
    ///
    /// - Throws: ``KeyError/pepper(_:)``; ``PepperProblem/missing`` where no file is.
    public static func load(path: String) throws(KeyError) -> Pepper {
        let bytes: [UInt8]
        do throws(PepperProblem) {
            let file = try FileDescriptor(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile }
            let mode = status.st_mode & 0o7777
            guard mode & ~0o600 == 0 else { throw .permissionsTooWide(mode: Int(mode)) }
            guard status.st_size == byteCount else { throw .wrongLength(bytes: Int(status.st_size)) }
            bytes = try file.read(count: byteCount)
        } catch {
            throw .pepper(error)
        }
        return try Pepper(bytes: bytes)
    }

    private static func create(
        _ path: String, using generator: inout some RandomNumberGenerator
    ) throws(PepperProblem) {
        let bytes = (0..<byteCount).map { _ in UInt8.random(in: 0...UInt8.max, using: &generator) }
        let suffix = String(decoding: Base62.random(count: 12, using: &generator), as: UTF8.self)
        let temporary = path + ".new-" + suffix
        let file = try FileDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        defer { _ = unsafe unlink(temporary) }
        try file.restrictToOwner()
        try file.write(bytes)
        try file.sync()
        // Linking never replaces: where another start was faster, its file stays and is read.
        guard unsafe link(temporary, path) == 0 || errno == EEXIST else { throw .system(call: "link", code: errno) }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// An open file that closes with its owner.
private struct FileDescriptor: ~Copyable {
    private let number: Int32

    /// Opens `path`; a file that this makes has mode 0600 at most, whatever the umask is.
    init(_ path: String, _ flags: Int32) throws(PepperProblem) {
        number = unsafe open(path, flags | O_CLOEXEC, 0o600)
        guard number >= 0 else {
            switch errno {
            case ENOENT: throw .missing
            case ELOOP: throw .notRegularFile
            default: throw .system(call: "open", code: errno)
            }
        }
    }

    deinit { close(number) }

    /// A umask may have taken more than it should: the owner can always read and write.
    func restrictToOwner() throws(PepperProblem) {
        guard fchmod(number, 0o600) == 0 else { throw .system(call: "fchmod", code: errno) }
    }

    func status() throws(PepperProblem) -> stat {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw .system(call: "fstat", code: errno) }
        return status
    }

    func sync() throws(PepperProblem) {
        guard fsync(number) == 0 else { throw .system(call: "fsync", code: errno) }
    }

    func write(_ bytes: [UInt8]) throws(PepperProblem) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                throw .system(call: "write", code: errno)
            }
        }
    }

    func read(count: Int) throws(PepperProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = unsafe bytes.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress?.advanced(by: filled), count - filled)
            }
            if more > 0 {
                filled += more
            } else if more == 0 {
                throw .wrongLength(bytes: filled)
            } else if errno != EINTR {
                throw .system(call: "read", code: errno)
            }
        }
        return bytes
    }
}
