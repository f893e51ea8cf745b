import Limit
import Rendering
import Templates

/// The options in a body that was kept, for those outside of this target.
package enum RenderOptions {
    /// Reads the fixed fields that become options; others are left alone.
    ///
    /// - Throws: A validation error that lists every wrong value.
    package static func read(_ body: JSONValue, limits: Limits.Output) throws(APIError) -> OutputOptions {
        var reader = OptionFields(body.objectValue ?? [:], limits: limits)
        let options = reader.options()
        guard reader.problems.isEmpty else { throw APIError(problems: reader.problems) }
        return options
    }
}
