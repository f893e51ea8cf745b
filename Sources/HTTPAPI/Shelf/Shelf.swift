import Catalog
import Keys
import Limit
import Rendering
import Templates
import Typography

/// What the front keeps ready between requests, so that a render touches no disk. Pure: the front holds it under a lock.
///
/// A change of an organization's data empties what is kept of it and raises its epoch; a value that was being loaded
/// at that time carries the old epoch and is not kept.
struct Shelf: Sendable {
    /// Something of one organization, by name.
    struct Name: Hashable, Sendable {
        let organization: String
        let name: String
    }

    private var templates: RecentlyUsed<Name, CompiledTemplate>
    private var assets: RecentlyUsed<Name, AssetRecord>
    private var images: RecentlyUsed<String, AssetImage>
    private var settings: RecentlyUsed<String, KeptSettings>
    private var fonts: RecentlyUsed<String, FontCollection>
    private var epochs: [String: UInt64] = [:]

    init(limits: Limits.Server) {
        templates = RecentlyUsed(costLimit: limits.keptTemplateBytes)
        assets = RecentlyUsed(costLimit: limits.keptAssets)
        images = RecentlyUsed(costLimit: limits.keptImageBytes)
        settings = RecentlyUsed(costLimit: limits.keptOrganizations)
        fonts = RecentlyUsed(costLimit: limits.keptOrganizations)
    }

    func epoch(of organization: String) -> UInt64 { epochs[organization] ?? 0 }

    mutating func forget(_ change: CatalogChange) {
        switch change {
        case .template(let organization):
            begin(organization)
            templates.removeAll { $0.organization == organization }
        case .asset(let organization):
            begin(organization)
            assets.removeAll { $0.organization == organization }
            fonts.remove(organization)
        case .settings(let organization):
            begin(organization)
        }
    }

    /// Begins another epoch. Settings go with the old one, whatever changed: they carry the epoch that they are of.
    private mutating func begin(_ organization: String) {
        epochs[organization, default: 0] += 1
        settings.remove(organization)
    }

    mutating func template(_ name: Name) -> CompiledTemplate? { templates.value(of: name) }
    mutating func assets(_ names: Set<String>, of organization: String) -> [String: AssetRecord] {
        var found: [String: AssetRecord] = [:]
        for name in names { found[name] = assets.value(of: Name(organization: organization, name: name)) }
        return found
    }

    /// The records and bytes of images; nil where one of them is to be loaded.
    mutating func pictures(
        _ names: Set<String>, of organization: String
    ) -> (records: [String: AssetRecord], images: [String: AssetImage])? {
        var (records, images) = ([String: AssetRecord](), [String: AssetImage]())
        for name in names {
            guard let record = assets.value(of: Name(organization: organization, name: name)) else { return nil }
            records[name] = record
            guard record.kind == .image else { continue }
            guard let image = self.images.value(of: record.hash) else { return nil }
            images[name] = image
        }
        return (records, images)
    }

    mutating func image(hash: String) -> AssetImage? { images.value(of: hash) }
    mutating func settings(of organization: String) -> KeptSettings? { settings.value(of: organization) }
    mutating func fonts(of organization: String) -> FontCollection? { fonts.value(of: organization) }

    mutating func keep(_ template: CompiledTemplate, for name: Name, epoch: UInt64) {
        guard epoch == self.epoch(of: name.organization) else { return }
        templates.keep(template, for: name, cost: max(1, template.record.document.count))
    }

    mutating func keep(_ asset: AssetRecord, for name: Name, epoch: UInt64) {
        guard epoch == self.epoch(of: name.organization) else { return }
        assets.keep(asset, for: name)
    }

    mutating func keep(_ settings: KeptSettings, of organization: String) {
        guard settings.epoch == epoch(of: organization) else { return }
        self.settings.keep(settings, for: organization)
    }

    mutating func keep(_ fonts: FontCollection, of organization: String, epoch: UInt64) {
        guard epoch == self.epoch(of: organization) else { return }
        self.fonts.keep(fonts, for: organization)
    }

    /// Images go by the hash of their bytes, so no change makes them stale.
    mutating func keep(_ image: AssetImage) { images.keep(image, for: image.hash, cost: max(1, image.bytes.count)) }
}

/// A stored revision and what it compiles to.
final class CompiledTemplate: Sendable {
    let record: TemplateRecord
    let template: Template
    /// Names the revision among all templates.
    let revision: String

    init(record: TemplateRecord, template: Template) {
        self.record = record
        self.template = template
        revision = "\(record.id).\(record.revision)"
    }
}

/// An organization's settings, ready to judge requests. A class, so that a look-up takes one reference.
final class KeptSettings: Sendable {
    let settings: Settings
    let hosts: AllowedHosts
    let imageHosts: ImageHosts
    /// Of the organization, while they are kept.
    let epoch: UInt64

    init(settings: Settings, hosts: AllowedHosts, imageHosts: ImageHosts, epoch: UInt64) {
        self.settings = settings
        self.hosts = hosts
        self.imageHosts = imageHosts
        self.epoch = epoch
    }
}
