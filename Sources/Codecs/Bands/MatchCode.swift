import CPNG

/// A code for matches and bytes, trained once: rows are deflated with it in one pass instead of two. ISA-L only.
// SAFETY: written in init only, freed in deinit only, read by the library.
@safe final class MatchCode: @unchecked Sendable {
    private let code: OpaquePointer

    /// - Parameter sample: Filtered rows like those to come.
    /// - Returns: Nothing where this build has no ISA-L.
    init?(trainedOn sample: [UInt8]) {
        let trained = unsafe sample.withUnsafeBufferPointer { unsafe cd_matches_train($0.baseAddress, $0.count) }
        guard let trained = unsafe trained else { return nil }
        unsafe code = trained
    }

    deinit { unsafe cd_matches_free(code) }

    func withCode<R>(_ body: (OpaquePointer) -> R) -> R { unsafe body(code) }
}
