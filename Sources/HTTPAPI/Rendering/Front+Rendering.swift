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
    let fingerprint: Fingerprint
}

extension Front {
    /// The steps of a render after its fixed parameters: scope, template, overrides, fingerprint.
    nonisolated func plan(
        _ command: RenderCommand, key: VerifiedKey, track: inout RenderTrack
    ) async throws(APIError) -> RenderPlan {
        track.asked = command.template
        track.format = command.options.format.rawValue
        let template = try await template(command.template, for: key)
        track.template = template.record
        let values = try command.overrides.values(for: template.template)
        let resolution: Resolution
        do throws(ValidationFailure) {
            resolution = try template.template.resolve(values)
        } catch {
            throw APIError(error)
        }
        let organization = key.organizationID
        let assets = try await assets(resolution.assetNames, organization: organization)
        let fonts = try await fonts(of: organization)
        let fingerprint = Fingerprint(
            revision: "\(template.record.id).\(template.record.revision)", overrides: .object(values),
            options: command.options, assets: assets.mapValues(\.hash), fonts: fonts.fingerprint,
            version: command.version)
        let images = assets.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.hash)" }.joined(separator: ",")
        let identity = "\(template.record.id).\(template.record.revision) \(fonts.fingerprint) \(images)"
        return RenderPlan(
            template: template, resolution: resolution, options: command.options, assets: assets,
            job: { images in
                RenderJob(
                    template: template.template, resolution: resolution, options: command.options, fonts: fonts,
                    assets: images, identity: identity)
            }, fingerprint: fingerprint)
    }

    /// A template that a key may use: outside a project key's scope, existing or not, everything is a 403.
    nonisolated func template(_ reference: String, for key: VerifiedKey) async throws(APIError) -> CompiledTemplate {
        let found = try await template(reference, organization: key.organizationID)
        if key.type == .project, !(found.map { key.covers(template: $0.record.id) } ?? false) {
            throw APIError(.forbidden, "the template \(Redaction.quoted(reference)) is not in this project key's scope")
        }
        guard let found else { throw APIError(.notFound, "there is no template \(Redaction.quoted(reference))") }
        return found
    }

    /// Admission, the worker's door and the render itself.
    nonisolated func paint(
        _ plan: RenderPlan, key: VerifiedKey, exchange: Exchange
    ) async throws(APIError) -> FarmResult<Picture> {
        let job = plan.job(try await images(plan.assets))
        let render: @Sendable () async -> Result<FarmResult<Picture>, FarmError<RenderError>> = { [parts] in
            do throws(FarmError<RenderError>) {
                let result = try await parts.farm.render(
                    job, lane: key.id, pixelBytes: plan.pixelBytes,
                    isStillValid: { parts.keys.snapshot.isInForce(key.id, now: parts.now()) })
                return .success(result)
            } catch {
                return .failure(error)
            }
        }
        let outcome: Result<FarmResult<Picture>, FarmError<RenderError>>
        if let hangUp = exchange.hangUp { outcome = await hangUp.cancelling(render) } else { outcome = await render() }
        switch outcome {
        case .success(let result): return result
        case .failure(let error): throw APIError(error)
        }
    }
}

extension RenderPlan {
    /// Bytes of pixels that the render will hold at its height, roughly: the canvas and a layer over it, and each
    /// image decoded.
    var pixelBytes: Int {
        let width = Double(template.template.width)
        let height = Double(template.template.height)
        let horizontal = options.width.map { Double($0) / width } ?? options.height.map { Double($0) / height } ?? 1
        let vertical = options.height.map { Double($0) / height } ?? horizontal
        let canvas = width * horizontal * height * vertical * options.scale * options.scale
        let images = assets.values.reduce(0.0) { $0 + Double($1.width ?? 0) * Double($1.height ?? 0) }
        return Int(min(canvas * 8 + images * 4, 1e15))
    }
}
