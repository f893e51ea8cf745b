import Farm
import HTTPTypes
import Hummingbird
import Keys
import NIOCore
import Rendering

extension Front {
    /// The one route whose renders take the short way.
    static let syncPattern = "/api/v1/renders/sync"

    /// Begins a POST render that needs nothing but what is in memory, without a task: the same steps as on the
    /// ordinary way, which takes whatever is not plain and says what is wrong with it.
    ///
    /// - Parameters:
    ///   - body: All of it.
    ///   - connection: Where it came from.
    ///   - then: Told the answer on the connection's event loop, maybe before this returns.
    /// - Returns: Ends the wait of a client that has gone; nil where nothing was begun.
    func post(
        _ head: HTTPRequest, _ body: ByteBuffer, on connection: PostConnection,
        then: @escaping @Sendable (Reply) -> Void
    ) -> (@Sendable () -> Void)? {
        var exchange = Exchange(
            request: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            requestID: RequestID.make(parts.random), arrival: parts.clock.now(), parameters: [:], query: "",
            hangUp: nil, loop: nil)
        guard let (key, settings) = plainKey(&exchange) else { return nil }
        var track = RenderTrack(source: .sync, key: key)
        let budget = budget(of: key, .post, settings: settings)
        guard let (plan, images) = plainPlan(body, exchange: exchange, key: key, track: &track) else { return nil }
        let render = PostRender(exchange: exchange, track: track, budget: budget, connection: connection, then: then)
        do throws(APIError) { try refuseEarly(plan, budget: budget, track: &track) } catch {
            answer(render, track, .failure(error))
            return {}
        }
        let waiter = flights.join(
            plan.name, mayLead: { budget?.take() ?? true }, isStillValid: door(of: key),
            begin: { isWanted, done in
                let ticket = parts.farm.submit(
                    plan.job(images), lane: key.id, pixelBytes: plan.pixelBytes, isStillValid: isWanted
                ) { done(self.painting($0, of: plan)) }
                return ticket.cancel
            },
            then: { answer, isCoalesced in
                connection.loop.execute { self.finish(render, answer, isCoalesced: isCoalesced) }
            })
        guard let waiter else {
            answer(render, track, .failure(budget?.refusal ?? APIError(.serverError, "there is no budget")))
            return {}
        }
        return { [flights] in flights.leave(waiter) }
    }

    /// The key of a request, where it may render and its organization's settings are at hand.
    private func plainKey(_ exchange: inout Exchange) -> (VerifiedKey, KeptSettings)? {
        let headers = exchange.headers
        guard fits(headers) else { return nil }
        let credential: Credential
        do throws(APIError) { credential = try Credential(headers: headers, query: []) } catch { return nil }
        guard case .valid(let key) = parts.keys.snapshot.verify(credential.secret, now: parts.now()),
            key.type != .get, key.may(.renderSync),
            let settings = shelf.withLock({ $0.settings(of: key.organizationID) })
        else { return nil }
        exchange.key = key
        exchange.keyPlace = .header
        exchange.authentication = parts.clock.now() - exchange.arrival
        return (key, settings)
    }

    private func plainPlan(
        _ body: ByteBuffer, exchange: Exchange, key: VerifiedKey, track: inout RenderTrack
    ) -> (plan: RenderPlan, images: [String: AssetImage])? {
        do throws(APIError) {
            try ContentType.require(["application/json"], in: exchange.headers)
            let command = try RenderBody.read(Array(body.readableBytesView), limits: parts.limits)
            try exchange.require(accepting: command.options.format.contentType)
            return try keptPlan(command, key: key, track: &track)
        } catch {
            return nil
        }
    }

    private func finish(_ render: PostRender, _ answer: Flights.Answer, isCoalesced: Bool) {
        var track = render.track
        let result = Result { () throws(APIError) in
            try delivery(of: answer, isCoalesced: isCoalesced, exchange: render.exchange, track: &track)
        }
        self.answer(render, track, result)
    }

    private func answer(_ render: PostRender, _ track: RenderTrack, _ result: Result<Delivery, APIError>) {
        let exchange = render.exchange
        var reply: Reply
        switch result {
        case .success(let delivery): reply = self.reply(delivery, exchange: exchange)
        case .failure(let error):
            let refusal = refused(render.budget.charged(error, track: track), track: track, exchange: exchange)
            metricsBoard.count(refusal.kind)
            reply = problemReply(refusal, requestID: exchange.requestID)
        }
        finish(&reply.headers, of: exchange)
        if let budget = render.budget {
            for field in budget.headers(now: parts.now()) { reply.headers[field.name] = field.value }
        }
        metricsBoard.quickPosts.wrappingAdd(1, ordering: .relaxed)
        note(exchange, route: Self.syncPattern, status: reply.status.code, peer: render.connection.peer())
        render.then(reply)
    }

    /// POST renders that were answered in front of the router.
    package var quickPosts: Int { metricsBoard.quickPosts.load(ordering: .relaxed) }
}

/// The connection of a POST render, as far as its answer needs it.
struct PostConnection: Sendable {
    let loop: any EventLoop
    /// The address at the other end.
    let peer: @Sendable () -> String?
}

/// A POST render on its way.
private struct PostRender: Sendable {
    let exchange: Exchange
    let track: RenderTrack
    let budget: RateBudget?
    let connection: PostConnection
    let then: @Sendable (Reply) -> Void
}
