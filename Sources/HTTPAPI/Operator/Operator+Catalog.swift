import Catalog
import Foundation
import Templates

extension Operator {
    /// The allowed hosts.
    public func listHosts(organization slug: String? = nil) async throws(OperatorError) -> HostList {
        let organization = try await organization(slug)
        return try await hosts { () throws(APIError) in try await desk.settings(of: organization.id) }
    }

    /// Adds allowed hosts, all or none.
    public func addHosts(_ hosts: [String], organization slug: String? = nil) async throws(OperatorError) -> HostList {
        let organization = try await organization(slug)
        return try await self.hosts { () throws(APIError) in
            try await desk.addHosts(hosts, organization: organization.id)
        }
    }

    /// Removes allowed hosts, all or none.
    public func removeHosts(
        _ hosts: [String], organization slug: String? = nil
    ) async throws(OperatorError) -> HostList {
        let organization = try await organization(slug)
        return try await self.hosts { () throws(APIError) in
            try await desk.removeHosts(hosts, organization: organization.id)
        }
    }

    private func hosts(_ body: () async throws(APIError) -> Settings) async throws(OperatorError) -> HostList {
        do throws(APIError) { return HostList(hosts: try await body().allowedHosts) } catch {
            throw OperatorError(error)
        }
    }

    /// Stores an image or a font.
    public func addAsset(_ command: AddAsset) async throws(OperatorError) -> AssetSummary {
        let organization = try await organization(command.organization)
        do throws(APIError) {
            return AssetSummary(
                try await desk.addAsset(
                    name: command.name, bytes: Array(command.bytes), replacing: command.replace,
                    organization: organization.id, by: Self.person))
        } catch {
            throw OperatorError(error)
        }
    }

    /// Lists all assets, newest first.
    public func listAssets(organization slug: String? = nil) async throws(OperatorError) -> [AssetSummary] {
        let organization = try await organization(slug)
        return try await all { page throws(CatalogError) in
            try await store.assets(organizationID: organization.id, page: page)
        }.map(AssetSummary.init)
    }

    /// Removes an asset that no template uses.
    public func removeAsset(id: String, organization slug: String? = nil) async throws(OperatorError) -> Done {
        let organization = try await organization(slug)
        do throws(APIError) {
            try await desk.deleteAsset(id: id, organization: organization.id)
            return Done()
        } catch {
            throw OperatorError(error)
        }
    }

    /// Makes an organization with a slug from its name.
    public func createOrganization(name: String) async throws(OperatorError) -> OrganizationSummary {
        guard let slug = Slug.suggested(by: name) else {
            throw OperatorError(
                slug: ProblemKind.validationError.slug, reason: "the name has no letter or digit to make a slug of")
        }
        let organization = Organization(id: desk.makeID(.organization), slug: slug, name: name, createdAt: now())
        do throws(CatalogError) {
            try await store.createOrganization(organization)
            return OrganizationSummary(organization)
        } catch {
            throw OperatorError(error)
        }
    }

    /// Lists all organizations, oldest first.
    public func listOrganizations() async throws(OperatorError) -> [OrganizationSummary] {
        do throws(CatalogError) {
            return try await store.organizations().map(OrganizationSummary.init)
        } catch {
            throw OperatorError(error)
        }
    }

    /// All items of a list, page by page.
    func all<Item>(
        _ read: (PageRequest) async throws(CatalogError) -> Page<Item>
    ) async throws(OperatorError) -> [Item] {
        var items: [Item] = []
        var cursor: String?
        do throws(CatalogError) {
            repeat {
                let request = try PageRequest(cursor: cursor, limit: limits.server.pageItems, limits: limits.server)
                let page = try await read(request)
                items += page.items
                cursor = page.nextCursor
            } while cursor != nil
            return items
        } catch {
            throw OperatorError(error)
        }
    }
}

extension AssetSummary {
    init(_ asset: AssetRecord) {
        self.init(
            id: asset.id, name: asset.name, kind: asset.kind.rawValue, contentType: asset.contentType,
            byteCount: asset.byteCount, width: asset.width, height: asset.height, family: asset.family,
            weight: asset.weight, createdAt: asset.createdAt)
    }
}

extension OrganizationSummary {
    init(_ organization: Organization) {
        self.init(
            id: organization.id, slug: organization.slug, name: organization.name, createdAt: organization.createdAt)
    }
}
