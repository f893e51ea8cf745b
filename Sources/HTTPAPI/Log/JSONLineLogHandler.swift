import Foundation
import Logging
import Synchronization
import Templates

/// Writes each log event as one line of JSON, keys redacted.
public struct JSONLineLogHandler: LogHandler {
    public var logLevel: Logger.Level = .info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private static let time = LineTime()
    private let label: String
    private let write: @Sendable (String) -> Void

    /// Makes a handler.
    ///
    /// - Parameter write: Takes whole lines, line break included; standard error when it is left out.
    public init(label: String, write: @escaping @Sendable (String) -> Void = JSONLineLogHandler.standardError) {
        self.label = label
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var members: [String: JSONValue] = [:]
        members.reserveCapacity(12)
        // The last to name something says what it is.
        for more in [metadata, metadataProvider?.get() ?? [:], event.metadata ?? [:]] {
            for (name, value) in more { members[name] = Self.json(value) }
        }
        members["time"] = .string(Self.time.text(at: Date()))
        members["level"] = .string(event.level.rawValue)
        members["logger"] = .string(label)
        members["message"] = .string(Redaction.withoutKeys(event.message.description))
        write(JSONValue.object(members).canonicalText + "\n")
    }

    private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
        switch value {
        case .string(let text): .string(Redaction.withoutKeys(text))
        case .stringConvertible(let value as Int): .number(Double(value))
        case .stringConvertible(let value): .string(Redaction.withoutKeys(value.description))
        case .array(let values): .array(values.map(json))
        case .dictionary(let values): .object(values.mapValues(json))
        }
    }

    /// One write a line, so that lines of different threads do not mix.
    public static let standardError: @Sendable (String) -> Void = { line in
        FileHandle.standardError.write(Data(line.utf8))
    }
}
