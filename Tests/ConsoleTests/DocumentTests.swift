import Console
import Testing

@Test func `the session API has routes`() {
    #expect(ConsoleFront.routeNames.contains("GET /console/v1/session"))
}
