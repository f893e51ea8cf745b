import Rendering
import Templates

/// What a request asks to be rendered, once its fixed parameters are checked and before its template is known.
final class RenderCommand: Sendable {
    /// Id or slug.
    let template: String
    let overrides: Overrides
    let options: OutputOptions
    /// The query's `v`: it only enters the fingerprint.
    let version: String?

    init(template: String, overrides: Overrides, options: OutputOptions, version: String?) {
        self.template = template
        self.overrides = overrides
        self.options = options
        self.version = version
    }

    enum Overrides: Sendable {
        /// Layer name to merge patch, as a JSON body has it.
        case values([String: JSONValue])
        /// Texts of a query, to be coerced by the properties' types.
        case texts([QueryOverride])

        /// The overrides as a template takes them.
        ///
        /// - Throws: A validation error that lists every text that does not become its property's type.
        func values(for template: Template) throws(APIError) -> [String: JSONValue] {
            switch self {
            case .values(let values): return values
            case .texts(let texts):
                do throws(ValidationFailure) {
                    return try template.overrides(fromQuery: texts)
                } catch {
                    throw APIError(error)
                }
            }
        }
    }
}
