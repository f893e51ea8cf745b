/// Where a picture's bands begin: at most ``KeptRows/bandRows`` rows each, and none across the border of a range of rows
/// that requests change, so that few unchanged rows are written anew. Rows that requests are known to leave alone stand in
/// bands twice as high, which take fewer bytes.
struct BandEdges {
    /// The first row of each band, and the height.
    let rows: [Int]

    init(height: Int, changing: [Range<Int>]) {
        var rows = [0]
        let ranges = Self.merged(changing, height)
        let calmRows = ranges.isEmpty ? KeptRows.bandRows : 2 * KeptRows.bandRows
        for range in ranges {
            Self.cut(&rows, to: range.lowerBound, by: calmRows)
            Self.cut(&rows, to: range.upperBound, by: KeptRows.bandRows)
        }
        Self.cut(&rows, to: height, by: calmRows)
        self.rows = rows
    }

    /// Ranges in order, joined where what lies between is too thin for a band of its own.
    static func merged(_ ranges: [Range<Int>], _ height: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        let inside = ranges.map { $0.clamped(to: 0..<height) }.filter { !$0.isEmpty }
        for range in inside.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 3 {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Even bands from the last edge to a row, each of at most so many.
    private static func cut(_ rows: inout [Int], to end: Int, by most: Int) {
        let start = rows[rows.count - 1]
        let count = (end - start + most - 1) / most
        for band in 0..<count { rows.append(start + (end - start) * (band + 1) / count) }
    }

    /// The band that holds a row.
    func band(of row: Int) -> Int {
        var low = 0
        var high = rows.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if rows[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }
}
