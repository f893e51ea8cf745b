import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Rendering
import Templates

extension ConsoleFront {
    private static let side = 1...8_192

    /// Drawing while somebody edits.
    static let previewRoutes: [ConsoleRoute] = [
        ConsoleRoute(
            .post, "/preview", .member(.preview), "Draw a document that is not saved, unrecorded and uncounted.",
            body: .fields([
                .required("document", .object, "The template."),
                .optional("layers", .object, "Overrides, as POST /api/v1/renders/sync takes them."),
                .optional("format", .choice(["png", "jpeg", "jpg"]), "png by default."),
                .optional("quality", .integer(1...100), "Of a JPEG."),
                .optional("width", .integer(side), "A new canvas width."),
                .optional("height", .integer(side), "A new canvas height."),
                .optional("scale", .number(0.1...4), "Pixel density."),
            ]), answer: (200, "image/png")
        ) { console, exchange throws(APIError) in try await console.preview(exchange) },
        ConsoleRoute(.get, "/schema", .member(.viewOrganization), "The JSON Schema of template documents.") {
            _, exchange throws(APIError) in
            _ = try exchange.query()
            return Response(json: TemplateSchema.json, type: "application/schema+json")
        },
    ]

    private func preview(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let fields = try await exchange.fields()
        let document = fields.value("document")
        let template: Template
        do throws(ValidationFailure) {
            template = try Template(document: document, limits: parts.limits)
        } catch {
            throw APIError(error)
        }
        let editor = "\(place.person.id) \(place.organization.id) \(template.slug ?? template.name)"
        var draft = Draft(template: template, organization: place.organization.id, lane: "preview \(place.person.id)")
        draft.overrides = fields.value("layers").objectValue ?? [:]
        draft.options = options(fields)
        draft.changing = previews.changing(in: document, of: editor)
        draft.wantsBoxes = true
        let picture = try await front.paint(try await front.plan(draft))
        var headers: HTTPFields = [
            .contentType: picture.contentType, .contentSecurityPolicy: "default-src 'none'; sandbox",
            .layerBoxes: LayerBoxes.header(picture.boxes),
        ]
        if let report = picture.report { headers[.renderReport] = report }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: picture.bytes))
    }

    private func options(_ fields: Fields) -> OutputOptions {
        var options = OutputOptions()
        if ["jpeg", "jpg"].contains(fields.text("format")) { options.format = .jpeg }
        options.quality = fields.integer("quality") ?? options.quality
        options.width = fields.integer("width")
        options.height = fields.integer("height")
        options.scale = fields.value("scale").numberValue ?? 1
        return options
    }
}

/// Boxes of layers as one header value.
enum LayerBoxes {
    /// Longer values are cut at a whole layer: some clients read headers of a bounded size.
    private static let byteLimit = 48 << 10

    /// Base64url of a JSON list: `id` is the layer's pointer in the document.
    static func header(_ boxes: [LayerBox]) -> String {
        var items: [String] = []
        var bytes = 2
        for box in boxes {
            let item = JSONValue.object([
                "id": .string(box.pointer), "name": box.name.map { .string($0) } ?? .null, "x": number(box.x),
                "y": number(box.y), "width": number(box.width), "height": number(box.height),
                "rotation": number(box.rotation),
            ]).canonicalText
            bytes += item.utf8.count + 1
            if bytes > byteLimit { break }
            items.append(item)
        }
        let text = "[" + items.joined(separator: ",") + "]"
        return Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// Hundredths of a pixel are finer than any hand.
    private static func number(_ value: Double) -> JSONValue {
        .number(value.isFinite ? (value * 100).rounded() / 100 : 0)
    }
}

extension HTTPField.Name {
    /// Where the layers of a preview lie.
    static let layerBoxes: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Layers") else { preconditionFailure("X-Layers is no field name") }
        return name
    }()
}
