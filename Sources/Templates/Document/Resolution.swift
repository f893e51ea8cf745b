/// The layers of one render: the template's, with a request's overrides applied.
public struct Resolution: Sendable, Equatable {
    /// In paint order, the first at the bottom.
    public var layers: [Layer]
    /// Numbers (``Layer/id``) of the layers that the request overrides, without those inside of another such layer.
    public let touched: Set<Int>
    /// Numbers of the layers directly on the canvas that are touched or hold one that is.
    public let touchedRoots: Set<Int>
    private let pictures: PictureUse

    /// - Parameter pictures: Those that the layers show, where they are known.
    init(layers: [Layer], touched: Set<Int>, touchedRoots: Set<Int>, pictures: PictureUse? = nil) {
        self.layers = layers
        self.pictures = pictures ?? layers.pictures
        self.touched = touched
        self.touchedRoots = touchedRoots
    }

    /// The same layers with others marked as those that change: what a kept base leaves out.
    ///
    /// - Parameter roots: Numbers of layers directly on the canvas.
    package func marking(roots: Set<Int>) -> Resolution {
        Resolution(layers: layers, touched: roots, touchedRoots: roots, pictures: pictures)
    }

    /// The names of all assets that the layers use, in hidden layers too.
    public var assetNames: Set<String> { pictures.assetNames }

    /// The URLs of all pictures of other servers that visible layers show.
    public var remoteImageURLs: Set<String> { pictures.remoteURLs }
}
