/// Makes the file name of each row from a pattern such as `{title}-{row}.png`.
///
/// A value never becomes more than a part of one file name: separators, control characters and leading dots go, and
/// a name that was taken gets a number.
struct PictureNames {
    /// Why a pattern is none.
    enum Failure: Error, Equatable {
        case unclosedBrace
        case folder
        case empty
    }

    private enum Piece: Equatable {
        case words(String)
        case field(String)
    }

    private let pieces: [Piece]
    private let ending: String
    private var taken: Set<String> = []

    /// File systems take 255 bytes; this leaves room for a number and the temporary name of an atomic write.
    private static let stemBytes = 180

    /// - Parameters:
    ///   - pattern: Text with `{column}` fields; `{row}` is the row's number. The picture's extension may be missing.
    ///   - endings: The extensions of the format, the first one is put where the pattern has none of them.
    init(pattern: String, endings: [String]) throws(Failure) {
        guard !pattern.isEmpty else { throw .empty }
        guard !pattern.contains("/"), !pattern.contains("\\") else { throw .folder }
        let found = endings.first { pattern.lowercased().hasSuffix("." + $0) }
        ending = "." + (found ?? endings[0])
        pieces = try Self.pieces(of: found == nil ? pattern[...] : pattern.dropLast(ending.count))
    }

    /// The columns that the pattern names.
    var fields: [String] {
        pieces.compactMap { piece in
            if case .field(let name) = piece { name } else { nil }
        }
    }

    /// The name for a row, different from every name before it.
    mutating func name(row: Int, value: (String) -> String?) -> String {
        var stem = ""
        for piece in pieces {
            switch piece {
            case .words(let words): stem += words
            case .field("row"): stem += value("row") ?? String(row)
            case .field(let field): stem += value(field) ?? ""
            }
        }
        let clean = Self.clean(stem)
        let wanted = clean.isEmpty ? "row-\(row)" : clean
        var candidate = wanted
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            candidate = "\(wanted)-\(number)"
            number += 1
        }
        return candidate + ending
    }

    private static func pieces(of pattern: Substring) throws(Failure) -> [Piece] {
        var pieces: [Piece] = []
        var rest = pattern
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw .unclosedBrace }
            pieces.append(.field(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return pieces
    }

    private static func clean(_ text: String) -> String {
        var name = ""
        for character in text.replacing(/\.{2,}/, with: "") {
            let isBad = "/\\:*?\"<>|".contains(character) || String(character).visible != String(character)
            let next: Character = isBad ? "-" : character.isWhitespace ? " " : character
            if next == name.last && " -".contains(next) { continue }
            guard name.utf8.count + String(next).utf8.count <= stemBytes else { break }
            name.append(next)
        }
        while let first = name.first, ". -".contains(first) { name.removeFirst() }
        while let last = name.last, ". ".contains(last) { name.removeLast() }
        return name
    }
}
