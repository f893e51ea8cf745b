/// Where tokens, salts and ids come from: the system's generator, or a seeded one in tests.
public struct RandomBits: RandomNumberGenerator, Sendable {
    private let draw: @Sendable () -> UInt64

    /// Makes a source of 64 random bits at a time.
    public init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

    public mutating func next() -> UInt64 { draw() }

    /// The system's generator, the only one fit for use outside tests.
    public static let system = RandomBits {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
