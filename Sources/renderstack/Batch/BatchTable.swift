import Limit
import Templates

/// The rows of a batch: each a list of columns with what stands in them.
struct BatchTable: Sendable {
    /// What stands in a column: text to be coerced by the property's type, or a value as it is.
    enum Cell: Equatable, Sendable {
        case text(String)
        case value(JSONValue)

        /// The cell as part of a file name; nil for what has no such form.
        var nameText: String? {
            switch self {
            case .text(let text), .value(.string(let text)): text
            case .value(.number(let number)):
                number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : String(number)
            case .value(.bool(let flag)): String(flag)
            case .value: nil
            }
        }
    }

    let rows: [Result<[Column], BatchRowProblem>]
    /// The columns that every row has; nil in JSON lines, where each row names its own.
    let header: [String]?

    /// One column of one row.
    struct Column: Equatable, Sendable {
        let name: String
        let cell: Cell
    }

    static let maximumBytes = 512 << 20
    static let maximumRows = 1_000_000

    /// Reads a `.csv` or `.jsonl` file.
    init(path: String, limits: Limits) throws(CommandFailure) {
        let lower = path.lowercased()
        guard lower.hasSuffix(".csv") || lower.hasSuffix(".jsonl") || lower.hasSuffix(".ndjson") else {
            throw CommandFailure("\(path): the data is a .csv or a .jsonl file.")
        }
        let bytes = try InputFile.bytes(of: path, limit: Self.maximumBytes)
        if lower.hasSuffix(".csv") {
            (header, rows) = try Self.csv(bytes, path: path)
        } else {
            (header, rows) = (nil, try Self.lines(bytes, path: path, limits))
        }
        guard !rows.isEmpty else { throw CommandFailure("\(path): there is no row in it.") }
    }

    private static func csv(
        _ bytes: [UInt8], path: String
    ) throws(CommandFailure) -> (header: [String], rows: [Result<[Column], BatchRowProblem>]) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw CommandFailure("\(path): the file is no UTF-8.")
        }
        let table: [[String]]
        do {
            table = try CSVReader.rows(of: bytes, rowLimit: maximumRows + 1)
        } catch {
            throw CommandFailure("\(path): \(words(error))")
        }
        guard let header = table.first else { return ([], []) }
        guard Set(header).count == header.count else {
            throw CommandFailure("\(path): a column stands twice in the first line.")
        }
        let rows = table.dropFirst().map { cells -> Result<[Column], BatchRowProblem> in
            guard cells.count == header.count else {
                return .failure(.wrongCellCount(cells.count, expected: header.count))
            }
            return .success(zip(header, cells).map { Column(name: $0, cell: .text($1)) })
        }
        return (header, rows)
    }

    private static func lines(
        _ bytes: [UInt8], path: String, _ limits: Limits
    ) throws(CommandFailure) -> [Result<[Column], BatchRowProblem>] {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { line in
            line.contains { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t") }
        }
        guard lines.count <= maximumRows else {
            throw CommandFailure("\(path): there are \(lines.count) rows; a batch may have \(maximumRows).")
        }
        return lines.map { line in
            guard let value = try? JSONParser.parse(Array(line), maximumDepth: limits.template.depth),
                case .object(let members) = value
            else { return .failure(.noObject) }
            let columns = members.sorted { $0.key < $1.key }.map { Column(name: $0.key, cell: .value($0.value)) }
            return .success(columns)
        }
    }

    private static func words(_ failure: CSVReader.Failure) -> String {
        switch failure {
        case .unclosedQuote(let row): "row \(row) opens a quote that never closes."
        case .textAfterQuote(let row): "row \(row) has text after a closing quote."
        case .tooManyRows(let limit): "there are more than \(limit - 1) rows."
        }
    }
}

/// Why a row makes no picture before anything is drawn.
enum BatchRowProblem: Error, Equatable, CustomStringConvertible {
    case wrongCellCount(Int, expected: Int)
    case noObject
    case refused([Problem])
    /// A JSON value under a column that is set already, or that names a part of a property.
    case notOnePlace(String)

    var description: String {
        switch self {
        case .wrongCellCount(let count, let expected): "it has \(count) cells, the first line has \(expected)"
        case .noObject: "it is no JSON object"
        case .refused(let problems): problems.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")
        case .notOnePlace(let column):
            "\(column) is given twice, or is a part of a property: write the property as an object"
        }
    }
}
