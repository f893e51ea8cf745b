extension Template {
    /// The layers with a request's overrides merged in (RFC 7396, by layer name).
    ///
    /// Objects merge; lists, scalars and paints replace; `null` means missing, so the template's value stays. Only the
    /// overridden layers are read again.
    ///
    /// - Throws: Every problem, with pointers as `/layers/title/fontSize`.
    public func resolve(_ overrides: [String: JSONValue]) throws(ValidationFailure) -> Resolution {
        if overrides.isEmpty { return Resolution(layers, touched: [], touchedRoots: [], pictures: pictures) }
        var inspection = Inspection(limits: limits)
        let replaced = replacedGroups(overrides)
        var resolver = Resolver(self, replacing: replaced)
        let names = overrides.count > 1 ? overrides.keys.sorted() : Array(overrides.keys)
        inspection.within("layers") { inspection in
            for name in names {
                guard let patch = overrides[name] else { continue }
                inspection.within(name) { resolver.apply(patch, to: name, &$0) }
            }
        }
        if !replaced.isEmpty { resolver.checkNewNames(&inspection) }
        try inspection.finish()
        return resolver.resolution
    }

    /// The groups whose children a request replaces, without those inside of another such group.
    private func replacedGroups(_ overrides: [String: JSONValue]) -> [LayerEntry] {
        var groups: [LayerEntry] = []
        for (name, patch) in overrides {
            guard let children = patch["children"], !children.isNull, let entry = entries[name],
                entry.layer.isDynamic, entry.layer.type == .group
            else { continue }
            groups.append(entry)
        }
        guard groups.count > 1 else { return groups }
        let ids = Set(groups.map(\.layer.id))
        return groups.filter { ids.isDisjoint(with: $0.ancestors) }
    }

    /// The dynamic layer of this name, or why there is none.
    func dynamicEntry(_ name: String) -> Result<LayerEntry, UnknownLayer> {
        guard let entry = entries[name] else { return .failure(UnknownLayer(name: name, isStatic: false)) }
        return entry.layer.isDynamic ? .success(entry) : .failure(UnknownLayer(name: name, isStatic: true))
    }

    /// Why a name is no dynamic layer's, and which are.
    func detail(of unknown: UnknownLayer) -> String {
        let names = dynamicNames
        let exists = names.isEmpty ? "the template has no dynamic layers" : "dynamic layers are \(Wording.list(names))"
        if unknown.isStatic { return "the layer \(Wording.quote(unknown.name)) is not dynamic; \(exists)" }
        let nearest = NearestName.find(unknown.name, among: names).map { "; did you mean \(Wording.quote($0))?" } ?? ""
        return "no layer \(Wording.quote(unknown.name)); \(exists)\(nearest)"
    }

    /// The names of the dynamic layers, sorted.
    var dynamicNames: [String] { entries.filter(\.value.layer.isDynamic).keys.sorted() }
}

/// A name in a request that is no dynamic layer's.
struct UnknownLayer: Error {
    let name: String
    /// Whether a layer has the name, but is not dynamic.
    let isStatic: Bool
}
