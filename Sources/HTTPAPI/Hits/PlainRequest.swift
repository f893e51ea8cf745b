/// Bytes that are one request from its first to its last, of any kind that has no body. Pure.
///
/// Behind such a request another one begins, whoever answers it.
enum PlainRequest {
    private static let methods = ["GET ", "HEAD "].map { [UInt8]($0.utf8) }
    private static let version = [UInt8](" HTTP/1.1\r\n".utf8)

    /// Whether what has arrived is such a request, in plain ASCII and without anything that a parser could take for the
    /// beginning of a body or of another protocol.
    static func isWhole(_ bytes: Span<UInt8>, within bounds: RequestScan.Bounds) -> Bool {
        guard let method = methods.first(where: { $0.span.equals(bytes, from: 0) }) else { return false }
        var place = method.count
        while place < bytes.count, (0x21..<0x7F).contains(bytes[place]) { place &+= 1 }
        guard place > method.count, place - method.count <= bounds.targetBytes, version.span.equals(bytes, from: place)
        else { return false }
        let end = FieldLines.read(bytes, from: place + version.count, within: bounds) { name, value in
            switch name.meaning {
            case .refused, .contentLength: false
            case .connection: FieldValue.isKeepAlive(value, in: bytes)
            default: true
            }
        }
        return end == bytes.count
    }
}
