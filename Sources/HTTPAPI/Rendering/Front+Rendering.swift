import Catalog
import Farm
import Hummingbird
import Keys
import Rendering
import Templates

/// A picture that is known but not painted: everything that decides its pixels, and their hash.
struct RenderPlan: Sendable {
    let template: CompiledTemplate
    let resolution: Resolution
    let options: OutputOptions
    let assets: [String: AssetRecord]
    let job: @Sendable ([String: AssetImage]) -> RenderJob
    let name: PictureName
    let remote: RemotePictures
}

extension Front {
    /// The steps of a render after its fixed parameters: scope, template, overrides, fingerprint.
    func plan(
        _ command: RenderCommand, key: VerifiedKey, budget: RateBudget?, track: inout RenderTrack
    ) async throws(APIError) -> RenderPlan {
        track.asked = command.template
        track.command = command
        track.format = command.options.format.rawValue
        let template = try await template(command.template, for: key)
        track.template = template.record
        let values = try command.overrides.values(for: template.template)
        track.values = values
        let resolution: Resolution
        do throws(ValidationFailure) {
            resolution = try template.template.resolve(values)
        } catch {
            throw APIError(error)
        }
        let organization = key.organizationID
        let assets = try await assets(resolution.assetNames, organization: organization)
        let fonts = try await fonts(of: organization)
        let urls = resolution.remoteImageURLs
        let remote =
            urls.isEmpty ? .none : try await remotePictures(urls, organization: organization, budget: budget)
        var hashes = assets.mapValues(\.hash)
        if !remote.isEmpty { hashes.merge(remote.hashes) { $1 } }
        let fingerprint = Fingerprint(
            revision: "\(template.record.id).\(template.record.revision)", overrides: .object(values),
            options: command.options, assets: hashes, fonts: fonts.fingerprint, version: command.version)
        let images = hashes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        // What lacks an image is painted whole, so that nothing of it is kept.
        let identity =
            remote.isLacking
            ? nil : "\(template.record.id).\(template.record.revision) \(fonts.fingerprint) \(images)"
        return RenderPlan(
            template: template, resolution: resolution, options: command.options, assets: assets,
            job: { images in
                RenderJob(
                    template: template.template, resolution: resolution, options: command.options, fonts: fonts,
                    assets: remote.source(with: images), identity: identity)
            }, name: PictureName(organization: organization, fingerprint: fingerprint), remote: remote)
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
            plan.name, mayLead: { budget?.take() ?? true },
            isStillValid: { [parts] in parts.keys.snapshot.isInForce(key.id, now: parts.now()) },
            departure: exchange.hangUp, on: exchange.loop,
            paint: { isWanted in await self.paint(plan, lane: key.id, isWanted: isWanted) })
        guard case .answered(let answer, let isCoalesced) = outcome else {
            throw budget?.refusal ?? APIError(.serverError, "a painting was refused without a budget")
        }
        track.hasSlot = !isCoalesced
        switch answer {
        case .success(let painting):
            if painting.claimRecord() {
                track.id = painting.picture.renderID
                track.paint(painting.result.output)
                record(track, of: exchange)
                metricsBoard.count(painting)
            }
            if isCoalesced { count(\.coalesced, of: key) }
            return Delivery(painting, source: isCoalesced ? .coalesced : .painted)
        case .failure(let error): throw APIError(error)
        }
    }

    /// Refuses what the farm would refuse, on the spot: the same answer after the same slot of the budget, without a
    /// flight, a task and a wait for a turn of the event loop. Whoever could join a painting is not refused.
    private func refuseEarly(_ plan: RenderPlan, budget: RateBudget?, track: inout RenderTrack) throws(APIError) {
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
        do throws(FarmError<RenderError>) {
            let result = try await parts.farm.render(
                plan.job(images), lane: lane, pixelBytes: plan.pixelBytes, deadlineFrom: .start, isStillValid: isWanted)
            return .success(Painting(result, name: plan.name, renderID: makeRenderID()))
        } catch {
            return .failure(error.mapped { APIError($0) })
        }
    }
}

extension RenderPlan {
    /// Bytes of pixels that the render will hold at its height, roughly: the canvas and a layer over it, and each
    /// image decoded.
    var pixelBytes: Int {
        Self.pixelBytes(template: template.template, options: options, assets: assets, remote: remote)
    }

    static func pixelBytes(
        template: Template, options: OutputOptions, assets: [String: AssetRecord], remote: RemotePictures
    ) -> Int {
        let width = Double(template.width)
        let height = Double(template.height)
        let horizontal = options.width.map { Double($0) / width } ?? options.height.map { Double($0) / height } ?? 1
        let vertical = options.height.map { Double($0) / height } ?? horizontal
        let canvas = width * horizontal * height * vertical * options.scale * options.scale
        let images = assets.values.reduce(0.0) { $0 + Double($1.width ?? 0) * Double($1.height ?? 0) } + remote.pixels
        return Int(min(canvas * 8 + images * 4, 1e15))
    }
}
