/// Names one face, at one weight if it is variable, by its content: the same on every worker and in every run.
public struct FontID: Sendable, Hashable {
    /// From the file's hash and the face's index.
    package let face: UInt64
    /// The `wght` coordinate of a variable face, 0 for a static one.
    package let variationWeight: UInt16

    package init(face: UInt64, variationWeight: UInt16) {
        self.face = face
        self.variationWeight = variationWeight
    }
}

/// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/. For names that nobody gains from colliding.
struct StableHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte: byte) }
        add(byte: 0xFF)
    }

    mutating func add(_ number: Int) {
        let bits = UInt64(bitPattern: Int64(number))
        for shift in stride(from: 0, to: 64, by: 8) { add(byte: UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }

    private mutating func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
