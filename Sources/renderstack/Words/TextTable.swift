/// Rows in aligned columns, for people; `--json` is for programs.
struct TextTable {
    let header: [String]
    private(set) var rows: [[String]] = []

    init(_ header: [String]) { self.header = header }

    mutating func add(_ cells: [String]) { rows.append(cells.map(\.visible)) }

    /// The lines, the header in capitals; the last column is not padded.
    var lines: [String] {
        let all = [header.map { $0.uppercased() }] + rows
        let widths = header.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return all.map { cells in
            let padded = cells.enumerated().map { column, cell in
                column == cells.count - 1 ? cell : cell.padded(to: widths[column])
            }
            return padded.joined(separator: "  ")
        }
    }

    func print() { lines.forEach { Console.print($0) } }
}

extension String {
    /// The text with spaces after it, `width` characters long or longer.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
