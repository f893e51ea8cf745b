import Canvas
import Codecs

/// One worker's copy of a base, with the places that its last render changed.
final class WorkerCanvas {
    let base: KeptBase
    let surface: Surface
    private var dirty: [PixelRect] = []

    init(_ base: KeptBase) {
        self.base = base
        surface = Surface(base.whole)
    }

    /// Makes the surface show the base again; only what was changed is copied.
    func restore() {
        for rect in dirty { surface.copy(from: base.whole, rect) }
        dirty = []
    }

    /// Notes that these places are about to change.
    func dirty(_ rects: [PixelRect]) { dirty += rects }
}

/// The canvases that one worker keeps between renders; the least recently used goes first.
struct WorkerCanvases {
    /// Bytes of pixels that stay, beside the one in use.
    private static let budget = 64 << 20
    private var entries: [(key: BaseKey, canvas: WorkerCanvas)] = []

    /// The canvas for a base, restored.
    mutating func canvas(_ key: BaseKey, _ base: KeptBase) -> WorkerCanvas {
        if let index = entries.firstIndex(where: { $0.key == key && $0.canvas.base === base }) {
            let entry = entries.remove(at: index)
            entries.append(entry)
            entry.canvas.restore()
            return entry.canvas
        }
        let canvas = WorkerCanvas(base)
        entries.append((key, canvas))
        while entries.count > 1, entries.reduce(0, { $0 + $1.canvas.surface.pixmap.bytes.count }) > Self.budget {
            entries.removeFirst()
        }
        return canvas
    }
}
