extension Resolution {
    /// The layers on a canvas of another size, by the constraint `scale`.
    ///
    /// Boxes and points follow each axis; font sizes, spacing, radii, strokes, shadows and blur follow the smaller
    /// factor; the children of a group follow it. Multiples, angles and fractions stay.
    ///
    /// - Parameters:
    ///   - horizontally: New width of the canvas ÷ old width, above 0.
    ///   - vertically: New height of the canvas ÷ old height, above 0.
    public func scaled(horizontally: Double, vertically: Double) -> Resolution {
        if horizontally == 1, vertically == 1 { return self }
        return with(layers.map { $0.scaled(horizontally, vertically) })
    }
}

extension Layer {
    func scaled(_ horizontally: Double, _ vertically: Double) -> Layer {
        let factor = min(horizontally, vertically)
        var layer = self
        layer.x *= horizontally
        layer.y *= vertically
        layer.width = width.map { $0 * horizontally }
        layer.height = height.map { $0 * vertically }
        layer.shadows = shadows.map {
            Shadow(x: $0.x * factor, y: $0.y * factor, blur: $0.blur * factor, color: $0.color)
        }
        layer.content = content.scaled(horizontally, vertically)
        return layer
    }
}

extension Content {
    func scaled(_ horizontally: Double, _ vertically: Double) -> Content {
        let factor = min(horizontally, vertically)
        switch self {
        case .text(let text): return .text(text.scaled(factor))
        case .image(var image):
            image.cornerRadius = image.cornerRadius.scaled(factor)
            image.stroke = image.stroke?.scaled(factor)
            return .image(image)
        case .rectangle(let shape): return .rectangle(shape.scaled(factor))
        case .ellipse(let shape): return .ellipse(shape.scaled(factor))
        case .line(let line): return .line(line.scaled(horizontally, vertically))
        case .polygon(let polygon): return .polygon(polygon.scaled(horizontally, vertically))
        case .path(var path):
            path.segments = path.segments.map { $0.scaled(horizontally, vertically) }
            path.stroke = path.stroke?.scaled(factor)
            return .path(path)
        case .group(var group):
            group.children = group.children.map { $0.scaled(horizontally, vertically) }
            group.cornerRadius = group.cornerRadius.scaled(factor)
            return .group(group)
        }
    }
}

extension TextContent {
    func scaled(_ factor: Double) -> TextContent {
        var text = self
        text.size *= factor
        text.letterSpacing *= factor
        text.wordSpacing *= factor
        text.fit = fit.map { Fit(mode: $0.mode, min: $0.min * factor, max: $0.max.map { $0 * factor }) }
        return text
    }
}

extension ShapeContent {
    func scaled(_ factor: Double) -> ShapeContent {
        ShapeContent(fill: fill, stroke: stroke?.scaled(factor), cornerRadius: cornerRadius.scaled(factor))
    }
}

extension PolygonContent {
    func scaled(_ horizontally: Double, _ vertically: Double) -> PolygonContent {
        PolygonContent(
            points: points.map { $0.scaled(horizontally, vertically) }, fill: fill, fillRule: fillRule,
            stroke: stroke?.scaled(min(horizontally, vertically)))
    }
}

extension Stroke {
    func scaled(_ factor: Double) -> Stroke {
        var stroke = self
        stroke.width *= factor
        stroke.dash = dash.map { $0 * factor }
        return stroke
    }
}
