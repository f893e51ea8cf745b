import Canvas
import Templates

/// Where an image lies in its box, as CSS's `object-fit` with the position in the middle.
struct ImageFit: Equatable {
    /// The whole image's rectangle in the layer's space; it may reach beyond the box.
    let whole: Rect
    /// The part of it inside the box.
    let visible: Rect

    init(_ fit: ImageContent.Fit, imageWidth: Int, imageHeight: Int, box: Rect) {
        let (width, height) = (Double(imageWidth), Double(imageHeight))
        let (across, down) = (box.width / width, box.height / height)
        let scale: (x: Double, y: Double) =
            switch fit {
            case .fill: (across, down)
            case .cover: (max(across, down), max(across, down))
            case .contain: (min(across, down), min(across, down))
            case .none: (1, 1)
            case .scaleDown: (min(1, across, down), min(1, across, down))
            }
        let size = (width: width * scale.x, height: height * scale.y)
        let left = box.center.x - size.width / 2
        let top = box.center.y - size.height / 2
        whole = Rect(x: left, y: top, width: size.width, height: size.height)
        let (x, y) = (max(left, box.x), max(top, box.y))
        visible = Rect(
            x: x, y: y, width: max(0, min(whole.maxX, box.maxX) - x), height: max(0, min(whole.maxY, box.maxY) - y))
    }
}
