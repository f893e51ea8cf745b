import HTTPAPI
import HTTPTypes
import Hummingbird
import Rendering
import Templates

extension ConsoleFront {
    private static let thumbnailWidth = 480

    /// A small picture, from the kept ones where it was drawn before; 304 where the browser has it.
    func thumbnail(
        of template: Template, width: String?, for exchange: ConsoleExchange, change: (inout Draft) -> Void = { _ in }
    ) async throws(APIError) -> Response {
        let asked = try width.map { text throws(APIError) in
            guard let number = Int(text), (16...2_048).contains(number) else {
                throw APIError(pointer: "/width", "must be a whole number from 16 to 2048")
            }
            return number
        }
        let place = try exchange.place()
        var draft = Draft(
            template: template, organization: place.organization.id, lane: "thumbnails of \(place.organization.id)")
        // Small pictures keep the layout: the density shrinks, not the canvas.
        let scale = Double(asked ?? Self.thumbnailWidth) / Double(template.width)
        draft.options.scale = min(2, max(scale, 1 / Double(min(template.width, template.height))))
        // A gallery shows what there is of each template.
        draft.showsRefused = true
        change(&draft)
        return try await kept(draft, for: exchange)
    }

    /// A picture that browsers may keep and ask about.
    func kept(_ draft: Draft, for exchange: ConsoleExchange) async throws(APIError) -> Response {
        let plan = try await front.plan(draft)
        var headers: HTTPFields = [
            .eTag: plan.fingerprint.entityTag, .cacheControl: "private, no-cache",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        let tags = EntityTags(exchange.request.headers[values: .ifNoneMatch])
        if !plan.isLacking, tags?.matchesWeakly(plan.fingerprint.hex) ?? false {
            return Response(status: .notModified, headers: headers)
        }
        let picture = try await front.keptPicture(plan)
        headers[.contentType] = picture.contentType
        if picture.lacksImage { headers[.eTag] = nil }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: picture.bytes))
    }
}
