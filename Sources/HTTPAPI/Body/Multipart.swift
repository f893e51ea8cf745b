/// A `multipart/form-data` body taken apart (RFC 7578), for uploads from forms.
struct Multipart: Sendable {
    struct Part: Sendable, Equatable {
        /// The field's name.
        let name: String
        /// The name of the uploaded file, where the part is one.
        let fileName: String?
        let bytes: ArraySlice<UInt8>

        var text: String? { String(validating: bytes, as: UTF8.self) }
    }

    /// Parts that a form may have.
    static let partLimit = 16
    /// Bytes of one part's header.
    static let headerLimit = 4_096

    let parts: [Part]

    /// Takes a body apart.
    ///
    /// - Throws: A validation error when the body does not follow its boundary.
    init(_ body: [UInt8], boundary: String) throws(APIError) {
        guard (1...70).contains(boundary.utf8.count) else {
            throw Self.malformed("its boundary is missing or too long")
        }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line break before it unless there is a preamble.
        var position: Int
        if body.starts(with: delimiter.dropFirst(2)) {
            position = delimiter.count - 2
        } else if let found = Self.find(delimiter, in: body[...]) {
            position = found + delimiter.count
        } else {
            throw Self.malformed("its boundary never appears")
        }
        var parts: [Part] = []
        while true {
            let rest = body[position...].drop { $0 == 0x20 || $0 == 0x09 }
            if rest.starts(with: "--".utf8) { break }
            guard rest.starts(with: "\r\n".utf8), parts.count < Self.partLimit else {
                throw Self.malformed("a boundary does not end its line, or there are more than \(Self.partLimit) parts")
            }
            // The line break belongs to the delimiter of an empty header too, so it is kept for the search.
            guard let end = Self.find(delimiter, in: rest.dropFirst(2)) else {
                throw Self.malformed("it ends too early")
            }
            parts.append(try Self.part(rest[(rest.startIndex + 2)..<end]))
            position = end + delimiter.count
        }
        self.parts = parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(APIError) -> Part {
        guard let end = find(Array("\r\n\r\n".utf8), in: bytes.prefix(headerLimit)),
            let header = String(validating: bytes[..<end], as: UTF8.self)
        else { throw malformed("a part has no header") }
        for line in header.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            let value = "x/" + line.drop { $0 != ":" }.dropFirst().trimmingSpaces
            guard let disposition = ContentType(value), disposition.name == "x/form-data",
                let name = disposition.parameters["name"]
            else { continue }
            return Part(name: name, fileName: disposition.parameters["filename"], bytes: bytes[(end + 4)...])
        }
        throw malformed("a part has no name")
    }

    private static func malformed(_ reason: String) -> APIError {
        APIError(.validationError, "the multipart body cannot be read: \(reason)")
    }

    /// The first place of a pattern; the bytes before each candidate are skipped by its first byte.
    private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let start = rest.firstIndex(of: pattern[0]) {
            if rest[start...].starts(with: pattern) { return start }
            rest = rest[(start + 1)...]
        }
        return nil
    }
}
