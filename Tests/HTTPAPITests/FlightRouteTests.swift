import HTTPAPI
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FlightRouteTests {
    @Test func `of many equal requests each is painted, joined or kept, and all get the same bytes`() async throws {
        let bench = try await Bench()
        let path = "/api/v1/render?template=card&width=1200&title.text=together"
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for index in 0..<16 {
                group.addTask {
                    index % 2 == 0
                        ? try await bench.send(.get, path, bench.bearer(.master))
                        : try await bench.render(
                            #"{"template":"card","width":1200,"layers":{"title":{"text":"together"}}}"#)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == 200 && $0.bytes == answers[0].bytes })
        let key = try #require(bench.keys[.master])
        let counts = bench.front.counts(ofKey: key.id)
        let made = bench.farm.statistics.made
        #expect(made + counts.hits + counts.coalesced == 16)
        #expect(bench.history.statistics.unwrittenCount == made)
        let sources = answers.compactMap { $0.headers[.cacheSource] }
        #expect(sources.allSatisfy { $0 == "coalesced" || $0 == "memory" })
    }

    @Test func `one key's failed render leaves a row for each who waited`() async throws {
        let bench = try await Bench()
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await bench.render(#"{"template":"card","layers":{"logo":{"src":"asset:none"}}}"#).status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == [422, 422, 422, 422])
        #expect(bench.history.statistics.unwrittenCount == 4)
    }
}
