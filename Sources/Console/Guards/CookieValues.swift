import HTTPAPI
import HTTPTypes

/// The cookies of a request by their names; of several with one name the last counts.
struct CookieValues {
    private var values: [String: String] = [:]

    init(_ headers: HTTPFields) {
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.trimmingSpaces.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
            }
        }
    }

    subscript(_ name: String) -> String? { values[name] }
}
