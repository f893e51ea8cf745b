import Foundation

/// Files that a person named on the command line.
enum InputFile {
    /// Reads a whole file, or standard input for `-`.
    ///
    /// - Parameter limit: The most bytes that it may have.
    static func bytes(of path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        guard path == "-" || FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure("\(path): there is no such file.")
        }
        guard !isFolder(path) else { throw CommandFailure("\(path): this is a folder, not a file.") }
        guard let handle = path == "-" ? .standardInput : FileHandle(forReadingAtPath: path) else {
            throw CommandFailure("\(path): the file may not be read.")
        }
        do {
            var data = Data()
            // A pipe gives what it has: one read is not the whole file.
            while data.count <= limit, let more = try handle.read(upToCount: limit + 1 - data.count), !more.isEmpty {
                data.append(more)
            }
            if data.count <= limit { return [UInt8](data) }
        } catch {
            throw CommandFailure("\(path): the file cannot be read.")
        }
        throw CommandFailure("\(path): the file is longer than \(limit) bytes.")
    }

    /// Writes a whole file in one step: a reader sees the old one or the new one.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure("\(path): the file cannot be written.")
        }
    }

    static func isFolder(_ path: String) -> Bool {
        (try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
    }
}
