import Farm
import NIOCore
import Rendering
import Synchronization

/// What one render made, as everybody who waited for it gets it.
final class Painting: Sendable {
    let result: FarmResult<Picture>
    let facts: PictureFacts
    private let isRecorded = Atomic(false)
    private let buffer = Mutex<ByteBuffer?>(nil)

    init(_ result: FarmResult<Picture>, name: PictureName, renderID: String) {
        self.result = result
        let report = result.output.report
        facts = PictureFacts(
            contentType: result.output.contentType, entityTag: name.fingerprint.entityTag,
            report: report.isEmpty ? nil : report.header, renderID: renderID, lacksImage: report.lacksImage)
    }

    /// The encoded picture.
    var bytes: [UInt8] { result.output.bytes }

    /// The same in a buffer that all share; made when it is first asked for, since whoever sends the bytes by itself
    /// needs none.
    var kept: KeptPicture {
        KeptPicture(
            bytes: buffer.withLock { buffer in
                let made = buffer ?? ByteBuffer(bytes: bytes)
                buffer = made
                return made
            }, facts: facts)
    }

    /// True for the first who asks: whoever that is writes the one row that the painting has in the history.
    func claimRecord() -> Bool { !isRecorded.exchange(true, ordering: .relaxed) }
}
