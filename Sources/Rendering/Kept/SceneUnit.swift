import Canvas
import Templates

/// A layer that is painted in one go: a leaf, or a group whose effect needs all its children.
struct SceneUnit {
    let layer: Layer
    let parent: Transform
    /// True where a request may change it: its pixels are not part of a kept base.
    let isTouched: Bool
}

extension SceneBuilder {
    /// The units of sibling layers in paint order; plain groups dissolve into their children.
    func units(of layers: [Layer], under parent: Transform, touched: Set<Int>) -> [SceneUnit] {
        var units: [SceneUnit] = []
        for layer in layers {
            let isTouched = touched.contains(layer.id) || layer.children.contains { Self.holds($0, touched) }
            if case .group(let group) = layer.content, !touched.contains(layer.id), layer.isVisible,
                layer.opacity >= 1, !group.clip, layer.shadows.isEmpty
            {
                let inside = place(layer, box: box(of: layer, group), under: parent)
                units += self.units(of: group.children, under: inside, touched: touched)
            } else {
                units.append(SceneUnit(layer: layer, parent: parent, isTouched: isTouched))
            }
        }
        return units
    }

    private static func holds(_ layer: Layer, _ touched: Set<Int>) -> Bool {
        touched.contains(layer.id) || layer.children.contains { holds($0, touched) }
    }
}
