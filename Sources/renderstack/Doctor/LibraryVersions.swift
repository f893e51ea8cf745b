import Foundation

/// The libraries that this process has loaded, as the system names their versions.
enum LibraryVersions {
    private static let known = [
        "libfreetype", "libharfbuzz", "libfribidi", "libicuuc", "libpng16", "libturbojpeg", "libz", "libisal",
        "libsqlite3", "libcurl",
    ]

    /// By library: the version of its Debian package, or the file's own name where no package brought it.
    static var all: [String: String] {
        var versions: [String: String] = [:]
        for path in loaded {
            let file = URL(fileURLWithPath: path).lastPathComponent
            guard let name = known.first(where: { file.hasPrefix($0 + ".so") }) else { continue }
            versions[name] = packageVersion(of: path) ?? file
        }
        return versions
    }

    private static var loaded: Set<String> {
        let maps = String(decoding: (try? InputFile.bytes(of: "/proc/self/maps", limit: 16 << 20)) ?? [], as: UTF8.self)
        let paths = maps.split(separator: "\n").compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return Set(paths.filter { $0.contains(".so") })
    }

    private static func packageVersion(of path: String) -> String? {
        // Debian's packages name some files as they lay before /lib became /usr/lib.
        let older = path.hasPrefix("/usr/") ? String(path.dropFirst(4)) : path
        for name in [path, older] {
            guard let owner = dpkg(["--search", name])?.split(separator: ": ").first else { continue }
            return dpkg(["--show", "--showformat", "${Package} ${Version}", String(owner)])
        }
        return nil
    }

    private static func dpkg(_ arguments: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/dpkg-query")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 && !text.isEmpty ? text : nil
    }
}
