import Foundation

extension Date {
    /// Milliseconds since 1970, to the nearest; moments beyond what 64 bits hold become the nearest one that fits.
    ///
    /// Stored dates are whole milliseconds, so that what is written and what is read back are equal.
    public var wholeMilliseconds: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1_000).rounded()
        if let exact = Int64(exactly: milliseconds) { return exact }
        return milliseconds < 0 ? .min : .max
    }

    /// The moment that is so many milliseconds after 1970.
    public init(wholeMilliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(wholeMilliseconds) / 1_000)
    }

    /// The same moment as it will be read back from a store.
    package var storable: Date { Date(wholeMilliseconds: wholeMilliseconds) }
}
