import Foundation
import HTTPAPI

/// What `serve` says when it is ready: a banner, and on the first start with samples how to call it.
struct Greeting {
    let url: String
    let folder: DataFolder
    let workers: Int
    let families: Int
    let isNew: Bool

    /// Name, version, and what it runs with.
    var banner: [String] {
        [
            "", "  " + Console.bold("RenderStack") + " \(RenderStack.version)", "  Pictures from templates.", "",
            "  Store     \(folder.path)\(isNew ? " (new)" : "")", "  Workers   \(workers)",
            "  Fonts     \(families) families", "  Contract  \(url)/openapi.json", "",
        ]
    }

    /// The line that says that requests are answered from now on; always the last one.
    var ready: String { "Ready: \(url)" }

    /// The one-time link of the first Owner.
    func setup(link: String) -> [String] {
        [
            Console.bold("Dashboard")
                + "  There is no Owner yet. This link makes one; it works once, for an hour.",
            "", "  \(link)", "",
        ]
    }

    /// Keys, shown this once, and requests to paste.
    func firstSteps(_ keys: Samples.Keyring, picture: String) -> [String] {
        var lines = [Console.bold("Keys"), "  They are shown this once: copy them now.", ""]
        for key in keys.all { lines.append("  \(key.type.rawValue.padded(to: 10)) \(key.key)") }
        lines += ["", Console.bold("Draw a picture") + " (curl)", ""] + curl(keys.master.key)
        lines += ["", Console.bold("Draw a picture") + " (Node.js)", ""] + node(keys.master.key)
        lines += [
            "", Console.bold("Embed a picture") + " (from a page on localhost; allow others by `hosts add`)", "",
        ]
        lines.append("<img src=\"\(url)\(imagePath(keys.get.key))\" />")
        lines += ["", Console.bold("First picture") + "  \(picture)", ""]
        return lines
    }

    /// What a later start says instead: keys by their prefixes, and how to make another.
    func reminder(of keys: [KeySummary], at now: Date) -> [String] {
        let inForce = keys.filter { $0.revokedAt == nil && ($0.expiresAt.map { $0 > now } ?? true) }
        var lines = [Console.bold("Keys") + " in force, by their prefixes", ""]
        lines += inForce.prefix(Self.shownKeys).map { key in
            "  \(key.type.rawValue.padded(to: 10)) \(key.prefix)…  \(key.name)".visible
        }
        if inForce.count > Self.shownKeys { lines.append("  … and \(inForce.count - Self.shownKeys) more") }
        if inForce.isEmpty { lines.append("  none") }
        lines += [
            "", "  Make another: \(InstalledPlace.program) keys create --data \(folder.path) --name NAME --type master",
            "",
        ]
        return lines
    }

    private static let shownKeys = 12

    private func curl(_ key: String) -> [String] {
        [
            "curl -X POST \(url)/api/v1/renders/sync \\", "  -H \"Authorization: Bearer \(key)\" \\",
            "  -H \"Content-Type: application/json\" \\",
            "  -d '{\"template\":\"\(Samples.mainSlug)\",\"layers\":{\"title\":{\"text\":\"Hello World\"}}}' \\",
            "  --output result.png",
        ]
    }

    private func node(_ key: String) -> [String] {
        [
            "const response = await fetch('\(url)/api/v1/renders/sync', {", "  method: 'POST',", "  headers: {",
            "    'Authorization': 'Bearer \(key)',", "    'Content-Type': 'application/json',", "  },",
            "  body: JSON.stringify({", "    template: '\(Samples.mainSlug)',",
            "    layers: { title: { text: 'Hello World' } },", "  }),", "});",
            "require('node:fs').writeFileSync('result.png', Buffer.from(await response.arrayBuffer()));",
        ]
    }

    private func imagePath(_ key: String) -> String {
        "/api/v1/render?apiKey=\(key)&template=\(Samples.mainSlug)&title.text=Hello+World"
    }
}
