/// The properties of an image layer.
enum ImageTable {
    static let source = Property<ImageSource?>(
        optional: "src", .imageSource, "`asset:NAME`, an https URL, or a data URL in base64.")
    static let fallback = Property(
        "fallback", FallbackTable.kind, default: [:], "What stands in for a property that is missing or cannot be had.")
    static let fit = Property<ImageContent.Fit>(
        "fit", .choice(), default: "cover", "How the picture follows the box, as CSS's object-fit.")
    static let cornerRadius = Property(
        "cornerRadius", .cornerRadii, default: 0, "Radius of the corners, or four: clockwise from the top left.")
    static let stroke = Property<Stroke?>(optional: "stroke", StrokeTable.shapeKind, "The outline of the box.")

    static let table = LayerTable.table(
        .image, planned: ["focus", "filters"],
        [source.rule, fallback.rule, fit.rule, cornerRadius.rule, stroke.rule])

    static func read(_ reader: inout ObjectReader, _ inspection: inout Inspection) -> ImageContent {
        ImageContent(
            source: reader.read(source, &inspection), fallback: reader.read(fallback, &inspection),
            fit: reader.read(fit, &inspection),
            cornerRadius: reader.read(cornerRadius, &inspection), stroke: reader.read(stroke, &inspection))
    }
}

/// The properties of an image's `fallback`.
enum FallbackTable {
    static let source = Property(
        "src", .list(of: .fallbackSource, maximum: 8), default: [],
        "Sources that are tried in this order where `src` is missing or cannot be loaded.")

    static let kind = Kind<[ImageSource]>.object(Table("an image's fallback", [source.rule])) { reader, inspection in
        reader.read(source, &inspection)
    }
}

extension Kind where Value == ImageSource {
    /// A source that stands in for another.
    static var fallbackSource: Kind {
        let plain = imageSource
        return Kind(rule: plain.rule) { value, inspection in
            if case .string(let text) = value, text.hasPrefix("{"), text.hasSuffix("}") {
                inspection.report("values of other layers are not available yet; write a source")
                return nil
            }
            return plain.read(value, &inspection)
        }
    }

    static var imageSource: Kind {
        Kind(rule: .string(.source)) { value, inspection in
            guard case .string(let text) = value else {
                inspection.refuse(value, .string(.source))
                return nil
            }
            return readSource(text, &inspection)
        }
    }

    private static func readSource(_ text: String, _ inspection: inout Inspection) -> ImageSource? {
        do throws(ImageSource.Fault) {
            return try ImageSource(parsing: text)
        } catch {
            switch error {
            case .unknownKind: inspection.refuse(.string(text), .string(.source))
            case .assetName: inspection.report("an asset's name is 1 to 128 of A–Z, a–z, 0–9, `.`, `_` and `-`")
            case .dataURL: inspection.report("must be `data:image/…;base64,` and valid base64 after it")
            case .url(let problem): inspection.report(problem)
            }
            return nil
        }
    }
}
