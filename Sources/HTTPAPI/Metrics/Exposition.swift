/// Writes metrics in Prometheus' text format, version 0.0.4.
///
/// Labels hold names of this program's own making: routes, stages, reasons. Nothing that a stranger sent, no key and
/// no template ever becomes one.
struct Exposition {
    private(set) var text = ""

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        head(name, "gauge", help)
        line(name, [], value)
    }

    /// A gauge for each of several sets of labels.
    mutating func gauges(_ name: String, _ help: String, _ values: [(labels: [(String, String)], value: Int)]) {
        head(name, "gauge", help)
        for (labels, value) in values { line(name, labels, Double(value)) }
    }

    mutating func counter(_ name: String, _ help: String, _ value: Int) {
        head(name, "counter", help)
        line(name, [], Double(value))
    }

    /// A counter for each of several sets of labels.
    mutating func counters(_ name: String, _ help: String, _ values: [(labels: [(String, String)], value: Int)]) {
        head(name, "counter", help)
        for (labels, value) in values { line(name, labels, Double(value)) }
    }

    /// A histogram for each value of one label; without a label, one.
    mutating func histograms(_ name: String, _ help: String, _ values: [(labels: [(String, String)], Histogram)]) {
        head(name, "histogram", help)
        for (labels, histogram) in values {
            var total = 0
            for (index, count) in histogram.counts.enumerated() {
                total += count
                let bound = index < Histogram.bounds.count ? Self.number(Histogram.bounds[index]) : "+Inf"
                line(name + "_bucket", labels + [("le", bound)], Double(total))
            }
            line(name + "_sum", labels, histogram.sum)
            line(name + "_count", labels, Double(total))
        }
    }

    private mutating func head(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let inside = labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",")
        text += "\(name)\(inside.isEmpty ? "" : "{\(inside)}") \(Self.number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        // Whole numbers without a point, as counters are usually read.
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
