import Templates
import Typography

/// One picture to make: values only, no clock and no network.
public struct RenderJob: Sendable {
    public let template: Template
    /// The template's layers with the request's overrides.
    public let resolution: Resolution
    public let options: OutputOptions
    public let fonts: FontCollection
    public let assets: any AssetSource

    public init(
        template: Template, resolution: Resolution, options: OutputOptions, fonts: FontCollection,
        assets: any AssetSource
    ) {
        self.template = template
        self.resolution = resolution
        self.options = options
        self.fonts = fonts
        self.assets = assets
    }
}

/// A finished picture.
public struct Picture: Sendable {
    public let bytes: [UInt8]
    public let contentType: String
    /// Device pixels.
    public let width: Int
    public let height: Int
    public let report: RenderReport
    public let stages: Stages

    /// How long each step took.
    public struct Stages: Sendable, Equatable {
        public var layout = Duration.zero
        public var paint = Duration.zero
        public var encode = Duration.zero
        public init() {}
    }
}
