/// The properties of a text layer.
enum TextTable {
    static let text = Property("text", .string(.text), default: "", "The text; line feeds start new lines.")
    static let families = Property(
        "fontFamily", .fontFamilies, default: "Inter", "A font family, or a list of them in the order of fallback.")
    static let weight = Property("fontWeight", .integer(1, 1000), default: 400, "400 is regular, 700 is bold.")
    static let style = Property<FontStyle>("fontStyle", .choice(), default: "normal", "Upright or italic.")
    static let size = Property(
        "fontSize", .number(0, .fontSize, isAboveMinimum: true), default: 16, "Font size in CSS pixels.")
    static let lineHeight = Property(
        "lineHeight", .number(0, 100), default: 1.2, "Height of a line as a multiple of the font size.")
    static let letterSpacing = Property(
        "letterSpacing", .coordinate, default: 0, "Added after each character, in CSS pixels.")
    static let wordSpacing = Property("wordSpacing", .coordinate, default: 0, "Added to each blank, in CSS pixels.")
    static let fill = Property("fill", .paint, default: "#000000", "The colour or gradient of the text.")
    static let align = Property<TextContent.Align>(
        "align", .choice(), default: "start", "Where lines stand between left and right.")
    static let verticalAlign = Property<TextContent.VerticalAlign>(
        "verticalAlign", .choice(), default: "top", "Where lines stand between top and bottom.")
    static let wrap = Property<TextContent.Wrap>("wrap", .choice(), default: "word", "Where lines may break.")
    static let maxLines = Property<Int?>(optional: "maxLines", .integer(1, 10_000), "The most lines; the rest is cut.")
    static let overflow = Property<TextContent.Overflow>(
        "overflow", .choice(), default: "visible", "What becomes of text that does not fit.")
    static let fit = Property<TextContent.Fit?>(
        optional: "fit", fitKind, "Whether the font size follows the box; without it the font size is fixed.")
    static let direction = Property<TextContent.Direction>(
        "direction", .choice(), default: "auto", "The paragraph's direction; auto takes it from the text.")
    static let language = Property<String?>(
        optional: "language", .string(.language), "The text's language, for shaping, line breaks and fallback fonts.")
    static let transform = Property<TextContent.Transform>(
        "transform", .choice(), default: "none", "A change of letters before they are set.")

    static let fitMode = Property<TextContent.Fit.Mode>(
        "mode", .choice(planned: ["fill"]), default: "shrink", "Shrink makes text smaller until it fits.")
    static let fitMin = Property(
        "min", .number(0, .fontSize, isAboveMinimum: true), default: 1, "The smallest font size in CSS pixels.")
    static let fitMax = Property<Double?>(
        optional: "max", .number(0, .fontSize, isAboveMinimum: true),
        "The largest font size in CSS pixels, where it is less than the layer's.")
    static let fitTable = Table("fit", [fitMode.rule, fitMin.rule, fitMax.rule])
    static let fitKind = Kind<TextContent.Fit>.object(fitTable) { reader, inspection in
        let fit = TextContent.Fit(
            mode: reader.read(fitMode, &inspection), min: reader.read(fitMin, &inspection),
            max: reader.read(fitMax, &inspection))
        if let max = fit.max, max < fit.min {
            inspection.report("must be at least `min`, which is \(Wording.number(fit.min))", at: "max")
        }
        return fit
    }

    static let table = LayerTable.table(
        .text, planned: ["spans", "features", "stroke", "decoration", "background"],
        [
            text.rule, families.rule, weight.rule, style.rule, size.rule, lineHeight.rule, letterSpacing.rule,
            wordSpacing.rule, fill.rule, align.rule, verticalAlign.rule, wrap.rule, maxLines.rule, overflow.rule,
            fit.rule, direction.rule, language.rule, transform.rule,
        ])

    /// CSS's `font-style`.
    enum FontStyle: String, Sendable, CaseIterable { case normal, italic }

    static func read(_ reader: inout ObjectReader, _ inspection: inout Inspection) -> TextContent {
        TextContent(
            text: reader.read(text, &inspection), families: reader.read(families, &inspection),
            weight: reader.read(weight, &inspection), isItalic: reader.read(style, &inspection) == .italic,
            size: reader.read(size, &inspection), lineHeight: reader.read(lineHeight, &inspection),
            letterSpacing: reader.read(letterSpacing, &inspection), wordSpacing: reader.read(wordSpacing, &inspection),
            fill: reader.read(fill, &inspection).ifVisible, align: reader.read(align, &inspection),
            verticalAlign: reader.read(verticalAlign, &inspection), wrap: reader.read(wrap, &inspection),
            maxLines: reader.read(maxLines, &inspection), overflow: reader.read(overflow, &inspection),
            fit: reader.read(fit, &inspection), direction: reader.read(direction, &inspection),
            language: reader.read(language, &inspection), transform: reader.read(transform, &inspection))
    }
}
