import Testing

/// What each of our targets may import of our own: the arrows of ARCHITECTURE.md.
private let arrows: [String: Set<String>] = [
    "Limit": [],
    "Canvas": ["Limit"],
    "Typography": ["Canvas", "Limit"],
    "Codecs": ["Canvas", "Limit"],
    "Templates": ["Limit"],
    "Rendering": ["Canvas", "Typography", "Codecs", "Templates", "Limit"],
    "Farm": ["Rendering", "Typography", "Limit"],
    "Keys": ["Limit"],
    "Catalog": ["Templates", "Limit"],
    "Mail": [],
    "Sockets": [],
    "RemoteImages": ["Keys", "Codecs", "Limit"],
    "OpenID": ["Limit"],
    "People": ["Catalog", "Limit"],
    "SQLiteStore": ["Keys", "Catalog", "People", "Limit"],
    "HTTPAPI": [
        "Farm", "Keys", "Catalog", "People", "RemoteImages", "Rendering", "Templates", "Typography", "Codecs", "Canvas",
        "Limit", "Sockets",
    ],
    "Console": [
        "HTTPAPI", "Mail", "OpenID", "People", "Keys", "Catalog", "Farm", "Rendering", "Templates", "Codecs", "Limit",
    ],
]

/// Which C libraries each wrapper target may touch; all others may touch none.
private let wrappers: [String: Set<String>] = [
    "Canvas": ["CKernels"],
    "Typography": ["CFreeType", "CHarfBuzz", "CFriBidi", "CICU"],
    "Codecs": ["CPNG", "CTurboJPEG"],
    "Keys": ["CICU"],
    "Console": ["CDashboard"],
    "Mail": ["CMail"],
    "RemoteImages": ["CFetch"],
    "Sockets": ["CSockets"],
]

/// Files outside the wrappers that may say `unsafe`, each with its reason.
private let unsafeFiles: [String: String] = [
    "Sources/Farm/ThreadExecutor.swift": "a serial executor on its own thread",
    "Sources/People/Secrets/PasswordHash.swift": "the bytes of a key that scrypt derived",
    "Sources/HTTPAPI/Server/LoopExecutor.swift": "a task executor on an event loop",
    "Sources/renderstack/Serve/ProcessLimits.swift": "resource limits of the process",
    "Sources/SQLiteStore/SystemCalls.swift": "locks, modes and allocation of the data folder",
]

private func imports(of file: House.File) -> [String] {
    file.lines.compactMap { line in
        let words = line.split(separator: " ").drop {
            $0.hasPrefix("@") || ["public", "internal", "private", "package"].contains($0)
        }
        guard words.first == "import", let name = words.last else { return nil }
        return String(name.split(separator: ".").first ?? name)
    }
}

@Test func `imports of our own targets follow the arrows`() throws {
    for file in try House.swiftSources() {
        guard let allowed = arrows[file.target] else { continue }
        for name in imports(of: file) where arrows[name] != nil || name == "renderstack" {
            #expect(allowed.contains(name), "\(file.path) imports \(name)")
        }
    }
}

@Test func `C libraries are imported by their wrappers only`() throws {
    let modules = Set(wrappers.values.joined())
    for file in try House.swiftSources() {
        for name in imports(of: file) where modules.contains(name) {
            let isVersionReport = file.path == "Sources/renderstack/Doctor/LibraryVersions.swift"
            #expect(wrappers[file.target]?.contains(name) == true || isVersionReport, "\(file.path) imports \(name)")
        }
    }
}

@Test func `unsafe code stays in wrapper targets`() throws {
    for file in try House.swiftSources() where wrappers[file.target] == nil && unsafeFiles[file.path] == nil {
        for (index, line) in file.lines.enumerated() {
            let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            let words = code.split { !$0.isLetter && $0 != "_" && $0 != "@" && $0 != "(" }
            #expect(!words.contains("unsafe"), "\(file.path):\(index + 1)")
        }
    }
}

@Test func `rendering and below know no HTTP, database, actor or wall clock`() throws {
    let inner: Set<String> = ["Limit", "Canvas", "Typography", "Codecs", "Templates", "Rendering"]
    let strangers: Set<String> = ["Hummingbird", "NIOCore", "GRDB", "FoundationNetworking", "Logging"]
    for file in try House.swiftSources() where inner.contains(file.target) {
        #expect(strangers.isDisjoint(with: imports(of: file)), "\(file.path)")
        for line in file.lines {
            #expect(!line.contains("Date()") && !line.hasPrefix("public actor"), "\(file.path): \(line)")
        }
    }
}
