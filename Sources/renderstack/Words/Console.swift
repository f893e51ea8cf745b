import Foundation

/// Where words for people go. Writes are unbuffered, so that a reader of a pipe sees each line at once.
enum Console {
    /// Writes a line to standard output.
    static func print(_ line: String = "") {
        // A reader that went away is no reason to fail: the work is done whether or not it is read.
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Writes a line to standard error.
    static func note(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Writes over the current line of the terminal that standard error is.
    static func rewrite(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(line)".utf8))
    }

    /// Writes bytes to standard output as they are.
    static func write(_ bytes: [UInt8]) throws(CommandFailure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw CommandFailure("Standard output could not be written.")
        }
    }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The text in bold where standard output is a terminal that shows it.
    static func bold(_ text: String) -> String {
        let isPlain = ProcessInfo.processInfo.environment["NO_COLOR"] != nil || !outputIsTerminal
        return isPlain ? text : "\u{1B}[1m\(text)\u{1B}[0m"
    }
}

extension String {
    /// The text with every control character replaced, so that stored names cannot steer a terminal.
    var visible: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.isSteering ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isSteering: Bool {
        generalCategory == .control || generalCategory == .lineSeparator || generalCategory == .paragraphSeparator
    }
}
