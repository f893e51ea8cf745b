import HTTPTypes

/// Every way in which this API refuses or fails: status, slug and title, as the contract's table has them.
package enum ProblemKind: CaseIterable, Sendable {
    case validationError, authenticationError, forbidden, notFound, methodNotAllowed, notAcceptable, requestTimeout
    case conflict, preconditionFailed, payloadTooLarge, uriTooLong, unsupportedMediaType, renderError, headersTooLarge,
        rateLimited
    case serverError, overloaded, deadlineExceeded

    /// Status code, slug of the problem's type, and title.
    package var facts: (status: Int, slug: String, title: String) {
        switch self {
        case .validationError: (400, "validation-error", "The request is not valid")
        case .authenticationError: (401, "authentication-error", "Not authenticated")
        case .forbidden: (403, "forbidden", "Not allowed")
        case .notFound: (404, "not-found", "Not found")
        case .methodNotAllowed: (405, "method-not-allowed", "Method not allowed")
        case .notAcceptable: (406, "not-acceptable", "No acceptable representation")
        case .requestTimeout: (408, "request-timeout", "The request took too long to arrive")
        case .conflict: (409, "conflict", "Conflict")
        case .preconditionFailed: (412, "precondition-failed", "Precondition failed")
        case .payloadTooLarge: (413, "payload-too-large", "The body is too large")
        case .uriTooLong: (414, "uri-too-long", "The URL is too long")
        case .unsupportedMediaType: (415, "unsupported-media-type", "Unsupported media type")
        case .renderError: (422, "render-error", "The picture cannot be made")
        case .rateLimited: (429, "rate-limited", "Too many renders this minute")
        case .headersTooLarge: (431, "headers-too-large", "The header is too large")
        case .serverError: (500, "server-error", "Our fault")
        case .overloaded: (503, "overloaded", "Too much to do")
        case .deadlineExceeded: (504, "deadline-exceeded", "The render took too long")
        }
    }

    package var status: HTTPResponse.Status { HTTPResponse.Status(code: facts.status) }
    package var slug: String { facts.slug }
}
