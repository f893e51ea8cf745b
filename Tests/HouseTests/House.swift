import Foundation

/// The package's own source files, as the house rules see them.
struct House {
    struct File {
        /// From the package's root, such as `Sources/Canvas/Path.swift`.
        let path: String
        let lines: [String]

        /// The folder below `Sources` or `Tests`.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// All files below a folder with one of the endings, sorted by path.
    static func files(below folder: String, endings: [String]) throws -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
        var files: [File] = []
        for case let url as URL in walk where endings.contains(url.pathExtension) {
            let text = try String(contentsOf: url, encoding: .utf8)
            let path = String(url.path.dropFirst(root.path.count + 1))
            files.append(
                File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
        }
        return files.sorted { $0.path < $1.path }
    }

    static func swiftSources() throws -> [File] { try files(below: "Sources", endings: ["swift"]) }

    static func allSwift() throws -> [File] { try swiftSources() + files(below: "Tests", endings: ["swift"]) }
}
