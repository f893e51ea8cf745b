/// A file that only takes up room, so that there is some to give back when the disk is full and a key must be revoked.
///
/// Used on the database's queue alone, which orders its calls.
struct Reserve: Sendable {
    let path: String
    /// Bytes of the full reserve.
    let byteCount: Int

    /// Bytes that are set aside now.
    var heldBytes: Int {
        do throws(SystemCalls.Failure) {
            guard let status = try SystemCalls.status(path) else { return 0 }
            return min(status.byteCount, status.allocatedBytes)
        } catch {
            return 0
        }
    }

    /// Gives the room back.
    ///
    /// - Returns: Whether there was any.
    func release() -> Bool {
        guard heldBytes > 0 else { return false }
        do throws(SystemCalls.Failure) {
            try SystemCalls.File(path: path, for: .change).resize(to: 0)
            return true
        } catch {
            return false
        }
    }

    /// Sets aside as much as there is room for, in sixteenths of the whole; less on a disk that is nearly full.
    func restore() {
        guard byteCount > 0, heldBytes < byteCount else { return }
        do throws(SystemCalls.Failure) {
            let file = try SystemCalls.File(path: path, for: .makeOrChange)
            let step = max(1, byteCount / 16)
            for size in stride(from: byteCount, through: step, by: -step) {
                do throws(SystemCalls.Failure) { return try file.allocate(size) } catch {
                    // A failed attempt may keep a part of what it took.
                    try file.resize(to: 0)
                }
            }
        } catch {
            // Without a reserve everything else still works; `heldBytes` tells the doctor.
        }
    }
}
