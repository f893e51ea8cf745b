import HTTPTypes
import Hummingbird
import Keys
import Limit
import NIOCore

extension Front: HTTPResponder {
    /// Answers one request; whatever goes wrong becomes a problem, never a thrown error.
    public func respond(to request: Request, context: FrontContext) async -> Response {
        await respond(to: request, context: context, annex: nil)
    }

    /// The same with routes beside the public API's.
    func respond(to request: Request, context: FrontContext, annex: (any Annex)?) async -> Response {
        let arrival = parts.clock.now()
        let path = request.head.path ?? "/"
        let question = path.firstIndex(of: "?")
        let target = String(path[..<(question ?? path.endIndex)])
        let match = routes.match(target)
        let annexed = annex?.pattern(of: target, isTaken: match != nil)
        var exchange = Exchange(
            request: request, requestID: RequestID.make(parts.random), arrival: arrival,
            parameters: match?.parameters ?? [:],
            query: question.map { String(path[path.index(after: $0)...]) } ?? "",
            hangUp: HangUp.of(context.channel), loop: LoopExecutor.current)
        var response: Response
        do throws(APIError) {
            if let annex, annexed != nil {
                try checkSize(request, match: nil, path: path)
                let visit = visit(exchange, path: target, context: context)
                response = try await withTaskExecutorPreference(globalConcurrentExecutor) { () throws(APIError) in
                    try await annex.answer(visit)
                }
            } else {
                response = try await answer(&exchange, match: match, path: path)
            }
        } catch {
            metricsBoard.count(error.kind)
            response = problem(error, requestID: exchange.requestID)
        }
        finish(&response.headers, of: exchange)
        if exchange.request.method == .head { response = response.createHeadResponse() }
        await addStanding(to: &response, of: exchange)
        note(
            exchange, route: annexed ?? match?.pattern, status: response.status.code,
            peer: context.channel.remoteAddress?.ipAddress)
        return response
    }

    private func answer(
        _ exchange: inout Exchange, match: RouteTable<Route>.Match?, path: String
    ) async throws(APIError) -> Response {
        let request = exchange.request
        try checkSize(request, match: match, path: path)
        guard let match else { throw APIError(.notFound, "there is no such route; /openapi.json lists all") }
        guard let route = match.route(for: request.method) else {
            if request.method == .options { return Response(status: .noContent, headers: [.allow: match.allow]) }
            throw APIError(
                .methodNotAllowed, "\(match.pattern) allows \(match.allow)", headers: [.allow: match.allow])
        }
        if case .key(let operation) = route.access {
            try authenticate(&exchange, operation: operation)
        }
        if route.pace == .quick { return try await route.handle(self, exchange) }
        let settled = exchange
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { () throws(APIError) in
            try await route.handle(self, settled)
        }
    }

    private func checkSize(
        _ request: Request, match: RouteTable<Route>.Match?, path: String
    ) throws(APIError) {
        let limits = parts.limits.server
        if match?.pattern == Self.imagePattern, path.utf8.count > limits.urlCharacters {
            throw APIError(
                .uriTooLong,
                "the URL has \(path.utf8.count) characters, \(limits.urlCharacters) are possible; "
                    + "POST /api/v1/renders/sync takes values of any length")
        }
        guard fits(request.headers) else {
            throw APIError(
                .headersTooLarge,
                "the header may have \(limits.headerFields) fields and \(limits.headerBytes) bytes",
                headers: [.connection: "close"])
        }
    }

    /// Whether a header has no more fields and bytes than it may have.
    func fits(_ headers: HTTPFields) -> Bool {
        let limits = parts.limits.server
        let bytes = headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
        return bytes <= limits.headerBytes && headers.count <= limits.headerFields
    }

    private func visit(_ exchange: Exchange, path: String, context: FrontContext) -> Visit {
        let address = parts.words.trustedProxies.client(
            of: context.channel.remoteAddress?.ipAddress, forwarded: exchange.headers[values: .forwardedFor])
        return Visit(
            request: exchange.request, path: path, query: exchange.query, requestID: exchange.requestID,
            address: address ?? "", hangUp: exchange.hangUp)
    }

    /// Headers that every answer has.
    func finish(_ headers: inout HTTPFields, of exchange: Exchange) {
        headers[.requestID] = exchange.requestID
        headers[.xContentTypeOptions] = "nosniff"
        if !headers.contains(.cacheControl) { headers[.cacheControl] = "no-store" }
        if exchange.headers[.connection]?.lowercased() == "close" { headers[.connection] = "close" }
    }

    /// Counts and logs an answered request.
    ///
    /// - Parameter route: The pattern; nil where there is no such route.
    func note(_ exchange: Exchange, route: String?, status: Int, peer: @autoclosure () -> String?) {
        note(
            RequestFacts(
                requestID: exchange.requestID, method: methodName(exchange), route: route, status: status,
                arrival: exchange.arrival, key: exchange.key?.id),
            peer: peer(), forwarded: exchange.headers[values: .forwardedFor])
    }

    /// The same by its facts.
    func note(_ facts: RequestFacts, peer: @autoclosure () -> String?, forwarded: @autoclosure () -> [String]) {
        metricsBoard.count(
            route: facts.route ?? "none", method: facts.method, status: facts.status,
            duration: parts.clock.now() - facts.arrival)
        log(facts, peer: peer(), forwarded: forwarded())
    }
}
