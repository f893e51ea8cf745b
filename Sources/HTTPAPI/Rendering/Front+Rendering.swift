import Catalog
import Farm
import Hummingbird
import Keys
import Rendering
import Templates

extension Front {
    /// The steps of a render after its fixed parameters: scope, template, overrides, fingerprint.
    func plan(
        _ command: RenderCommand, key: VerifiedKey, budget: RateBudget?, track: inout RenderTrack
    ) async throws(APIError) -> RenderPlan {
        track.note(command)
        let template = try await template(command.template, for: key)
        let (values, resolution) = try resolve(command, template, track: &track)
        let organization = key.organizationID
        let assets = try await assets(resolution.assetNames, organization: organization)
        let fonts = try await fonts(of: organization)
        let urls = resolution.remoteImageURLs
        let remote =
            urls.isEmpty ? .none : try await remotePictures(urls, organization: organization, budget: budget)
        return RenderPlan(
            command, template, values, resolution, assets: assets, fonts: fonts, remote: remote,
            organization: organization)
    }

    /// The same where all that it takes is in memory, with the images; nil where something is to be loaded or asked
    /// for first, or the key may not use the template.
    func keptPlan(
        _ command: RenderCommand, key: VerifiedKey, track: inout RenderTrack
    ) throws(APIError) -> (plan: RenderPlan, images: [String: AssetImage])? {
        let organization = key.organizationID
        let (kept, keptFonts) = shelf.withLock { shelf in
            (
                shelf.template(Shelf.Name(organization: organization, name: command.template)),
                shelf.fonts(of: organization)
            )
        }
        guard let template = kept, let fonts = keptFonts,
            key.type != .project || key.covers(template: template.record.id)
        else { return nil }
        track.note(command)
        let (values, resolution) = try resolve(command, template, track: &track)
        guard resolution.remoteImageURLs.isEmpty else { return nil }
        guard let (assets, images) = shelf.withLock({ $0.pictures(resolution.assetNames, of: organization) }) else {
            return nil
        }
        let plan = RenderPlan(
            command, template, values, resolution, assets: assets, fonts: fonts, remote: .none,
            organization: organization)
        return (plan, images)
    }

    private func resolve(
        _ command: RenderCommand, _ template: CompiledTemplate, track: inout RenderTrack
    ) throws(APIError) -> (values: String, resolution: Resolution) {
        track.template = template
        let values = try command.overrides.values(for: template.template)
        let text = JSONValue.object(values).canonicalText
        track.values = text
        do throws(ValidationFailure) {
            return (text, try template.template.resolve(values))
        } catch {
            throw APIError(error)
        }
    }

    /// A template that a key may use: outside a project key's scope, existing or not, everything is a 403.
    func template(_ reference: String, for key: VerifiedKey) async throws(APIError) -> CompiledTemplate {
        let found = try await template(reference, organization: key.organizationID)
        if key.type == .project, !(found.map { key.covers(template: $0.record.id) } ?? false) {
            throw APIError(.forbidden, "the template \(Redaction.quoted(reference)) is not in this project key's scope")
        }
        guard let found else { throw APIError(.notFound, "there is no template \(Redaction.quoted(reference))") }
        return found
    }

    /// A painting of one's own or shared with others: admission, the worker's door, the render, its row in the
    /// history.
    func paint(
        _ plan: RenderPlan, budget: RateBudget?, exchange: Exchange, track: inout RenderTrack
    ) async throws(APIError) -> Delivery {
        let key = track.key
        try refuseEarly(plan, budget: budget, track: &track)
        let outcome = await flights.share(
            plan.name, mayLead: { budget?.take() ?? true }, isStillValid: door(of: key),
            departure: exchange.hangUp, on: exchange.loop,
            paint: { isWanted in await self.paint(plan, lane: key.id, isWanted: isWanted) })
        guard case .answered(let answer, let isCoalesced) = outcome else {
            throw budget?.refusal ?? APIError(.serverError, "a painting was refused without a budget")
        }
        return try delivery(of: answer, isCoalesced: isCoalesced, since: exchange.arrival, track: &track)
    }

    /// What is asked at the worker's door, and once more before the answer.
    func door(of key: VerifiedKey) -> @Sendable () -> Bool {
        { [keys = parts.keys.snapshot, now = parts.now] in keys.isInForce(key.id, now: now()) }
    }

    /// What a painting came to for one who waited for it; the first of them leaves its row in the history.
    func delivery(
        of answer: Flights.Answer, isCoalesced: Bool, since arrival: Duration, track: inout RenderTrack
    ) throws(APIError) -> Delivery {
        track.hasSlot = !isCoalesced
        switch answer {
        case .success(let painting):
            if painting.claimRecord() {
                track.id = painting.facts.renderID
                track.paint(painting.result.output)
                record(track, since: arrival)
                metricsBoard.count(painting)
            }
            if isCoalesced { count(.coalesced, of: track.key) }
            return Delivery(painting, source: isCoalesced ? .coalesced : .painted)
        case .failure(let error): throw APIError(error)
        }
    }

    /// Refuses what the farm would refuse, on the spot: the same answer after the same slot of the budget, without a
    /// flight, a task and a wait for a turn of the event loop. Whoever could join a painting is not refused.
    func refuseEarly(_ plan: RenderPlan, budget: RateBudget?, track: inout RenderTrack) throws(APIError) {
        guard !flights.isFlying(plan.name),
            let refusal = parts.farm.earlyRefusal(lane: track.key.id, pixelBytes: plan.pixelBytes)
        else { return }
        if let budget {
            guard budget.take() else { throw budget.refusal }
            track.hasSlot = true
        }
        throw APIError(refusal.mapped { APIError($0) })
    }

    /// The painting itself, for whoever waits for it.
    private func paint(
        _ plan: RenderPlan, lane: String, isWanted: @escaping @Sendable () -> Bool
    ) async -> Flights.Answer {
        let images: [String: AssetImage]
        do throws(APIError) { images = try await self.images(plan.assets) } catch { return .failure(.render(error)) }
        let answer: PictureFarm.Answer
        do throws(FarmError<RenderError>) {
            answer = .success(
                try await parts.farm.render(
                    plan.job(images), lane: lane, pixelBytes: plan.pixelBytes, deadlineFrom: .start,
                    isStillValid: isWanted))
        } catch {
            answer = .failure(error)
        }
        return painting(answer, of: plan)
    }

    /// The farm's answer as those who wait get it.
    func painting(_ answer: PictureFarm.Answer, of plan: RenderPlan) -> Flights.Answer {
        switch answer {
        case .success(let result): .success(Painting(result, name: plan.name, renderID: makeRenderID()))
        case .failure(let error): .failure(error.mapped { APIError($0) })
        }
    }
}
