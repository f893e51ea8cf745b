import Foundation
import Testing

/// The server as a process: start, stop, one a folder.
@Suite(.timeLimit(.minutes(5)))
struct ServerLifeTests {
    @Test func `a server on an empty folder becomes healthy and stops with status 0`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await RunningServer.with(data: folder.file("d")) { server in
            let health = try await HTTPConnection.with(port: server.port) { try await $0.send(.GET, "/healthz") }
            #expect(health.status == 200)
            let list = try await BuiltProgram.run(["orgs", "list", "--json", "--data", folder.file("d")])
            #expect(try list.json(as: [[String: String]].self).count == 1)
            #expect(server.stop() == 0)
        }
    }

    @Test func `a second server on the same folder is refused with one line`() async throws {
        try await Fixtures.withStore { folder in
            try await RunningServer.with(data: folder.file("d")) { _ in
                let second = try await BuiltProgram.run(["serve", "--port", "0", "--data", folder.file("d")])
                #expect(second.status == 1)
                #expect(second.errorLines.count == 1)
                #expect(second.errors.contains("already"))
            }
        }
    }

    @Test func `a flag wins over the environment, which wins over the file`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let config = try folder.write("workers: 7\nlog-level: error\nlimits:\n  farm: { waiting: 8 }\n", to: "c.yaml")
        let environment = ["RENDERSTACK_WORKERS": "5"]
        let file = ["--config", config]
        try await RunningServer.with(data: folder.file("a"), arguments: file) {
            #expect($0.greeting.contains(/Workers +7\n/))
        }
        try await RunningServer.with(data: folder.file("b"), arguments: file, environment: environment) {
            #expect($0.greeting.contains(/Workers +5\n/))
        }
        let both = file + ["--workers", "1"]
        try await RunningServer.with(data: folder.file("c"), arguments: both, environment: environment) {
            #expect($0.greeting.contains(/Workers +1\n/))
        }
    }

    @Test func `a taken port is refused with one line`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await RunningServer.with(data: folder.file("a")) { server in
            let second = try await BuiltProgram.run(
                ["serve", "--port", String(server.port), "--data", folder.file("b")])
            #expect(second.status == 1)
            #expect(second.errorLines.count == 1)
            #expect(second.errors.contains(String(server.port)))
        }
    }

    @Test func `a log that nobody reads any more does not stop the server`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let unread = Pipe()
        try await RunningServer.with(data: folder.file("d"), log: unread) { server in
            try unread.fileHandleForReading.close()
            for _ in 0..<3 {
                let answer = try await HTTPConnection.with(port: server.port) {
                    try await $0.send(.GET, "/api/v1/nowhere")
                }
                #expect(answer.status == 404)
            }
        }
    }

    @Test func `a server leaves no core dump and takes the descriptors that it may have`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await RunningServer.with(data: folder.file("d")) { server in
            #expect(server.systemLimits.contains(/Max core file size +0 +0\s/))
            // As many descriptors as the system allows, whatever the shell gave.
            #expect(server.systemLimits.contains(/Max open files +(\d+) +\1\s/))
        }
    }

    @Test func `a socket that a killed server left does not stand in the way`() async throws {
        try await Fixtures.withStore { folder in
            try await RunningServer.with(data: folder.file("d")) { $0.kill() }
            #expect(FileManager.default.fileExists(atPath: folder.file("d/admin.sock")))
            let list = try await BuiltProgram.run(["templates", "list", "--data", folder.file("d")])
            #expect(list.status == 0)
            try await RunningServer.with(data: folder.file("d")) { server in
                let over = try await BuiltProgram.run(["templates", "list", "--data", folder.file("d")])
                #expect(over.output.contains("social-card"))
                #expect(server.stop() == 0)
            }
        }
    }

    @Test func `a folder whose socket would have no address is refused by that name`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let long = folder.file(String(repeating: "d", count: 120))
        let refused = try await BuiltProgram.run(["serve", "--port", "0", "--data", long])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("107"))
    }

    @Test func `killed while templates are pushed, every acknowledged one is there`() async throws {
        try await Fixtures.withStore { folder in
            var acknowledged: Set<String> = []
            try await RunningServer.with(data: folder.file("d")) { server in
                await withTaskGroup(of: String?.self) { group in
                    for number in 0..<12 {
                        group.addTask { try? await Self.push("card-\(number)", in: folder) }
                    }
                    for await slug in group {
                        if let slug { acknowledged.insert(slug) }
                        if acknowledged.count == 4 { server.kill() }
                    }
                }
            }
            #expect(acknowledged.count >= 4)
            try await RunningServer.with(data: folder.file("d")) { _ in
                let list = try await BuiltProgram.run(["templates", "list", "--data", folder.file("d")])
                let missing = acknowledged.filter { !list.output.contains($0 + " ") }
                #expect(missing.isEmpty)
            }
        }
    }

    private static func push(_ slug: String, in folder: TemporaryFolder) async throws -> String? {
        let document = Fixtures.card.replacingOccurrences(of: "\"social-card\"", with: "\"\(slug)\"")
        let file = try folder.write(document, to: "\(slug).json")
        let pushed = try await BuiltProgram.run(["templates", "push", file, "--data", folder.file("d")])
        return pushed.status == 0 ? slug : nil
    }
}
