/// Reads comma-separated values as RFC 4180 has them: quoted cells may hold commas, quotes (doubled) and line breaks.
enum CSVReader {
    /// Why a text is no table.
    enum Failure: Error, Equatable {
        /// A quote opens and never closes; the row counts from 1.
        case unclosedQuote(row: Int)
        /// Something follows the quote that closes a cell.
        case textAfterQuote(row: Int)
        case tooManyRows(limit: Int)
    }

    /// Splits the text into rows of cells; empty lines are dropped.
    ///
    /// - Parameter rowLimit: The most rows, the header among them.
    static func rows(of text: [UInt8], rowLimit: Int) throws(Failure) -> [[String]] {
        var rows: [[String]] = []
        var scanner = Scanner(bytes: text)
        while let row = try scanner.row(number: rows.count + 1) {
            if row == [""] { continue }
            guard rows.count < rowLimit else { throw .tooManyRows(limit: rowLimit) }
            rows.append(row)
        }
        return rows
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position: Int

        init(bytes: [UInt8]) {
            self.bytes = bytes
            // Spreadsheets put a byte order mark before UTF-8.
            position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        }

        private enum Ending { case cell, row }

        mutating func row(number: Int) throws(Failure) -> [String]? {
            guard position < bytes.count else { return nil }
            var cells: [String] = []
            while true {
                let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
                cells.append(isQuoted ? try quotedCell(row: number) : plainCell())
                switch try ending(row: number) {
                case .cell: continue
                case .row: return cells
                }
            }
        }

        private mutating func plainCell() -> String {
            let start = position
            while position < bytes.count, !Self.endsCell(bytes[position]) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }

        private mutating func quotedCell(row: Int) throws(Failure) -> String {
            let quote = UInt8(ascii: "\"")
            var cell: [UInt8] = []
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte != quote {
                    cell.append(byte)
                } else if position < bytes.count, bytes[position] == quote {
                    cell.append(quote)
                    position += 1
                } else {
                    return String(decoding: cell, as: UTF8.self)
                }
            }
            throw .unclosedQuote(row: row)
        }

        private mutating func ending(row: Int) throws(Failure) -> Ending {
            guard position < bytes.count else { return .row }
            let byte = bytes[position]
            guard Self.endsCell(byte) else { throw .textAfterQuote(row: row) }
            position += 1
            if byte == UInt8(ascii: ",") { return .cell }
            if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
                position += 1
            }
            return .row
        }

        private static func endsCell(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
    }
}
