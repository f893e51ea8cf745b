import People
import Testing

@Test func `a viewer makes no keys`() {
    #expect(Matrix.reach(.viewer, .createKeys) == .none)
}
