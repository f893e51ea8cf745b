import Foundation
import Keys
import Testing

@Suite struct RefusedHostsTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `refusals are counted for a day, with some of their hosts`() {
        let refused = RefusedHosts(hosts: 2)
        for host in ["a.example", "b.example", "a.example", "c.example"] {
            refused.note(key: "key_1", host: host, at: start)
        }
        #expect(refused.tally(key: "key_1", at: start) == .init(count: 4, hosts: ["a.example", "b.example"]))
        refused.note(key: "key_1", host: "d.example", at: start + 23 * 3_600)
        #expect(refused.tally(key: "key_1", at: start + 23 * 3_600)?.count == 5)
        #expect(refused.tally(key: "key_1", at: start + 25 * 3_600)?.count == 1)
        #expect(refused.tally(key: "key_1", at: start + 48 * 3_600) == nil)
        #expect(refused.tally(key: "key_2", at: start) == nil)
    }

    @Test func `a full memory forgets the key whose last refusal is oldest`() {
        let refused = RefusedHosts(keys: 2)
        for (number, key) in ["a", "b", "c"].enumerated() {
            refused.note(key: key, host: "x.example", at: start + Double(number) * 3_600)
        }
        #expect(refused.tally(key: "a", at: start) == nil)
        #expect(refused.tally(key: "c", at: start + 7_200)?.count == 1)
    }
}
