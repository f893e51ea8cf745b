import Codecs
import Limit
import Rendering
import Templates

/// Reads the fixed fields that POST and GET renders share, and gathers every problem of them.
struct OptionFields {
    private let fields: [String: JSONValue]
    private let limits: Limits.Output
    private(set) var problems: [Problem] = []

    /// Names of the fields that become output options.
    static let names: Set<String> = [
        "format", "quality", "width", "height", "scale", "compression", "strict",
    ]

    init(_ fields: [String: JSONValue], limits: Limits.Output) {
        self.fields = fields
        self.limits = limits
    }

    /// The options, with defaults where a field is missing or wrong; look at ``problems`` before you use them.
    mutating func options() -> OutputOptions {
        OutputOptions(
            format: format(), quality: integer("quality", 1...100) ?? 90,
            width: integer("width", 1...limits.sidePixels), height: integer("height", 1...limits.sidePixels),
            scale: scale(), compression: compression(), isStrict: strict())
    }

    private mutating func format() -> OutputFormat {
        guard let value = fields["format"] else { return .png }
        switch value.stringValue {
        case "png": return .png
        case "jpeg", "jpg": return .jpeg
        case "webp", "pdf": refuse("format", "\(value.stringValue ?? "") is not available yet; png and jpeg are")
        default: refuse("format", "must be png or jpeg")
        }
        return .png
    }

    private mutating func compression() -> PNGCompression {
        guard let value = fields["compression"] else { return .fast }
        switch value.stringValue {
        case "fast": return .fast
        case "small": return .small
        default: refuse("compression", "must be fast or small")
        }
        return .fast
    }

    private mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = fields[name] else { return nil }
        if let number = value.integerValue, range.contains(number) { return number }
        refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    private mutating func scale() -> Double {
        guard let value = fields["scale"] else { return 1 }
        if let number = value.numberValue, (0.1...4).contains(number) { return number }
        refuse("scale", "must be a number from 0.1 to 4")
        return 1
    }

    private mutating func strict() -> Bool {
        guard let value = fields["strict"] else { return false }
        if let flag = value.boolValue { return flag }
        refuse("strict", "must be true or false")
        return false
    }

    private mutating func refuse(_ name: String, _ detail: String) {
        problems.append(Problem(pointer: "/" + name, detail: detail))
    }
}
