/// Why the settings do not make a server.
enum SettingError: Error, Equatable, CustomStringConvertible {
    /// A value that its key does not take.
    case badValue(key: String, value: String, source: SettingSource, allowed: String)
    /// A key of the file, or of `--limit`, that does not exist.
    case unknownKey(String, source: SettingSource, known: [String])
    /// A file that cannot be read.
    case unreadable(path: String, reason: String)
    /// Two settings that make sense only together.
    case needs(key: String, other: String)
    /// Two settings that say the same thing.
    case excludes(key: String, other: String)

    var description: String {
        switch self {
        case .badValue(let key, let value, let source, let allowed):
            "\(key) is \"\(value)\" (\(source)); it may be \(allowed)."
        case .unknownKey(let key, let source, let known):
            "\(key) is no setting (\(source)); there are \(known.joined(separator: ", "))."
        case .unreadable(let path, let reason): "\(path) cannot be read as settings: \(reason)."
        case .needs(let key, let other): "\(key) is set without \(other); both are needed."
        case .excludes(let key, let other): "\(key) and \(other) are both set; one is enough."
        }
    }
}

/// Where a setting was found.
enum SettingSource: Equatable, Sendable, CustomStringConvertible {
    case flag(String)
    case environment(String)
    case file(path: String, line: Int)

    var description: String {
        switch self {
        case .flag(let name): "from the flag \(name)"
        case .environment(let name): "from the environment variable \(name)"
        case .file(let path, let line): "from line \(line) of \(path)"
        }
    }
}
