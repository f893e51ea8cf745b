import ArgumentParser
import Codecs
import Limit
import Rendering

/// The shape of the pictures that `render` and `batch` write.
struct OutputArguments: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("png or jpeg; else the file's extension says it, else png."))
    var format: String?

    @Option(name: .long, help: ArgumentHelp("Another canvas width; alone it keeps the aspect ratio.", valueName: "px"))
    var width: Int?

    @Option(name: .long, help: ArgumentHelp("Another canvas height; alone it keeps the aspect ratio.", valueName: "px"))
    var height: Int?

    @Option(name: .long, help: "Pixels of the picture a canvas pixel, 0.1 to 4.")
    var scale = 1.0

    @Option(name: .long, help: "Quality of a JPEG, 1 to 100.")
    var quality = 90

    @Option(name: .long, help: "Compression of a PNG: fast or small.")
    var compression: PNGCompression = .fast

    @Flag(name: .long, help: "Fail where text was cut, or a glyph, font or image was missing.")
    var strict = false

    func validate() throws {
        guard (0.1...4).contains(scale) else { throw ValidationError("--scale is \(scale); it may be 0.1 to 4.") }
        guard (1...100).contains(quality) else { throw ValidationError("--quality is \(quality); it may be 1 to 100.") }
        let sides = 1...Limits().output.sidePixels
        for (name, side) in [("--width", width), ("--height", height)] {
            guard let side, !sides.contains(side) else { continue }
            throw ValidationError("\(name) is \(side); it may be 1 to \(sides.upperBound).")
        }
        if let format, Self.format(named: format) == nil {
            throw ValidationError("--format is \"\(format)\"; it may be png or jpeg.")
        }
    }

    /// The options of a render whose file has this extension.
    ///
    /// - Throws: A usage error where `--format` and the extension contradict each other.
    func options(fileExtension: String) throws -> OutputOptions {
        let named = Self.format(named: fileExtension)
        let asked = format.flatMap(Self.format)
        if let named, let asked, named != asked {
            throw ValidationError("--format \(asked.rawValue) contradicts the extension .\(fileExtension).")
        }
        return OutputOptions(
            format: asked ?? named ?? .png, quality: quality, width: width, height: height, scale: scale,
            compression: compression, isStrict: strict)
    }

    static func format(named name: String) -> OutputFormat? {
        switch name.lowercased() {
        case "png": .png
        case "jpeg", "jpg": .jpeg
        default: nil
        }
    }
}

extension PNGCompression: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument {
        case "fast": self = .fast
        case "small": self = .small
        default: return nil
        }
    }
}
