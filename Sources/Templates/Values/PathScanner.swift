/// A cursor over the tokens of SVG path data.
struct PathScanner {
    private let bytes: [UInt8]
    private(set) var position = 0
    private let coordinateLimit: Double

    init(_ text: String, coordinateLimit: Double) {
        bytes = Array(text.utf8)
        self.coordinateLimit = coordinateLimit
    }

    var isAtEnd: Bool { position >= bytes.count }

    func error(_ reason: PathDataError.Reason) -> PathDataError { PathDataError(reason: reason, offset: position) }

    mutating func skipBlanks() {
        while position < bytes.count, ColorArguments.isBlank(bytes[position]) { position += 1 }
    }

    /// The next byte, which is a command's letter.
    mutating func command() throws(PathDataError) -> UInt8 {
        guard !isAtEnd, "MmLlHhVvCcSsQqTtAaZz".utf8.contains(bytes[position]) else { throw error(.expectedCommand) }
        position += 1
        return bytes[position - 1]
    }

    /// Whether the arguments of a command go on: a comma, or what starts a number.
    mutating func hasMoreArguments() -> Bool {
        skipBlanks()
        guard !isAtEnd else { return false }
        switch bytes[position] {
        case UInt8(ascii: ","):
            position += 1
            return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
            return true
        default: return false
        }
    }

    /// The next number, with blanks and a comma before it.
    mutating func number() throws(PathDataError) -> Double {
        skipSeparator()
        return try firstNumber()
    }

    /// The first number of a command's arguments: no comma before it.
    mutating func firstNumber() throws(PathDataError) -> Double {
        skipBlanks()
        guard let number = DecimalNumber.read(bytes, from: position, as: .svg) else { throw error(.expectedNumber) }
        guard abs(number.value) <= coordinateLimit else { throw error(.outOfRange(limit: coordinateLimit)) }
        position = number.end
        return number.value
    }

    /// The next flag: one digit, which needs nothing after it.
    mutating func flag() throws(PathDataError) -> Bool {
        skipSeparator()
        guard !isAtEnd, bytes[position] == UInt8(ascii: "0") || bytes[position] == UInt8(ascii: "1") else {
            throw error(.expectedFlag)
        }
        position += 1
        return bytes[position - 1] == UInt8(ascii: "1")
    }

    private mutating func skipSeparator() {
        skipBlanks()
        guard !isAtEnd, bytes[position] == UInt8(ascii: ",") else { return }
        position += 1
        skipBlanks()
    }
}
