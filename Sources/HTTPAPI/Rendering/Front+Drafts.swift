import Catalog
import Crypto
import Farm
import Foundation
import NIOCore
import Rendering
import Templates

/// A picture for somebody at work: outside the history, the budgets and the counts.
package struct Draft: Sendable {
    package let template: Template
    package var overrides: [String: JSONValue] = [:]
    package var options = OutputOptions()
    package let organization: String
    /// Who asks: lanes take turns where renders wait.
    package let lane: String
    /// Layers directly on the canvas that are likely to change next, by their place; nil where nobody knows. What lies
    /// under and over them is kept.
    package var changing: Set<Int>?
    /// Images that are not among the organization's assets.
    package var ownImages: [String: AssetImage] = [:]
    package var wantsBoxes = false
    /// True where a picture of another server that nobody allowed is left out, and not a refusal.
    package var showsRefused = false

    /// Describes a draft.
    package init(template: Template, organization: String, lane: String) {
        self.template = template
        self.organization = organization
        self.lane = lane
    }
}

/// A draft that is known but not painted.
package struct DraftPlan: Sendable {
    /// The hash of everything that decides the pixels.
    package let fingerprint: Fingerprint
    /// Whether a picture of another server is missing: what is painted is then nobody's to keep.
    package let isLacking: Bool
    let job: RenderJob
    let pixelBytes: Int
    let lane: String
    let name: PictureName
}

/// A draft's picture.
package struct DraftPicture: Sendable {
    package let bytes: ByteBuffer
    package let contentType: String
    /// The value of `X-Render-Report`; nil where there was nothing to report.
    package let report: String?
    package let boxes: [LayerBox]
    /// Whether a picture of another server is missing in it.
    package let lacksImage: Bool
}

extension Front {
    /// The steps of a draft before it is painted: overrides, assets, fonts, fingerprint.
    package func plan(_ draft: Draft) async throws(APIError) -> DraftPlan {
        var resolution: Resolution
        do throws(ValidationFailure) {
            resolution = try draft.template.resolve(draft.overrides)
        } catch {
            throw APIError(error)
        }
        let records = try await assets(resolution.assetNames, organization: draft.organization)
        let fonts = try await fonts(of: draft.organization)
        let images = try await images(records).merging(draft.ownImages) { $1 }
        let remote = try await remotePictures(
            resolution.remoteImageURLs, organization: draft.organization, showsRefused: draft.showsRefused)
        let hashes = images.mapValues(\.hash).merging(remote.hashes) { $1 }
        var identity: String?
        if let changing = draft.changing, !remote.isLacking {
            let roots = resolution.layers
            let ids = Set(changing.filter(roots.indices.contains).map { roots[$0].id })
                .union(resolution.touchedRoots)
            identity = Self.identity(of: draft.template, leavingOut: ids, roots: roots, fonts.fingerprint, hashes)
            resolution = resolution.marking(roots: ids)
        }
        let fingerprint = Fingerprint(
            revision: "draft \(Self.hash(draft.template.document))",
            overrides: JSONValue.object(draft.overrides).canonicalText,
            options: draft.options, assets: hashes, fonts: fonts.fingerprint, version: nil)
        var job = RenderJob(
            template: draft.template, resolution: resolution, options: draft.options, fonts: fonts,
            assets: remote.source(with: images), identity: identity)
        job.wantsBoxes = draft.wantsBoxes
        job.isDraft = true
        return DraftPlan(
            fingerprint: fingerprint, isLacking: remote.isLacking, job: job,
            pixelBytes: RenderPlan.pixelBytes(
                template: draft.template, options: draft.options, assets: records, remote: remote),
            lane: draft.lane, name: PictureName(organization: draft.organization, fingerprint: fingerprint))
    }

    /// Paints a draft.
    package func paint(_ plan: DraftPlan) async throws(APIError) -> DraftPicture {
        let error: FarmError<RenderError>
        do throws(FarmError<RenderError>) {
            let picture = try await parts.farm.render(
                plan.job, lane: plan.lane, pixelBytes: plan.pixelBytes, deadlineFrom: .start, isStillValid: { true }
            ).output
            return DraftPicture(
                bytes: ByteBuffer(bytes: picture.bytes), contentType: picture.contentType,
                report: picture.report.isEmpty ? nil : picture.report.header, boxes: picture.boxes,
                lacksImage: picture.report.lacksImage)
        } catch let failure {
            error = failure
        }
        throw APIError(error.mapped { APIError($0) })
    }

    /// Paints a draft that may be asked for again, such as a thumbnail, or takes it from the pictures that are kept.
    package func keptPicture(_ plan: DraftPlan) async throws(APIError) -> DraftPicture {
        if let kept = pictures.withLock({ $0.quiet(plan.name) }) {
            return DraftPicture(
                bytes: kept.bytes, contentType: kept.facts.contentType, report: kept.facts.report, boxes: [],
                lacksImage: false)
        }
        let picture = try await paint(plan)
        let kept = KeptPicture(
            bytes: picture.bytes,
            facts: PictureFacts(
                contentType: picture.contentType, entityTag: plan.fingerprint.entityTag, report: picture.report,
                renderID: "", lacksImage: picture.lacksImage))
        pictures.withLock { $0.keep(kept, for: plan.name) }
        return picture
    }

    /// Names everything of a picture but the layers that change.
    private static func identity(
        of template: Template, leavingOut ids: Set<Int>, roots: [Layer], _ fonts: String, _ hashes: [String: String]
    ) -> String {
        var members = template.document.objectValue ?? [:]
        var layers = members["layers"]?.arrayValue ?? []
        for (place, root) in roots.enumerated() where ids.contains(root.id) && layers.indices.contains(place) {
            layers[place] = .null
        }
        members["layers"] = .array(layers)
        return RenderPlan.identity("draft \(hash(.object(members)))", fonts: fonts, images: hashes)
    }

    private static func hash(_ value: JSONValue) -> String {
        SHA256.hash(data: value.canonicalBytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
