/// The layers of one render: the template's, with a request's overrides applied.
public struct Resolution: Sendable {
    private let base: [Layer]
    /// In the order in which they were asked for.
    private let changes: [LayerChange]
    /// Numbers (``Layer/id``) of the layers that the request overrides, without those inside of another such layer.
    public let touched: Set<Int>
    /// Numbers of the layers directly on the canvas that are touched or hold one that is.
    public let touchedRoots: Set<Int>
    private let pictures: PictureUse

    /// - Parameters:
    ///   - base: The template's layers.
    ///   - changes: What becomes of them.
    ///   - pictures: Those that the layers show after that, where they are known.
    init(
        _ base: [Layer], _ changes: [LayerChange] = [], touched: Set<Int>, touchedRoots: Set<Int>,
        pictures: PictureUse? = nil
    ) {
        self.base = base
        self.changes = changes
        self.pictures = pictures ?? base.changed(changes).pictures
        self.touched = touched
        self.touchedRoots = touchedRoots
    }

    /// In paint order, the first at the bottom. Made when it is asked for: a render that is refused has no use for it.
    public var layers: [Layer] { base.changed(changes) }

    /// The same with other layers in their places.
    func with(_ layers: [Layer]) -> Resolution {
        Resolution(layers, touched: touched, touchedRoots: touchedRoots, pictures: pictures)
    }

    /// The same layers with others marked as those that change: what a kept base leaves out.
    ///
    /// - Parameter roots: Numbers of layers directly on the canvas.
    package func marking(roots: Set<Int>) -> Resolution {
        Resolution(base, changes, touched: roots, touchedRoots: roots, pictures: pictures)
    }

    /// The names of all assets that the layers use, in hidden layers too.
    public var assetNames: Set<String> { pictures.assetNames }

    /// The URLs of all pictures of other servers that visible layers show.
    public var remoteImageURLs: Set<String> { pictures.remoteURLs }
}

extension Resolution: Equatable {
    /// Whether the layers are the same and the same ones are touched, however they came about.
    public static func == (one: Resolution, other: Resolution) -> Bool {
        one.touched == other.touched && one.touchedRoots == other.touchedRoots && one.layers == other.layers
    }
}

/// A layer that takes another's place.
struct LayerChange: Sendable {
    /// Indexes from the canvas down to the layer.
    let path: [Int]
    let layer: Layer
}

extension [Layer] {
    /// The layers after changes, one after the other.
    func changed(_ changes: [LayerChange]) -> [Layer] {
        if changes.isEmpty { return self }
        var layers = self
        for change in changes { layers.place(change.layer, at: change.path[...]) }
        return layers
    }

    private mutating func place(_ layer: Layer, at path: ArraySlice<Int>) {
        guard let index = path.first, indices.contains(index) else { return }
        if path.count == 1 {
            self[index] = layer
        } else if case .group(var group) = self[index].content {
            // So that the group's children are not copied for each change among them.
            self[index].content = .group(GroupContent(children: [], clip: false, cornerRadius: .zero))
            group.children.place(layer, at: path.dropFirst())
            self[index].content = .group(group)
        }
    }
}
