/// The fonts that a render may use: an immutable value, shared by all workers.
///
/// A family's faces are matched by CSS Fonts 4: style, then nearest weight. Nothing is synthesized.
public final class FontCollection: Sendable {
    let faces: [FontFace]
    let fallback: FallbackFamilies
    private let byFamily: [String: [Int]]
    private let byIdentity: [UInt64: Int]

    /// The families that a template can name, sorted.
    public let families: [String]
    /// What decides the pictures of text: the same fonts have the same value, other fonts another one.
    public let fingerprint: String

    init(faces: [FontFace], fallback: FallbackFamilies, fingerprint: String) {
        var byFamily: [String: [Int]] = [:]
        var byIdentity: [UInt64: Int] = [:]
        for (index, face) in faces.enumerated() {
            byFamily[face.family.lowercased(), default: []].append(index)
            byIdentity[face.identity] = index
        }
        self.faces = faces
        self.fallback = fallback
        self.byFamily = byFamily
        self.byIdentity = byIdentity
        self.fingerprint = fingerprint
        families = Set(faces.map(\.family)).sorted()
    }

    /// True where the family, or CSS's generic name for one, is there. Case does not matter.
    public func has(family: String) -> Bool { byFamily[resolved(family)] != nil }

    /// The best face of a family for a weight and a style, or nothing where there is no such family.
    package func match(family: String, weight: Int, isItalic: Bool) -> FontID? {
        guard let candidates = byFamily[resolved(family)],
            let best = FontMatching.best(of: faces, among: candidates, weight: weight, isItalic: isItalic)
        else { return nil }
        return faces[best].id(weight: weight)
    }

    /// The family, weights and style behind an identity.
    package func describe(_ id: FontID) -> (family: String, weights: ClosedRange<Int>, isItalic: Bool)? {
        face(id).map { ($0.family, $0.weights, $0.isItalic) }
    }

    func face(_ id: FontID) -> FontFace? { byIdentity[id.face].map { faces[$0] } }

    private func resolved(_ family: String) -> String {
        let name = family.lowercased()
        if byFamily[name] != nil { return name }
        return fallback.generic[name]?.first { byFamily[$0] != nil } ?? name
    }
}
