import Foundation
import Keys
import Testing

@Suite final class PepperTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pepper-\(UUID().uuidString)")
    private var path: String { folder.appendingPathComponent("pepper").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func mode() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func write(_ bytes: [UInt8], mode: Int) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func digest(_ pepper: Pepper) throws -> [UInt8] {
        pepper.digest(of: try #require(KeySecret(parsing: KeySecretTests.vector)))
    }

    @Test func `a new pepper is 32 bytes that only the owner can read`() throws {
        _ = try Pepper.loadOrCreate(path: path)
        #expect(try mode() == 0o600)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 32)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pepper"])
    }

    @Test func `the pepper is the same at the next start`() throws {
        let first = try digest(Pepper.loadOrCreate(path: path))
        #expect(try digest(Pepper.loadOrCreate(path: path)) == first)
        #expect(try digest(Pepper.load(path: path)) == first)
    }

    @Test func `two peppers differ`() throws {
        let first = try digest(Pepper.loadOrCreate(path: path))
        #expect(try digest(Pepper.loadOrCreate(path: path + "-other")) != first)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601, 0o610, 0o700, 0o666, 0o4600])
    func `a pepper that others may use is refused`(_ mode: Int) throws {
        try write([UInt8](repeating: 1, count: 32), mode: mode)
        #expect(throws: KeyError.pepper(.permissionsTooWide(mode: mode))) { try Pepper.loadOrCreate(path: path) }
    }

    @Test(arguments: [0, 1, 31, 33, 64]) func `a pepper of another length is refused and kept`(_ count: Int) throws {
        try write([UInt8](repeating: 1, count: count), mode: 0o600)
        #expect(throws: KeyError.pepper(.wrongLength(bytes: count))) { try Pepper.loadOrCreate(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == count)
    }

    @Test func `a pepper that the owner can only read is used`() throws {
        try write([UInt8](repeating: 0, count: 32), mode: 0o400)
        #expect(try digest(Pepper.load(path: path)) == digest(Pepper(bytes: [UInt8](repeating: 0, count: 32))))
    }

    @Test func `a missing pepper is missing, not made, where it must be there`() {
        #expect(throws: KeyError.pepper(.missing)) { try Pepper.load(path: path) }
        #expect(throws: KeyError.pepper(.missing)) { try Pepper.loadOrCreate(path: folder.path + "/none/pepper") }
    }

    @Test func `a folder or a link in the pepper's place is refused`() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: KeyError.pepper(.notRegularFile)) { try Pepper.loadOrCreate(path: path) }
        let real = folder.appendingPathComponent("real").path
        _ = try Pepper.loadOrCreate(path: real)
        let link = folder.appendingPathComponent("link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        #expect(throws: KeyError.pepper(.notRegularFile)) { try Pepper.load(path: link) }
    }

    @Test func `starts at the same moment agree on one pepper`() async throws {
        let path = path
        let digests = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let secret = try #require(KeySecret(parsing: KeySecretTests.vector))
                    return try Pepper.loadOrCreate(path: path).digest(of: secret)
                }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(digests.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pepper"])
    }

    @Test func `a start that was overtaken takes the pepper of the other`() throws {
        var own = SeededGenerator(seed: 6)
        let lost = try Pepper(bytes: (0..<32).map { _ in UInt8.random(in: 0...UInt8.max, using: &own) })
        var rival = RivalGenerator(path: path, seed: 6)
        let overtaken = try Pepper.loadOrCreate(path: path, using: &rival)
        #expect(rival.isDone)
        #expect(try digest(overtaken) == digest(Pepper.load(path: path)))
        #expect(try digest(overtaken) != digest(lost))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pepper"])
    }

    @Test(arguments: [0, 31, 33]) func `a pepper in memory has 32 bytes too`(_ count: Int) {
        #expect(throws: KeyError.pepper(.wrongLength(bytes: count))) {
            try Pepper(bytes: [UInt8](repeating: 0, count: count))
        }
    }
}

/// Gives the numbers of one seed, and lets another start make its pepper while this one is still drawing them.
private struct RivalGenerator: RandomNumberGenerator {
    private let path: String
    // A generator that always gives the same number never ends where numbers are rejected.
    private var numbers: SeededGenerator
    private(set) var isDone = false

    init(path: String, seed: UInt64) {
        self.path = path
        numbers = SeededGenerator(seed: seed)
    }

    mutating func next() -> UInt64 {
        if !isDone { isDone = (try? Pepper.loadOrCreate(path: path)) != nil }
        return numbers.next()
    }
}
