import Testing

@Test func `files fit on a few screens`() throws {
    for file in try House.allSwift() { #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines") }
}

@Test func `C files are as short as Swift files`() throws {
    for file in try House.files(below: "Sources/CLibraries", endings: ["c", "h", "inc"]) {
        #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
    }
}

@Test func `no source carries words of unfinished work`() throws {
    let words = ["TO" + "DO", "FIX" + "ME", " XX" + "X", "HA" + "CK", "unimplement" + "ed", "fatalErr" + "or("]
    for file in try House.allSwift() {
        for (index, line) in file.lines.enumerated() {
            for word in words { #expect(!line.contains(word), "\(file.path):\(index + 1) says \(word)") }
        }
    }
}

@Test func `nothing is forced that could fail`() throws {
    for file in try House.swiftSources() {
        for (index, line) in file.lines.enumerated() {
            #expect(!line.contains("try!") && !line.contains(" as! "), "\(file.path):\(index + 1)")
        }
    }
}

@Test func `tests do not sleep and do not assert nothing`() throws {
    let idle = ["Task.sle" + "ep", "usle" + "ep(", "Thread.sle" + "ep", "#expect(tr" + "ue)"]
    for file in try House.files(below: "Tests", endings: ["swift"]) {
        for (index, line) in file.lines.enumerated() {
            for word in idle { #expect(!line.contains(word), "\(file.path):\(index + 1)") }
        }
    }
}

@Test func `what the compiler cannot check says why it is safe`() throws {
    for file in try House.swiftSources() {
        for (index, line) in file.lines.enumerated()
        where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
            let near = file.lines[max(0, index - 3)...index].joined(separator: "\n")
            #expect(near.contains("SAFETY:"), "\(file.path):\(index + 1)")
        }
    }
}

@Test func `no committed file names a place outside the repository`() throws {
    let places = ["/wo" + "rk/", "../sha" + "red", "/fa" + "rm/"]
    let files =
        try House.allSwift() + House.files(below: "docs", endings: ["md"])
        + House.files(below: "deploy", endings: ["json", "sh"])
    for file in files {
        for line in file.lines { for place in places { #expect(!line.contains(place), "\(file.path): \(line)") } }
    }
}
