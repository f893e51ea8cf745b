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
    /// Names the template's revision with its fonts and images: jobs of one identity share a kept base. Nothing for a
    /// picture that is painted whole.
    public let identity: String?
    /// Whether the picture tells where its layers lie.
    public var wantsBoxes = false
    /// True for one of many pictures that somebody who types will see once: its base is made quickly rather than small.
    public var isDraft = false

    public init(
        template: Template, resolution: Resolution, options: OutputOptions, fonts: FontCollection,
        assets: any AssetSource, identity: String? = nil
    ) {
        self.identity = identity
        self.template = template
        self.resolution = resolution
        self.options = options
        self.fonts = fonts
        self.assets = assets
    }

    /// The same job with other values.
    func with(_ resolution: Resolution) -> RenderJob {
        RenderJob(
            template: template, resolution: resolution, options: options, fonts: fonts, assets: assets,
            identity: identity)
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
    /// The kept base that would have served best and did not exist: one may be worth making.
    public let missedBase: BaseKey?
    /// Where the layers lie, groups before their children; empty unless the job asked.
    public internal(set) var boxes: [LayerBox] = []

    init(
        bytes: [UInt8], size: CanvasSize, format: OutputFormat, report: RenderReport, stages: Stages,
        missedBase: BaseKey?
    ) {
        self.bytes = bytes
        contentType = format.contentType
        width = size.columns
        height = size.rows
        self.report = report
        self.stages = stages
        self.missedBase = missedBase
    }

    /// How long each step took.
    public struct Stages: Sendable, Equatable {
        public var layout = Duration.zero
        public var paint = Duration.zero
        public var encode = Duration.zero
        public init() {}

        init(layout: Duration, paint: Duration, encode: Duration) {
            self.layout = layout
            self.paint = paint
            self.encode = encode
        }
    }
}
