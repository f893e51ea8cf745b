import Canvas
import Templates

extension SceneBuilder {
    /// The children, cut to the group's box where it clips.
    func group(_ layer: Layer, _ group: GroupContent, under parent: Transform) throws(RenderError) -> LayerBody {
        let size = box(of: layer, group)
        let transform = place(layer, box: size, under: parent)
        var body = LayerBody(transform: transform)
        body.items = try items(of: group.children, under: transform)
        guard group.clip, !body.items.isEmpty else { return body }
        let outline = Path.roundedRectangle(size, corners: group.cornerRadius.sizes).transformed(by: transform)
        body.items = clipped(body.items, to: outline, of: layer)
        return body
    }

    /// One item that shows others only inside an outline.
    func clipped(_ items: [SceneItem], to outline: Path, of layer: Layer) -> [SceneItem] {
        let inside = outline.controlBounds.pixelBounds
        let ink = items.reduce(PixelRect.zero) { $0.union($1.ink) }.intersection(inside)
        guard !ink.isEmpty else { return [] }
        return [SceneItem(layer: layer.id, ink: ink, content: .group(items, opacity: 1, clip: outline))]
    }

    /// The box of a group, in its own space.
    func box(of layer: Layer, _ group: GroupContent) -> Rect {
        let reach = extent(of: group.children)
        return Rect(x: 0, y: 0, width: layer.width ?? reach.width, height: layer.height ?? reach.height)
    }

    /// How far the children's boxes reach to the right and down: the size of a group that names none.
    private func extent(of children: [Layer]) -> (width: Double, height: Double) {
        (
            children.reduce(0) { max($0, $1.x + ($1.width ?? 0)) },
            children.reduce(0) { max($0, $1.y + ($1.height ?? 0)) }
        )
    }
}
