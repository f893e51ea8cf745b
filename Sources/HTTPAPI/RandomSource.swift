import Synchronization

/// A random generator that can be handed around and injected.
public struct RandomSource: RandomNumberGenerator, Sendable {
    private let draw: @Sendable () -> UInt64

    /// Makes a source of 64 random bits at a time.
    public init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

    public mutating func next() -> UInt64 { draw() }

    /// The system's generator, asked once: what makes ids, and nothing secret.
    ///
    /// The system has one system call for every 64 bits, which costs more than all else about an id. SipHash-2-4 of a
    /// count under 128 bits from the system is a pseudorandom function: whoever knows many ids foretells none.
    public static let system = RandomSource { [stream = RandomStream()] in stream.next() }

    /// SipHash-2-4 of one number.
    static func number(_ count: UInt64, under secret: SipHash.Secret) -> UInt64 {
        var hash = SipHash(secret)
        hash.take(count, rounds: 2)
        // SipHash ends with the number of bytes.
        hash.take(8 << 56, rounds: 2)
        return hash.finish(rounds: 4)
    }
}

/// Numbers from a secret and a count, for any thread.
private final class RandomStream: Sendable {
    private let secret: SipHash.Secret
    private let count = Atomic<UInt64>(0)

    init() {
        var generator = SystemRandomNumberGenerator()
        secret = .random(using: &generator)
    }

    func next() -> UInt64 {
        RandomSource.number(count.wrappingAdd(1, ordering: .relaxed).oldValue, under: secret)
    }
}
