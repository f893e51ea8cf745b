import Keys
import RemoteImages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct KeepingTests {
    private let stage = Stage()
    private let url = "https://img.example/a.png"

    init() {
        stage.name("img.example", "93.184.216.34")
        stage.answer(url, .success(.found(Stage.picture)))
    }

    @Test func `a picture is kept for five minutes`() async throws {
        let images = try stage.images()
        for _ in 0..<3 { _ = try await images.outcome(url).get() }
        #expect(stage.requests.count == 1)
        stage.pass(.seconds(299))
        _ = try await images.outcome(url).get()
        #expect(stage.requests.count == 1)
        stage.pass(.seconds(1))
        _ = try await images.outcome(url).get()
        #expect(stage.requests.count == 2)
        #expect(images.statistics.kept == 3)
    }

    @Test func `a failure is kept for five seconds`() async throws {
        stage.answer(url, .failure(.unreachable))
        let images = try stage.images()
        #expect(await images.error(url) == .unreachable)
        stage.answer(url, .success(.found(Stage.picture)))
        stage.pass(.seconds(4))
        #expect(await images.error(url) == .unreachable)
        stage.pass(.seconds(1))
        #expect(await images.error(url) == nil)
    }

    @Test func `organizations share nothing, and a changed list leaves all behind`() async throws {
        let images = try stage.images()
        _ = try await images.outcome(url, of: "org_1").get()
        _ = try await images.outcome(url, of: "org_2").get()
        #expect(stage.requests.count == 2)
        _ = try await images.outcome(url, hosts: ["*.x.example", "img.example"]).get()
        #expect(stage.requests.count == 3)
        #expect(await images.error(url, hosts: ["*.x.example"]) == .hostNotListed(host: "img.example"))
    }

    @Test func `the budget of bytes holds, and what was used last stays`() async throws {
        let cost = Stage.picture.count + 512
        let images = try stage.images { $0.remote.keptBytes = cost * 2 }
        for name in ["a", "b", "a", "c", "a"] {
            stage.answer("https://img.example/\(name)", .success(.found(Stage.picture)))
            _ = try await images.outcome("https://img.example/\(name)").get()
        }
        #expect(images.statistics.bytes == cost * 2)
        #expect(stage.requests.map(\.address.target) == ["/a", "/b", "/c"])
    }

    @Test func `all who ask at the same time share one fetch`() async throws {
        let images = try stage.images()
        stage.hold()
        async let first = images.outcome(url)
        await stage.reached(1)
        async let others = withTaskGroup(of: Bool.self) { group in
            for _ in 0..<5 { group.addTask { (try? await images.outcome(url).get()) != nil } }
            return await group.reduce(true) { $0 && $1 }
        }
        stage.release(6)
        #expect(try await first.get().bytes == Stage.picture)
        #expect(await others)
        #expect(stage.requests.count == 1)
    }

    @Test func `who waits too long is told, and what comes later is kept`() async throws {
        let images = try stage.images()
        stage.hold()
        async let slow = images.error(url)
        await stage.reached(1)
        stage.exhaust()
        #expect(await slow == .timedOut)
        stage.release(2)
        #expect(await images.error(url) == nil)
    }

    @Test func `one organization's slow servers leave room for others, and more than may wait are refused`()
        async throws
    {
        let images = try stage.images {
            $0.remote.threads = 3
            $0.remote.threadsPerOrganization = 2
            $0.remote.waiting = 1
        }
        for name in 0..<6 { stage.answer("https://img.example/\(name)", .success(.found(Stage.picture))) }
        stage.hold()
        async let first = images.error("https://img.example/0")
        async let second = images.error("https://img.example/1")
        await stage.reached(2)
        async let third = images.error("https://img.example/2")
        while !Task.isCancelled, images.statistics.waiting == 0 { await Task.yield() }
        #expect(await images.error("https://img.example/3") == .busy)
        async let other = images.error("https://img.example/4", of: "org_2")
        await stage.reached(1)
        #expect(stage.requests.last?.address.target == "/4")
        #expect(images.statistics.refused == 1)
        stage.release(4)
        #expect(await [first, second, third, other] == [nil, nil, nil, nil])
    }
}
