import HTTPTypes
import Limit
import NIOCore

/// Which picture a target stood for when it was last asked for the ordinary way. Pure: the front holds it under a lock.
///
/// It saves reading and resolving, and decides nothing: key and host are checked for every request, and an entry is worth
/// nothing once the organization's templates, assets or settings have changed, which its epoch tells.
struct HitTable: Sendable {
    /// What was found by a hash; whether it is what was asked for shows outside the lock.
    struct Candidate: Sendable {
        private let known: KnownHit

        fileprivate init(_ known: KnownHit) { self.known = known }

        /// The entry, if it is that of a target which has its key in a certain place.
        func confirmed(organization: String, target: Span<UInt8>, key: Range<Int>) -> KnownHit? {
            known.rest.matches(organization: organization, target: target, key: key) ? known : nil
        }
    }

    private var entries: RecentlyUsed<TargetHash, KnownHit>

    init(limits: Limits.Server) {
        entries = RecentlyUsed(costLimit: limits.keptTargetBytes)
    }

    var count: Int { entries.count }
    var bytes: Int { entries.cost }

    /// What may be known of a target in the present epoch of its organization.
    mutating func candidate(_ hash: TargetHash, epoch: UInt64) -> Candidate? {
        guard let known = entries.value(of: hash) else { return nil }
        guard known.epoch == epoch else {
            entries.remove(hash)
            return nil
        }
        return Candidate(known)
    }

    mutating func keep(_ known: KnownHit, for hash: TargetHash) {
        entries.keep(known, for: hash, cost: known.cost)
    }
}

/// What the ordinary way made of a target: the picture's name and the header of its answer, but for what changes with
/// each request. A class, so that a look-up takes one reference and no copies.
final class KnownHit: Sendable {
    let rest: TargetRest
    let picture: PictureName
    let epoch: UInt64
    let renderID: String
    let entityTag: String
    let contentType: String
    /// Status line and header fields of a 200, without the empty line at their end.
    let found: ByteBuffer
    /// The same of a 304.
    let notModified: ByteBuffer

    /// - Parameters:
    ///   - rest: The target.
    ///   - picture: As it is kept.
    ///   - headers: Of the ordinary answer to a hit.
    init(
        _ rest: TargetRest, _ name: PictureName, _ picture: KeptPicture, epoch: UInt64, headers: HTTPFields,
        sharing: HTTPFields
    ) {
        self.rest = rest
        self.picture = name
        self.epoch = epoch
        renderID = picture.facts.renderID
        entityTag = picture.facts.entityTag
        contentType = picture.facts.contentType
        var fields = headers
        // These differ from request to request.
        for name in [HTTPField.Name.serverTiming, .accessControlAllowOrigin] { fields[name] = nil }
        fields[.contentLength] = String(picture.bytes.readableBytes)
        fields[.xContentTypeOptions] = "nosniff"
        found = Self.head("200 OK", fields)
        fields = sharing
        fields[.accessControlAllowOrigin] = nil
        fields[.eTag] = picture.facts.entityTag
        fields[.xContentTypeOptions] = "nosniff"
        notModified = Self.head("304 Not Modified", fields)
    }

    /// Bytes held, with what the entry itself takes.
    var cost: Int { found.readableBytes + notModified.readableBytes + rest.count + 512 }

    private static func head(_ status: String, _ fields: HTTPFields) -> ByteBuffer {
        var head = ByteBuffer(string: "HTTP/1.1 \(status)\r\n")
        for field in fields { head.writeString("\(field.name.rawName): \(field.value)\r\n") }
        return head
    }
}
