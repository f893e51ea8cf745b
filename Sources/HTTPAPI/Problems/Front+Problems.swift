import HTTPTypes
import Hummingbird
import NIOCore
import Templates

extension Front {
    /// A refusal as `application/problem+json` (RFC 9457).
    package func problem(_ error: APIError, requestID: String) -> Response {
        Response(problemReply(error, requestID: requestID))
    }

    func problemReply(_ error: APIError, requestID: String) -> Reply {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        for field in error.headers { headers[field.name] = field.value }
        let bytes = problemBody(error, requestID: requestID).canonicalBytes
        return Reply(status: error.kind.status, headers: headers, body: ByteBuffer(bytes: bytes))
    }

    package func problemBody(_ error: APIError, requestID: String) -> JSONValue {
        let facts = error.kind.facts
        var members: [String: JSONValue] = [
            "type": .string(parts.words.errorTypeBase + "/errors/" + facts.slug), "title": .string(facts.title),
            "status": .number(Double(facts.status)), "detail": .string(error.detail), "instance": .string(requestID),
        ]
        if !error.errors.isEmpty {
            members["errors"] = .array(
                error.errors.map { ["pointer": .string($0.pointer), "detail": .string($0.detail)] })
        }
        return .object(members)
    }
}

extension Response {
    /// An answer with a JSON body.
    package init(
        status: HTTPResponse.Status = .ok, json: JSONValue, headers: HTTPFields = [:],
        type: String = "application/json"
    ) {
        var headers = headers
        headers[.contentType] = type
        self.init(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.canonicalBytes)))
    }
}
