import Codecs

/// Ways to the same pixels, for benchmarks and tests: each leaves one gain out.
public struct Tuning: Sendable {
    /// Which library deflates changed bands.
    public var engine: DeflateEngine
    /// False where every band is filtered and deflated anew.
    public var reusesBands: Bool

    public init(engine: DeflateEngine = .best, reusesBands: Bool = true) {
        self.engine = engine
        self.reusesBands = reusesBands
    }
}
