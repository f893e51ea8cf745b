import Catalog
import Rendering
import Templates
import Typography

/// A picture that is known but not painted: everything that decides its pixels, and their hash.
final class RenderPlan: Sendable {
    let template: CompiledTemplate
    let resolution: Resolution
    /// The overrides as the template took them, as canonical JSON.
    let values: String
    let options: OutputOptions
    let assets: [String: AssetRecord]
    let fonts: FontCollection
    /// Names the revision with its fonts and images; nil for what lacks an image, so that nothing of it is kept.
    let identity: String?
    let name: PictureName
    let remote: RemotePictures

    /// - Parameters:
    ///   - values: The overrides as the template took them, as canonical JSON.
    ///   - resolution: The template with them.
    ///   - assets: Those of the resolution's that exist.
    init(
        _ command: RenderCommand, _ template: CompiledTemplate, _ values: String, _ resolution: Resolution,
        assets: [String: AssetRecord], fonts: FontCollection, remote: RemotePictures, organization: String
    ) {
        self.template = template
        self.values = values
        self.resolution = resolution
        options = command.options
        self.assets = assets
        self.fonts = fonts
        self.remote = remote
        var hashes = assets.mapValues(\.hash)
        if !remote.isEmpty { hashes.merge(remote.hashes) { $1 } }
        let fingerprint = Fingerprint(
            revision: template.revision, overrides: values, options: command.options, assets: hashes,
            fonts: fonts.fingerprint,
            version: command.version)
        name = PictureName(organization: organization, fingerprint: fingerprint)
        identity =
            remote.isLacking ? nil : Self.identity(template.revision, fonts: fonts.fingerprint, images: hashes)
    }

    /// Names layers with their fonts and images, by a name of the layers and the hash of each image.
    static func identity(_ layers: String, fonts: String, images: [String: String]) -> String {
        var text = layers
        text.reserveCapacity(128 + 96 * images.count)
        text += " "
        text += fonts
        text += " "
        for (index, (name, hash)) in images.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { text += "," }
            text += name
            text += "="
            text += hash
        }
        return text
    }

    /// The job with the assets' bytes.
    func job(_ images: [String: AssetImage]) -> RenderJob {
        RenderJob(
            template: template.template, resolution: resolution, options: options, fonts: fonts,
            assets: remote.source(with: images), identity: identity)
    }

    /// Bytes of pixels that the render will hold at its height, roughly: the canvas and a layer over it, and each
    /// image decoded.
    var pixelBytes: Int {
        Self.pixelBytes(template: template.template, options: options, assets: assets, remote: remote)
    }

    static func pixelBytes(
        template: Template, options: OutputOptions, assets: [String: AssetRecord], remote: RemotePictures
    ) -> Int {
        let width = Double(template.width)
        let height = Double(template.height)
        let horizontal = options.width.map { Double($0) / width } ?? options.height.map { Double($0) / height } ?? 1
        let vertical = options.height.map { Double($0) / height } ?? horizontal
        let canvas = width * horizontal * height * vertical * options.scale * options.scale
        let images = assets.values.reduce(0.0) { $0 + Double($1.width ?? 0) * Double($1.height ?? 0) } + remote.pixels
        return Int(min(canvas * 8 + images * 4, 1e15))
    }
}
