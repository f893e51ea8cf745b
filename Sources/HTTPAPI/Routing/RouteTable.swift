import HTTPTypes

/// What a table of routes needs to know of each.
package protocol Routed: Sendable {
    var method: HTTPRequest.Method { get }
    /// Segments, of which those in braces are parameters, as OpenAPI writes them.
    var pattern: String { get }
}

/// Finds the route of a request. A path that exists knows its methods, so that a wrong one can name them.
package struct RouteTable<Entrance: Routed>: Sendable {
    package struct Match: Sendable {
        package let pattern: String
        package let routes: [Entrance]
        package let parameters: [String: String]

        /// The route of a method; `HEAD` is answered as `GET` without its body.
        package func route(for method: HTTPRequest.Method) -> Entrance? {
            routes.first { $0.method == method } ?? (method == .head ? routes.first { $0.method == .get } : nil)
        }

        /// The value of `Allow`.
        package var allow: String {
            var methods = routes.map(\.method.rawValue)
            if methods.contains("GET") { methods.append("HEAD") }
            return (methods + ["OPTIONS"]).sorted().joined(separator: ", ")
        }
    }

    private struct Entry: Sendable {
        let pattern: String
        let segments: [Substring]
        var routes: [Entrance]
    }

    private var fixed: [String: Entry] = [:]
    private var open: [Entry] = []

    package init(_ routes: [Entrance]) {
        for route in routes {
            let entry = Entry(pattern: route.pattern, segments: Self.segments(route.pattern), routes: [])
            if route.pattern.contains("{") {
                let index = open.firstIndex { $0.pattern == route.pattern }
                if index == nil { open.append(entry) }
                open[index ?? open.count - 1].routes.append(route)
            } else {
                fixed[route.pattern, default: entry].routes.append(route)
            }
        }
    }

    /// Matches a path without its query; segments are compared byte for byte.
    package func match(_ path: String) -> Match? {
        if let entry = fixed[path] { return Match(pattern: entry.pattern, routes: entry.routes, parameters: [:]) }
        let segments = Self.segments(path)
        for entry in open {
            guard let parameters = Self.parameters(entry.segments, segments) else { continue }
            return Match(pattern: entry.pattern, routes: entry.routes, parameters: parameters)
        }
        return nil
    }

    private static func segments(_ path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }

    private static func parameters(_ pattern: [Substring], _ path: [Substring]) -> [String: String]? {
        guard pattern.count == path.count else { return nil }
        var parameters: [String: String] = [:]
        for (expected, actual) in zip(pattern, path) {
            if expected.hasPrefix("{") {
                guard !actual.isEmpty else { return nil }
                parameters[String(expected.dropFirst().dropLast())] = String(actual)
            } else if expected != actual {
                return nil
            }
        }
        return parameters
    }
}
