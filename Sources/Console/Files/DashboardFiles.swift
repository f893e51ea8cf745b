import CDashboard
import Crypto
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// The dashboard's files: built into the program, or read from a folder while they are worked on.
struct DashboardFiles: Sendable {
    /// A file as it is sent.
    struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
        /// Of the content's hash.
        let tag: String

        init(bytes: [UInt8], path: String) {
            self.bytes = ByteBuffer(bytes: bytes)
            type = DashboardFiles.type(of: path)
            tag = SHA256.hash(data: bytes).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private static let root = "/dashboard/"
    private let kept: [String: File]
    private let folder: String?
    private let packing = PackedFiles()

    /// Files of a folder, read anew at each request.
    init(folder: String) {
        self.folder = folder
        kept = [:]
    }

    private init(kept: [String: File]) {
        self.kept = kept
        folder = nil
    }

    /// What was built in.
    static let builtIn: DashboardFiles = {
        var files: [String: File] = [:]
        for index in 0..<cdashboard_count() {
            // SAFETY: the path is a constant text that ends with a zero, and the copy has room for the whole file.
            let path = unsafe String(cString: cdashboard_path(index))
            var bytes = [UInt8](repeating: 0, count: cdashboard_byte_count(index))
            unsafe cdashboard_copy(index, &bytes)
            files[path] = File(bytes: bytes, path: path)
        }
        return DashboardFiles(kept: files)
    }()

    /// The paths that were built in.
    package static var builtInPaths: Set<String> { Set(builtIn.kept.keys) }

    /// Whether a path that no other route has is the dashboard's: its files, and pages, whose names have no dot.
    static func covers(_ path: String) -> Bool {
        if path.hasPrefix(root) { return true }
        for other in ["/api/", "/console/", "/operator/"] where path.hasPrefix(other) { return false }
        guard !["/api", "/console", "/dashboard"].contains(path) else { return false }
        return !(path.split(separator: "/").last?.contains(".") ?? false)
    }

    /// Answers with a file, or with the page that all client routes share.
    func answer(_ visit: Visit) throws(APIError) -> Response {
        guard [.get, .head].contains(visit.request.method) else {
            throw APIError(.notFound, "there is no such route; /openapi.json lists all")
        }
        let isFile = visit.path.hasPrefix(Self.root)
        let path = isFile ? String(visit.path.dropFirst(Self.root.count)) : "index.html"
        guard isFile || Accept.allows("text/html", values: visit.request.headers[values: .accept]),
            let file = file(path)
        else { throw APIError(.notFound, "there is no such file") }
        var headers: HTTPFields = [
            .eTag: "W/\"\(file.tag)\"", .cacheControl: "no-cache", .referrerPolicy: "same-origin",
            .vary: "Accept, Accept-Encoding",
        ]
        // Scripts and styles obey the policy of the page that loads them; sixty copies of it are a tenth of the weight.
        if !["text/javascript", "text/css"].contains(where: file.type.hasPrefix) {
            headers[.contentSecurityPolicy] = Self.policy
        }
        let tags = EntityTags(visit.request.headers[values: .ifNoneMatch])
        if tags?.matchesWeakly(file.tag) ?? false { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = file.type
        // A folder that somebody works on is sent as it is.
        if folder == nil, PackedFiles.isWanted(visit.request.headers[values: .acceptEncoding]),
            let packed = packing.packed(path, file.bytes)
        {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed))
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }

    private func file(_ path: String) -> File? {
        guard let folder else { return kept[path] }
        // The name comes from the folder's own listing: no request's text becomes a path.
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        guard let name = names.first(where: { $0 == path }),
            let data = FileManager.default.contents(atPath: folder + "/" + name)
        else { return nil }
        return File(bytes: Array(data), path: name)
    }

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "webmanifest": "application/manifest+json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "txt": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }

    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "font-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
}
