import Farm
import Rendering
import Synchronization

/// What one render made, as everybody who waited for it gets it.
final class Painting: Sendable {
    let result: FarmResult<Picture>
    let picture: KeptPicture
    private let isRecorded = Atomic(false)

    init(_ result: FarmResult<Picture>, name: PictureName, renderID: String) {
        self.result = result
        let report = result.output.report
        picture = KeptPicture(
            bytes: result.output.bytes, contentType: result.output.contentType,
            entityTag: name.fingerprint.entityTag, report: report.isEmpty ? nil : report.header, renderID: renderID,
            lacksImage: report.lacksImage)
    }

    /// True for the first who asks: whoever that is writes the one row that the painting has in the history.
    func claimRecord() -> Bool { !isRecorded.exchange(true, ordering: .relaxed) }
}
