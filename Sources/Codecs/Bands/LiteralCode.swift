import CPNG

/// A Huffman code for bytes, trained once: rows of noise are written with it without looking for matches.
// SAFETY: written in init only, freed in deinit only.
@safe final class LiteralCode: @unchecked Sendable {
    private let code: UnsafeMutablePointer<cd_literals>

    /// - Parameter sample: Filtered rows like those to come.
    init(trainedOn sample: [UInt8]) {
        unsafe code = .allocate(capacity: 1)
        unsafe sample.withUnsafeBufferPointer { unsafe cd_literals_train($0.baseAddress, $0.count, code) }
    }

    deinit { unsafe code.deallocate() }

    /// Bytes that rows take.
    func size(of raw: [UInt8]) -> Int {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cd_literals_bound(raw.count)) { out in
            guard let start = out.baseAddress else { return 0 }
            var writer = unsafe cd_literals_begin(code, start)
            unsafe raw.withUnsafeBufferPointer { unsafe cd_literals_add(&writer, code, $0.baseAddress, $0.count) }
            return unsafe cd_literals_end(&writer, code) - start
        }
    }

    func withCode<R>(_ body: (UnsafePointer<cd_literals>) -> R) -> R { unsafe body(code) }
}
