import Canvas
import Codecs
import Crypto
import Limit
import Templates

extension SceneBuilder {
    /// An image in its box, cut by round corners, with a stroke over its edge.
    func image(_ layer: Layer, _ image: ImageContent, under parent: Transform) throws(RenderError) -> LayerBody {
        let box = Rect(x: 0, y: 0, width: layer.width ?? 0, height: layer.height ?? 0)
        let transform = place(layer, box: box, under: parent)
        var body = LayerBody(transform: transform)
        let corners = image.cornerRadius.sizes
        if !box.isEmpty, let decoded = try decoded(image, of: layer) {
            let fit = ImageFit(
                image.fit, imageWidth: decoded.pixmap.width, imageHeight: decoded.pixmap.height, box: box)
            let outline =
                corners.isNone ? Path.rectangle(fit.visible) : .roundedRectangle(box, corners: corners)
            if let item = try picture(layer, decoded, fit, outline: outline, transform) { body.items.append(item) }
        }
        if let stroke = image.stroke, stroke.width > 0,
            let source = stroke.paint.source(in: box, transform: transform)
        {
            let shift = stroke.align == .inside ? -stroke.width / 2 : stroke.align == .outside ? stroke.width / 2 : 0
            let edge = Path.roundedRectangle(box.insetBy(-shift), corners: corners.outset(by: shift))
            let line = edge.stroked(stroke.style, scale: transform.meanScale).transformed(by: transform)
            if let item = shape(layer, line, source) { body.items.append(item) }
        }
        return body
    }

    private struct Decoded {
        let hash: String
        let pixmap: Pixmap
        let ignoredColorProfile: Bool
    }

    private func picture(
        _ layer: Layer, _ image: Decoded, _ fit: ImageFit, outline: Path, _ transform: Transform
    ) throws(RenderError) -> SceneItem? {
        guard !fit.visible.isEmpty else { return nil }
        let device = outline.transformed(by: transform)
        let ink = device.controlBounds.pixelBounds.intersection(canvas)
        guard !ink.isEmpty else { return nil }
        let source =
            transform.isScaleAndTranslation
            ? try upright(image, fit, transform, ink) : try turned(image, fit, transform)
        guard let source else { return nil }
        return SceneItem(layer: layer.id, ink: ink, content: .shape(device, .nonzero, source))
    }

    /// Upright images are resampled to device pixels exactly once.
    private func upright(
        _ image: Decoded, _ fit: ImageFit, _ transform: Transform, _ ink: PixelRect
    ) throws(RenderError) -> Source? {
        let whole = transform.apply(fit.whole)
        let shown = transform.apply(fit.visible).pixelBounds.intersection(ink)
        guard !shown.isEmpty else { return nil }
        let (across, down) = (Double(image.pixmap.width) / whole.width, Double(image.pixmap.height) / whole.height)
        let window = Rect(
            x: (Double(shown.x) - whole.x) * across, y: (Double(shown.y) - whole.y) * down,
            width: Double(shown.width) * across, height: Double(shown.height) * down)
        let pixels = try resampled(image, window: window, width: shown.width, height: shown.height)
        return .pixels(pixels, x: shown.x, y: shown.y)
    }

    /// Turned images are shrunk to about their size on the device, then sampled through the turn.
    private func turned(_ image: Decoded, _ fit: ImageFit, _ transform: Transform) throws(RenderError) -> Source? {
        func side(_ length: Double, _ own: Int) -> Int {
            let wanted = (length * transform.meanScale).rounded(.up)
            return wanted < Double(own) ? max(1, Int(wanted)) : own
        }
        let width = side(fit.whole.width, image.pixmap.width)
        let height = side(fit.whole.height, image.pixmap.height)
        let window = Rect(x: 0, y: 0, width: Double(image.pixmap.width), height: Double(image.pixmap.height))
        let pixels = try resampled(image, window: window, width: width, height: height)
        let toDevice = Transform.scale(fit.whole.width / Double(width), fit.whole.height / Double(height))
            .then(.translation(fit.whole.x, fit.whole.y)).then(transform)
        return toDevice.inverse.map { .image(pixels, deviceToImage: $0) }
    }

    private func resampled(
        _ image: Decoded, window: Rect, width: Int, height: Int
    ) throws(RenderError) -> Pixmap {
        let whole = Rect(x: 0, y: 0, width: Double(image.pixmap.width), height: Double(image.pixmap.height))
        if window == whole, width == image.pixmap.width, height == image.pixmap.height { return image.pixmap }
        let key = ImageCache.Key(hash: image.hash, window: window, width: width, height: height)
        if let known = images.entry(key) { return known.pixmap }
        do {
            let pixmap = try image.pixmap.resampled(window: window, width: width, height: height)
            images.keep(.init(pixmap: pixmap, ignoredColorProfile: false), for: key)
            return pixmap
        } catch {
            throw .outOfMemory
        }
    }

    /// What became of one source of an image.
    private enum Attempt {
        case shown(Decoded)
        /// A picture of another server that is not to be had: nobody's fault here, so the picture is made without it.
        case lacking(String)
        case failed(RenderError, String)

        var word: String {
            switch self {
            case .shown: ""
            case .lacking(let word), .failed(_, let word): word
            }
        }
    }

    /// The first of an image's sources that can be had.
    ///
    /// - Returns: Nothing where there is none, or none that this request can have, which is in the report.
    private func decoded(_ image: ImageContent, of layer: Layer) throws(RenderError) -> Decoded? {
        var first: Attempt?
        for source in image.sources {
            let attempt = attempt(source, of: layer)
            if case .lacking = attempt { report.lacksImage = true }
            guard case .shown(let decoded) = attempt else {
                first = first ?? attempt
                continue
            }
            if let first { report.add(.imageFallback, layer: layer, detail: first.word) }
            if decoded.ignoredColorProfile { report.add(.ignoredColorProfile, layer: layer) }
            return decoded
        }
        switch first {
        case .failed(let error, _): throw error
        case .lacking(let word): report.add(.failedImage, layer: layer, detail: word)
        case .shown, nil: break
        }
        return nil
    }

    private func attempt(_ source: ImageSource, of layer: Layer) -> Attempt {
        switch source {
        case .asset(let name):
            guard let asset = assets.image(named: name) else {
                return .failed(.missingAsset(layer: layer.label, name: name), "asset-missing")
            }
            return decode(asset, of: layer, isRemote: false)
        case .data(let bytes):
            let digest = SHA256.hash(data: bytes)
            let hash = digest.map { String($0, radix: 16) }.joined(separator: ".")
            return decode(AssetImage(hash: hash, bytes: bytes), of: layer, isRemote: false)
        case .remote(let url):
            switch assets.remoteImage(at: url) {
            case .fetched(let image): return decode(image, of: layer, isRemote: true)
            case .failed(let reason): return .lacking(reason)
            case nil: return .failed(.remoteImagesOff(layer: layer.label), "off")
            }
        }
    }

    private func decode(_ image: AssetImage, of layer: Layer, isRemote: Bool) -> Attempt {
        let key = ImageCache.Key(hash: image.hash, window: nil, width: 0, height: 0)
        let entry: ImageCache.Entry
        if let known = images.entry(key) {
            entry = known
        } else {
            do throws(CodecError) {
                let decoded = try ImageDecoder.decode(image.bytes, limits: limits.input)
                entry = .init(pixmap: decoded.pixmap, ignoredColorProfile: decoded.ignoredColorProfile)
            } catch {
                return isRemote ? .lacking("damaged") : .failed(.badImage(layer: layer.label, error), "damaged")
            }
            images.keep(entry, for: key)
        }
        return .shown(
            Decoded(hash: image.hash, pixmap: entry.pixmap, ignoredColorProfile: entry.ignoredColorProfile))
    }
}
