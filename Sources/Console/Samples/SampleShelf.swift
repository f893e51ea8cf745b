import Foundation
import Limit
import Rendering
import Synchronization
import Templates

/// The sample templates that came with the program, with their images. Read when they are first asked for.
package final class SampleShelf: Sendable {
    /// One sample.
    struct Sample: Sendable {
        /// The file's name without its ending.
        let name: String
        let template: Template
    }

    private struct Contents: Sendable {
        var samples: [Sample] = []
        var assets: [String: URL] = [:]
    }

    private let folder: URL?
    private let limits: Limits
    private let contents = Mutex<Contents?>(nil)

    /// - Parameter folder: Templates, `*.json`, with images and fonts in `assets/`; nil is an empty shelf.
    package init(folder: String?, limits: Limits) {
        self.folder = folder.map { URL(fileURLWithPath: $0) }
        self.limits = limits
    }

    /// All samples by name.
    var all: [Sample] { loaded.samples }

    func sample(_ name: String) -> Sample? { loaded.samples.first { $0.name == name } }

    /// The files of those named assets that there are.
    func assets(_ names: Set<String>) -> [String: [UInt8]] {
        loaded.assets.filter { names.contains($0.key) }.compactMapValues { url in
            guard let data = Self.data(url, limit: limits.input.assetBytes) else { return nil }
            return [UInt8](data)
        }
    }

    private var loaded: Contents {
        contents.withLock { contents in
            if let contents { return contents }
            let found = read()
            contents = found
            return found
        }
    }

    /// What cannot be read or is no template is left out: samples are a convenience.
    private func read() -> Contents {
        guard let folder else { return Contents() }
        var found = Contents()
        for url in Self.files(in: folder) where url.pathExtension == "json" {
            guard let data = Self.data(url, limit: limits.template.documentBytes),
                let template = try? Template(json: [UInt8](data), limits: limits)
            else { continue }
            found.samples.append(Sample(name: Self.name(url), template: template))
        }
        for url in Self.files(in: folder.appendingPathComponent("assets")) { found.assets[Self.name(url)] = url }
        return found
    }

    private static func name(_ url: URL) -> String { url.deletingPathExtension().lastPathComponent }

    private static func files(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appendingPathComponent($0) }
    }

    private static func data(_ url: URL, limit: Int) -> Data? {
        guard let data = try? Data(contentsOf: url), data.count <= limit else { return nil }
        return data
    }
}
