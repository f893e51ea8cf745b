import Codecs
import Rendering

/// Says in a person's words why a template and its values made no picture.
enum RenderRefusal {
    static func words(_ error: RenderError) -> String {
        switch error {
        case .invalid(let problems): problems.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")
        case .missingAsset(let layer, let name):
            "layer \(layer) uses asset:\(name); there is no such picture in the folder assets/ beside the template"
        case .badImage(let layer, let reason): "the image of layer \(layer) cannot be used: \(reason)"
        case .remoteImagesOff(let layer):
            "layer \(layer) has an image from the web, which only a server loads, from hosts that its organization "
                + "lists; put it into assets/ and use asset:NAME, or a data URL"
        case .sizeOutOfRange(let width, let height):
            width == .max ? "the picture is far too large" : "a picture of \(width)×\(height) pixels is not possible"
        case .tooManyGlyphs(let limit): "there are more than \(limit) glyphs in one picture"
        case .text(let layer, let reason): "the text of layer \(layer) cannot be laid out: \(reason)"
        case .strict(let report): "--strict refuses this picture: \(report.header)"
        case .cancelled: "the render was stopped"
        case .outOfMemory: "the picture needs more memory than there is"
        case .encoding(let reason): "the picture cannot be written: \(reason)"
        case .fault(let reason): "the renderer failed: \(reason)"
        }
    }
}
