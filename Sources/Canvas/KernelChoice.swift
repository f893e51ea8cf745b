import CKernels

/// Which of the kernels' two bodies runs; both give the same bits.
public enum KernelBody: Int32, Sendable, CaseIterable {
    case portable = 0
    case avx2 = 1

    /// The body in use, chosen by what the processor can do.
    public static var current: KernelBody { KernelBody(rawValue: ck_body()) ?? .portable }

    /// Chooses a body for the whole process: tests and benchmarks compare both.
    ///
    /// - Returns: False where the processor cannot run it.
    public func use() -> Bool { ck_choose_body(rawValue) == 1 }
}
