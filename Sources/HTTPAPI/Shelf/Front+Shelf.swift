import Catalog
import Keys
import Rendering
import Templates
import Typography

/// Loads through the shelf: what is kept costs no store, and nothing stale is ever kept.
extension Front {
    /// Forgets what a committed change made stale; call it before the change is answered.
    package func forget(_ change: CatalogChange) async {
        shelf.withLock { $0.forget(change) }
    }

    /// A template by id or slug, compiled; nil when the organization has none.
    func template(_ reference: String, organization: String) async throws(APIError) -> CompiledTemplate? {
        let name = Shelf.Name(organization: organization, name: reference)
        let (kept, epoch) = shelf.withLock { ($0.template(name), $0.epoch(of: organization)) }
        if let kept { return kept }
        let record: TemplateRecord
        do throws(CatalogError) {
            record = try await parts.store.template(organizationID: organization, idOrSlug: reference)
        } catch .notFound {
            return nil
        } catch {
            throw APIError(error)
        }
        let compiled = try await compile(record)
        shelf.withLock { $0.keep(compiled, for: name, epoch: epoch) }
        return compiled
    }

    /// Compiles a stored document, away from the event loops: a large one takes milliseconds.
    private func compile(_ record: TemplateRecord) async throws(APIError) -> CompiledTemplate {
        let limits = parts.limits
        do throws(ValidationFailure) {
            return try await withTaskExecutorPreference(globalConcurrentExecutor) { () throws(ValidationFailure) in
                CompiledTemplate(record: record, template: try Template(json: record.document, limits: limits))
            }
        } catch {
            // It was valid when it was saved: this program has become stricter since, or the store is damaged.
            throw APIError(.renderError, "the stored template is no longer valid; save it again to see why")
        }
    }

    /// A template by id or slug, checked and kept.
    package func checkedTemplate(_ reference: String, organization: String) async throws(APIError) -> Template {
        guard let found = try await template(reference, organization: organization) else {
            throw APIError(.notFound, "there is no template \(Redaction.quoted(reference))")
        }
        return found.template
    }

    /// The settings of an organization.
    func settings(of organization: String) async throws(APIError) -> KeptSettings {
        let (kept, epoch) = shelf.withLock { ($0.settings(of: organization), $0.epoch(of: organization)) }
        if let kept { return kept }
        do throws(CatalogError) {
            let settings = try await parts.store.settings(organizationID: organization)
            // Entries are checked when they are saved; one that no longer parses allows nobody.
            let entries = settings.allowedHosts.compactMap { text -> HostEntry? in
                do throws(KeyError) { return try HostEntry(parsing: text) } catch { return nil }
            }
            let kept = KeptSettings(
                settings: settings, hosts: AllowedHosts(entries),
                imageHosts: ImageHosts(stored: settings.remoteImageHosts), epoch: epoch)
            shelf.withLock { $0.keep(kept, of: organization) }
            return kept
        } catch {
            throw APIError(error)
        }
    }

    /// The records of those named assets that exist.
    func assets(_ names: Set<String>, organization: String) async throws(APIError) -> [String: AssetRecord] {
        guard !names.isEmpty else { return [:] }
        let (found, epoch) = shelf.withLock { ($0.assets(names, of: organization), $0.epoch(of: organization)) }
        let missing = names.filter { found[$0] == nil }
        guard !missing.isEmpty else { return found }
        do throws(CatalogError) {
            let loaded = try await parts.store.assets(organizationID: organization, named: missing)
            shelf.withLock { shelf in
                for (name, asset) in loaded {
                    shelf.keep(asset, for: Shelf.Name(organization: organization, name: name), epoch: epoch)
                }
            }
            return found.merging(loaded) { $1 }
        } catch {
            throw APIError(error)
        }
    }

    /// The encoded bytes of images, by the names that the template uses.
    func images(_ records: [String: AssetRecord]) async throws(APIError) -> [String: AssetImage] {
        var images: [String: AssetImage] = [:]
        for (name, record) in records where record.kind == .image {
            if let kept = shelf.withLock({ $0.image(hash: record.hash) }) {
                images[name] = kept
                continue
            }
            do throws(CatalogError) {
                let bytes = try await parts.store.assetBytes(hash: record.hash)
                let image = AssetImage(hash: record.hash, bytes: bytes)
                shelf.withLock { $0.keep(image) }
                images[name] = image
            } catch .notFound {
                // Deleted between the two look-ups; the render says that it is missing.
                continue
            } catch {
                throw APIError(error)
            }
        }
        return images
    }

    /// The standard fonts and those that the organization uploaded.
    func fonts(of organization: String) async throws(APIError) -> FontCollection {
        let (kept, epoch) = shelf.withLock { ($0.fonts(of: organization), $0.epoch(of: organization)) }
        if let kept { return kept }
        var files: [FontFile] = []
        do throws(CatalogError) {
            for record in try await parts.store.fonts(organizationID: organization) {
                let bytes = try await parts.store.assetBytes(hash: record.hash)
                files.append(FontFile(name: record.name, bytes: bytes, hash: record.hash))
            }
        } catch {
            throw APIError(error)
        }
        do throws(TypographyError) {
            let fonts = try await adding(files)
            shelf.withLock { $0.keep(fonts, of: organization, epoch: epoch) }
            return fonts
        } catch {
            throw APIError(.renderError, "an uploaded font can no longer be read; upload it again or delete it")
        }
    }

    /// Opens uploaded fonts, away from the event loops.
    private func adding(_ files: [FontFile]) async throws(TypographyError) -> FontCollection {
        guard !files.isEmpty else { return parts.fonts }
        let (fonts, limits) = (parts.fonts, parts.limits.input)
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { () throws(TypographyError) in
            try fonts.adding(files, limits: limits)
        }
    }
}
