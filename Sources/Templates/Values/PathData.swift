/// Why a text is no SVG path data.
public struct PathDataError: Error, Equatable, Sendable {
    /// What the parser met.
    public enum Reason: Equatable, Sendable {
        /// The data must start with `M` or `m`.
        case expectedMove
        /// No command letter where one is needed.
        case expectedCommand
        case expectedNumber
        /// An arc's flag is `0` or `1`.
        case expectedFlag
        /// A number, or the place that it leads to, is beyond the limit.
        case outOfRange(limit: Double)
        case tooManySegments(limit: Int)
    }

    /// What was met.
    public let reason: Reason
    /// Bytes before the place.
    public let offset: Int
}

/// SVG path data (SVG 1.1, 8.3.9, with SVG 2's reading of negative radii) as absolute segments; arcs become cubics.
public enum PathData {
    /// Reads path data. Empty data draws nothing.
    ///
    /// - Parameters:
    ///   - text: All commands: `M L H V C S Q T A Z`, absolute and relative.
    ///   - segmentLimit: Segments of the longest path.
    ///   - coordinateLimit: The largest magnitude of a coordinate.
    public static func parse(
        _ text: String, segmentLimit: Int, coordinateLimit: Double
    ) throws(PathDataError) -> [PathSegment] {
        var reader = PathReader(text, segmentLimit: segmentLimit, coordinateLimit: coordinateLimit)
        try reader.read()
        return reader.segments
    }
}

extension PathDataError: CustomStringConvertible {
    /// The reason and the place, for people.
    public var description: String {
        switch reason {
        case .expectedMove: "at offset \(offset): path data starts with `M` or `m`"
        case .expectedCommand: "at offset \(offset): a command is needed, one of M L H V C S Q T A Z"
        case .expectedNumber: "at offset \(offset): a number is needed"
        case .expectedFlag: "at offset \(offset): a flag is needed, 0 or 1"
        case .outOfRange(let limit): "at offset \(offset): coordinates may be ±\(Wording.number(limit)) at most"
        case .tooManySegments(let limit): "at offset \(offset): a path may have \(limit) segments"
        }
    }
}
