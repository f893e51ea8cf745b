import HTTPAPI
import Synchronization
import Templates

/// What each editor last sent, to tell which layers somebody is working on: those are painted anew, all others are kept.
final class PreviewMemory: Sendable {
    /// Hashes, not the values: two that happen to be equal only cost a kept base, since a base is named by its whole
    /// document.
    private struct Sent: Sendable {
        let layers: [Int]
        let rest: Int
        let changing: Set<Int>
    }

    /// Editors that are remembered, and layers that count as being worked on at the same time.
    private static let editorLimit = 64
    private static let layerLimit = 8

    private let sent = Mutex(RecentlyUsed<String, Sent>(costLimit: editorLimit))

    /// Takes in a document and says which layers on its canvas are changing, by their place; nil where too much has
    /// changed to keep anything.
    func changing(in document: JSONValue, of editor: String) -> Set<Int>? {
        var members = document.objectValue ?? [:]
        let layers = (members["layers"]?.arrayValue ?? []).map(\.hashValue)
        members["layers"] = nil
        let rest = JSONValue.object(members).hashValue
        return sent.withLock { sent in
            var changing: Set<Int>? = []
            if let last = sent.value(of: editor) {
                changing = Self.changing(from: last, to: layers, isRestSame: last.rest == rest)
            }
            sent.keep(Sent(layers: layers, rest: rest, changing: changing ?? []), for: editor)
            return changing
        }
    }

    private static func changing(from last: Sent, to layers: [Int], isRestSame: Bool) -> Set<Int>? {
        guard isRestSame, last.layers.count == layers.count else { return nil }
        let changed = Set(layers.indices.filter { layers[$0] != last.layers[$0] })
        // Whoever still works on the same layers has the same base.
        if changed.isSubset(of: last.changing) { return last.changing }
        return changed.count <= layerLimit ? changed : nil
    }
}
