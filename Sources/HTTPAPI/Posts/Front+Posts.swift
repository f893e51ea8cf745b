import Farm
import HTTPTypes
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
    ///   - then: Told the answer, on any thread, maybe before this returns.
    /// - Returns: Ends the wait of a client that has gone; nil where nothing was begun.
    func post(
        _ ask: PostAsk, _ body: [UInt8], on connection: PostConnection, then: @escaping @Sendable (RawAnswer) -> Void
    ) -> (@Sendable () -> Void)? {
        let key = ask.key
        var track = RenderTrack(source: .sync, key: key)
        guard let (plan, images) = plainPlan(body, of: ask, track: &track) else { return nil }
        let budget = budget(of: key, .post, settings: ask.settings)
        let render = PostRender(ask: ask, track: track, budget: budget, connection: connection, then: then)
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
                // Who painted is answered by the worker itself; many others would keep it from its next job.
                guard isCoalesced else { return self.finish(render, answer, isCoalesced: false) }
                connection.loop.execute { self.finish(render, answer, isCoalesced: true) }
            })
        guard let waiter else {
            answer(render, track, .failure(budget?.refusal ?? APIError(.serverError, "there is no budget")))
            return {}
        }
        return { [flights] in flights.leave(waiter) }
    }

    private func plainPlan(
        _ body: [UInt8], of ask: PostAsk, track: inout RenderTrack
    ) -> (plan: RenderPlan, images: [String: AssetImage])? {
        do throws(APIError) {
            let command = try RenderBody.read(body, limits: parts.limits)
            guard Accept.allows(command.options.format.contentType, values: ask.accepted) else { return nil }
            return try keptPlan(command, key: ask.key, track: &track)
        } catch {
            return nil
        }
    }

    private func finish(_ render: PostRender, _ answer: Flights.Answer, isCoalesced: Bool) {
        var track = render.track
        let result = Result { () throws(APIError) in
            try delivery(of: answer, isCoalesced: isCoalesced, since: render.ask.arrival, track: &track)
        }
        self.answer(render, track, result)
    }

    private func answer(_ render: PostRender, _ track: RenderTrack, _ result: Result<Delivery, APIError>) {
        let ask = render.ask
        let status: Int
        var reply: PostReply
        switch result {
        case .success(let delivery):
            status = 200
            reply = PostReply(delivery, authentication: ask.authentication)
        case .failure(let error):
            let refusal = refused(render.budget.charged(error, track: track), track: track, since: ask.arrival)
            metricsBoard.count(refusal.kind)
            status = refusal.kind.facts.status
            reply = PostReply(problemReply(refusal, requestID: ask.requestID.text))
        }
        reply.head.writeRequestID(ask.requestID)
        if let budget = render.budget {
            for field in budget.headers(now: parts.now()) { reply.head.writeHeader(field.name.rawName, field.value) }
        }
        metricsBoard.quickPosts.wrappingAdd(1, ordering: .relaxed)
        note(
            RequestFacts(
                requestID: ask.requestID.text, method: "POST", route: Self.syncPattern, status: status,
                arrival: ask.arrival, key: ask.key.id),
            peer: render.connection.peer(), forwarded: ask.forwarded)
        let now = parts.now()
        reply.head.writeEnd(date: dates.withLock { $0.text(at: now) })
        render.then(RawAnswer(head: reply.head, body: reply.body))
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
private final class PostRender: Sendable {
    let ask: PostAsk
    let track: RenderTrack
    let budget: RateBudget?
    let connection: PostConnection
    let then: @Sendable (RawAnswer) -> Void

    init(
        ask: PostAsk, track: RenderTrack, budget: RateBudget?, connection: PostConnection,
        then: @escaping @Sendable (RawAnswer) -> Void
    ) {
        self.ask = ask
        self.track = track
        self.budget = budget
        self.connection = connection
        self.then = then
    }
}
