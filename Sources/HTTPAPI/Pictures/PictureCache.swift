import Limit
import NIOCore
import Sockets

/// Encoded pictures that were fetched by GET, ready to be sent again. Pure: the front holds it under a lock.
///
/// Nothing in it grows stale: a name hashes the revision of the template and the hashes of fonts and images. Who may
/// have a picture is not its business; the front asks that first, every time.
struct PictureCache: Sendable {
    /// What the cache has done and holds.
    struct Statistics: Sendable, Equatable {
        var hits = 0
        var misses = 0
        var bytes = 0
        var count = 0
        var fileBytes = 0
        var files = 0
    }

    /// A picture's bytes as one painting made them.
    private struct KeptFile: Sendable {
        let file: MemoryFile
        let renderID: String
    }

    /// Pictures of fewer bytes are copied in less time than a file takes to send.
    static let fileLeastBytes = 16 << 10

    private var entries: RecentlyUsed<PictureName, KeptPicture>
    private var files: RecentlyUsed<PictureName, KeptFile>
    private var hits = 0
    private var misses = 0

    init(limits: Limits.Server) {
        entries = RecentlyUsed(costLimit: limits.keptPictureBytes, countLimit: limits.keptPictures)
        files = RecentlyUsed(costLimit: limits.keptFileBytes, countLimit: limits.keptFiles)
    }

    var statistics: Statistics {
        Statistics(
            hits: hits, misses: misses, bytes: entries.cost, count: entries.count, fileBytes: files.cost,
            files: files.count)
    }

    /// The picture of a name; counts as its use.
    mutating func picture(_ name: PictureName) -> KeptPicture? {
        let found = entries.value(of: name)
        if found == nil { misses += 1 } else { hits += 1 }
        return found
    }

    /// The picture of a name, for those whose look-ups are not counted.
    mutating func quiet(_ name: PictureName) -> KeptPicture? { entries.value(of: name) }

    /// The bytes of a name as one painting made them, and their file where one is wanted and kept; what is not there is
    /// not counted, for it is asked for again.
    mutating func hit(_ name: PictureName, renderID: String, wantsFile: Bool) -> (bytes: ByteBuffer, file: MemoryFile?)?
    {
        let bytes = entries.use(name) { $0.facts.renderID == renderID ? $0.bytes : nil }
        guard case let bytes?? = bytes else { return nil }
        hits += 1
        guard wantsFile, bytes.readableBytes >= Self.fileLeastBytes else { return (bytes, nil) }
        return (bytes, files.use(name) { $0.renderID == renderID ? $0.file : nil } ?? nil)
    }

    mutating func keep(_ file: MemoryFile, of name: PictureName, renderID: String) {
        files.keep(KeptFile(file: file, renderID: renderID), for: name, cost: file.count)
    }

    mutating func keep(_ picture: KeptPicture, for name: PictureName) {
        guard !picture.facts.lacksImage else { return }
        entries.keep(picture, for: name, cost: picture.cost)
    }
}

/// A picture as it goes over the wire, and is kept for others.
struct KeptPicture: Sendable {
    let bytes: ByteBuffer
    let facts: PictureFacts

    /// Bytes held, with what the entry itself takes, so that tiny pictures do not come for nothing.
    var cost: Int { bytes.readableBytes + 512 + (facts.report?.utf8.count ?? 0) }
}

/// What is told of a picture beside its bytes.
struct PictureFacts: Sendable {
    let contentType: String
    let entityTag: String
    /// The value of `X-Render-Report`; nil where there was nothing to report.
    let report: String?
    /// The record of its painting.
    let renderID: String
    /// Whether a picture of another server is missing in it: such a one is never kept, and has no entity tag outside.
    let lacksImage: Bool
}
