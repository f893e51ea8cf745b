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
        if let source = image.source, !box.isEmpty, let decoded = try decoded(source, of: layer) {
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

    /// - Returns: Nothing where a picture of another server is not to be had, which is in the report.
    private func decoded(_ source: ImageSource, of layer: Layer) throws(RenderError) -> Decoded? {
        let image: AssetImage
        switch source {
        case .asset(let name):
            guard let asset = assets.image(named: name) else {
                throw .missingAsset(layer: layer.label, name: name)
            }
            image = asset
        case .data(let bytes):
            let digest = SHA256.hash(data: bytes)
            image = AssetImage(hash: digest.map { String($0, radix: 16) }.joined(separator: "."), bytes: bytes)
        case .remote(let url):
            switch assets.remoteImage(at: url) {
            case .fetched(let fetched): image = fetched
            case .failed(let reason):
                report.add(.failedImage, layer: layer, detail: reason)
                return nil
            case nil: throw .remoteImagesOff(layer: layer.label)
            }
        }
        let key = ImageCache.Key(hash: image.hash, window: nil, width: 0, height: 0)
        let entry: ImageCache.Entry
        if let known = images.entry(key) {
            entry = known
        } else {
            do {
                let decoded = try ImageDecoder.decode(image.bytes, limits: limits.input)
                entry = .init(pixmap: decoded.pixmap, ignoredColorProfile: decoded.ignoredColorProfile)
            } catch {
                guard case .remote = source else { throw .badImage(layer: layer.label, error) }
                report.add(.failedImage, layer: layer, detail: "damaged")
                return nil
            }
            images.keep(entry, for: key)
        }
        if entry.ignoredColorProfile { report.add(.ignoredColorProfile, layer: layer) }
        return Decoded(hash: image.hash, pixmap: entry.pixmap)
    }
}
