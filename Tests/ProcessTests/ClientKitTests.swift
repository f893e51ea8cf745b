import Foundation
import Testing

/// The client kits, by their own tests, against the built server.
@Suite(.timeLimit(.minutes(5)))
struct ClientKitTests {
    private struct Secret: Decodable { let secret: String }

    private func withServer(_ body: ([String: String]) async throws -> Void) async throws {
        try await Fixtures.withStore { folder in
            let data = folder.file("d")
            let master = try await Fixtures.createKey("read-only", in: folder)
            let get = try await Fixtures.createKey("get", in: folder)
            try await BuiltProgram.run(["hosts", "add", "example.com", "--data", data])
            let rotated = try await BuiltProgram.run(["signing", "rotate", "--overlap", "0", "--json", "--data", data])
            let secret = try rotated.json(as: Secret.self).secret
            try await RunningServer.with(data: data) { server in
                try await body([
                    "RENDERSTACK_URL": "http://127.0.0.1:\(server.port)", "RENDERSTACK_KEY": master.key,
                    "RENDERSTACK_GET_KEY": get.key, "RENDERSTACK_SECRET": secret,
                ])
                server.stop()
                for text in [master.key, get.key, secret] { #expect(!server.log.contains(text)) }
            }
        }
    }

    private static func has(_ program: String) -> Bool {
        SnippetTests.Language(name: program, program: [program], check: "").isInstalled
    }

    @Test(.enabled(if: has("node")))
    func `the JavaScript kit renders, lists, signs and retries`() async throws {
        try await withServer { environment in
            let test = BuiltProgram.root.appendingPathComponent("clients/javascript/renderstack.test.mjs").path
            let outcome = try await BuiltProgram.run(
                ["node", "--test", test], environment: environment, program: "/usr/bin/env")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test(.enabled(if: has("tsc")))
    func `the JavaScript kit's types take a program in strict mode, and refuse its mistakes`() async throws {
        let program = BuiltProgram.root.appendingPathComponent("clients/javascript/renderstack.types.ts").path
        let outcome = try await BuiltProgram.run(
            [
                "tsc", "--strict", "--noEmit", "--noUnusedLocals", "--exactOptionalPropertyTypes", "--target", "es2022",
                "--lib", "es2022,dom", "--module", "nodenext", "--moduleResolution", "nodenext", program,
            ], program: "/usr/bin/env")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test(.enabled(if: has("python3")))
    func `the Python kit renders, lists, signs and retries`() async throws {
        try await withServer { environment in
            let kit = BuiltProgram.root.appendingPathComponent("clients/python")
            let more = ["PYTHONPATH": kit.path, "PYTHONDONTWRITEBYTECODE": "1"]
            let outcome = try await BuiltProgram.run(
                ["python3", kit.appendingPathComponent("tests/test_client.py").path],
                environment: environment.merging(more) { $1 }, program: "/usr/bin/env")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        }
    }
}
