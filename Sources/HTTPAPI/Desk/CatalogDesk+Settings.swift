import Catalog
import Keys

extension CatalogDesk {
    /// Replaces what is not nil; hosts are stored in their one form.
    package func changeSettings(
        hosts: [String]?, cachePolicy: CachePolicy?, rateProfile: RateProfile? = nil, masterKeyRoles: [String]? = nil,
        remoteImageHosts: [String]? = nil, organization: String
    ) async throws(APIError) -> Settings {
        let normalized = try hosts.map { hosts throws(APIError) in try self.normalized(hosts) }
        let imageHosts = try remoteImageHosts.map { hosts throws(APIError) in try self.imageHosts(hosts) }
        return try await change(organization) { settings in
            if let normalized { settings.allowedHosts = normalized }
            if let cachePolicy { settings.cachePolicy = cachePolicy }
            if let rateProfile { settings.rateProfile = rateProfile }
            if let masterKeyRoles { settings.masterKeyRoles = masterKeyRoles }
            if let imageHosts { settings.remoteImageHosts = imageHosts }
        }
    }

    /// Replaces the rate profile.
    package func changeRateProfile(_ profile: RateProfile, organization: String) async throws(APIError) -> Settings {
        try await change(organization) { $0.rateProfile = profile }
    }

    /// Adds hosts, all or none.
    package func addHosts(_ hosts: [String], organization: String) async throws(APIError) -> Settings {
        let added = try normalized(hosts)
        let current = try await settings(of: organization).allowedHosts
        // The limit counts what would be there; the change itself is made in the store's one step.
        _ = try normalized(current + added.filter { !current.contains($0) })
        return try await change(organization) { settings in
            settings.allowedHosts += added.filter { !settings.allowedHosts.contains($0) }
        }
    }

    /// Removes hosts, all or none.
    package func removeHosts(_ hosts: [String], organization: String) async throws(APIError) -> Settings {
        let removed = try normalized(hosts)
        let current = try await settings(of: organization).allowedHosts
        if let unknown = removed.first(where: { !current.contains($0) }) {
            throw APIError(.notFound, "\(Redaction.quoted(unknown)) is not among the allowed hosts")
        }
        return try await change(organization) { settings in
            settings.allowedHosts.removeAll { removed.contains($0) }
        }
    }

    /// The settings as they are stored.
    package func settings(of organization: String) async throws(APIError) -> Settings {
        do throws(CatalogError) {
            return try await store.settings(organizationID: organization)
        } catch {
            throw APIError(error)
        }
    }

    private func normalized(_ hosts: [String]) throws(APIError) -> [String] {
        do throws(KeyError) {
            return try AllowedHosts(parsing: hosts, limits: limits.keys).texts
        } catch {
            throw APIError(error)
        }
    }

    private func imageHosts(_ hosts: [String]) throws(APIError) -> [String] {
        do throws(KeyError) {
            return try ImageHosts(parsing: hosts, limits: limits.remote).texts
        } catch .host(let entry, let problem) {
            throw APIError(pointer: "/remoteImageHosts", "\(Redaction.quoted(entry)): \(problem.explanation)")
        } catch .tooManyHosts(_, let limit) {
            throw APIError(pointer: "/remoteImageHosts", "\(limit) hosts are possible at most")
        } catch {
            throw APIError(error)
        }
    }

    private func change(
        _ organization: String, _ body: @escaping @Sendable (inout Settings) -> Void
    ) async throws(APIError) -> Settings {
        do throws(CatalogError) {
            let settings = try await store.changeSettings(organizationID: organization, body)
            await didChange(.settings(organization: organization))
            events.publish(ChangeEvent(.settings, "update", organization: organization))
            await note(
                "settings.update", .init(type: "settings", id: organization, name: ""), organization: organization,
                detail: "hosts: \(settings.allowedHosts.count), cache: \(settings.cachePolicy.rawValue), rates: "
                    + settings.rateProfile.rawValue)
            return settings
        } catch {
            throw APIError(error)
        }
    }
}
