import Foundation

/// How a render was asked for.
public enum RenderSource: String, Sendable, CaseIterable {
    case sync, get
}

/// One painted or refused render.
public struct RenderRecord: Sendable, Equatable, PageItem {
    /// `rnd_…`.
    public let id: String
    public let organizationID: String
    /// Absent where the template was not found.
    public let templateID: String?
    /// The slug at that time, or what was asked for.
    public let templateSlug: String?
    public let revision: Int?
    /// The key that asked. When that key is deleted, so is this record.
    public let keyID: String
    public let source: RenderSource
    /// HTTP status of the answer.
    public let status: Int
    /// The problem's slug where the render was refused.
    public let errorSlug: String?
    /// The problem's detail where the render was refused.
    public let detail: String?
    /// `png`, `jpeg`; empty where the request did not get as far.
    public let format: String
    /// Output pixels; 0 where nothing was painted.
    public let width: Int
    public let height: Int
    public let byteCount: Int
    /// From arrival to answer; never negative, never infinite.
    public let durationMilliseconds: Double
    /// What was cut, shrunk, substituted or missing.
    public let report: String?
    /// What was asked for, as JSON: template, layers, options. Never a key. Absent where the request did not get as far
    /// or was too long to keep.
    public let request: String?
    public let createdAt: Date

    /// Makes the value. Dates become whole milliseconds, a duration that is no number becomes 0, and NUL, which
    /// no column of text holds, becomes U+FFFD.
    public init(
        id: String, organizationID: String, templateID: String?, templateSlug: String?, revision: Int?,
        keyID: String, source: RenderSource, status: Int, errorSlug: String? = nil, detail: String? = nil,
        format: String, width: Int, height: Int, byteCount: Int, durationMilliseconds: Double,
        report: String? = nil, request: String? = nil, createdAt: Date
    ) {
        self.id = id
        self.organizationID = organizationID
        self.templateID = templateID.map(Self.withoutNUL)
        self.templateSlug = templateSlug.map(Self.withoutNUL)
        self.revision = revision
        self.keyID = keyID
        self.source = source
        self.status = status
        self.errorSlug = errorSlug
        self.detail = detail.map(Self.withoutNUL)
        self.format = Self.withoutNUL(format)
        self.width = width
        self.height = height
        self.byteCount = byteCount
        self.durationMilliseconds = durationMilliseconds.isFinite ? max(0, durationMilliseconds) : 0
        self.report = report.map(Self.withoutNUL)
        self.request = request.map(Self.withoutNUL)
        self.createdAt = createdAt.storable
    }

    public var position: Cursor { Cursor(order: createdAt.wholeMilliseconds, id: id) }

    private static func withoutNUL(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
}
