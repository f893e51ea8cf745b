import RemoteImages
import Testing

@Suite struct AddressKindTests {
    /// The first and the last address of each range, and their neighbours outside.
    static let cases: [(String, AddressKind)] = [
        ("0.0.0.0", .unspecified), ("0.255.255.255", .unspecified), ("1.0.0.0", .global),
        ("9.255.255.255", .global), ("10.0.0.0", .privateNetwork), ("10.255.255.255", .privateNetwork),
        ("11.0.0.0", .global), ("100.63.255.255", .global), ("100.64.0.0", .carrierNetwork),
        ("100.127.255.255", .carrierNetwork), ("100.128.0.0", .global), ("126.255.255.255", .global),
        ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("128.0.0.0", .global),
        ("169.253.255.255", .global), ("169.254.0.0", .linkLocal), ("169.254.169.254", .linkLocal),
        ("169.255.0.0", .global), ("172.15.255.255", .global), ("172.16.0.0", .privateNetwork),
        ("172.31.255.255", .privateNetwork), ("172.32.0.0", .global), ("192.0.0.0", .protocolAssignment),
        ("192.0.0.255", .protocolAssignment), ("192.0.1.0", .global), ("192.0.2.0", .documentation),
        ("192.0.2.255", .documentation), ("192.0.3.0", .global), ("192.88.99.1", .sixToFour),
        ("192.167.255.255", .global), ("192.168.0.0", .privateNetwork), ("192.168.255.255", .privateNetwork),
        ("192.169.0.0", .global), ("198.17.255.255", .global), ("198.18.0.0", .benchmark),
        ("198.19.255.255", .benchmark), ("198.20.0.0", .global), ("198.51.100.7", .documentation),
        ("203.0.113.7", .documentation), ("223.255.255.255", .global), ("224.0.0.0", .multicast),
        ("239.255.255.255", .multicast), ("240.0.0.0", .reserved), ("255.255.255.255", .reserved),
        ("93.184.216.34", .global),
        ("::", .unspecified), ("::1", .loopback), ("::2", .embeddedIPv4), ("::127.0.0.1", .embeddedIPv4),
        ("::ffff:127.0.0.1", .embeddedIPv4), ("::ffff:10.0.0.1", .embeddedIPv4),
        ("::ffff:93.184.216.34", .embeddedIPv4),
        ("::ffff:0:127.0.0.1", .embeddedIPv4), ("64:ff9b::127.0.0.1", .translated), ("64:ff9b::8.8.8.8", .translated),
        ("64:ff9b:1::1", .translated), ("100::1", .discard), ("2001::1", .protocolAssignment),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", .protocolAssignment), ("2001:2::1", .protocolAssignment),
        ("2001:10::1", .protocolAssignment), ("2001:1ff:ffff::1", .protocolAssignment), ("2001:200::1", .global),
        ("2001:db8::1", .documentation), ("2001:db8:ffff::1", .documentation), ("2002:7f00:1::1", .sixToFour),
        ("2003::1", .global), ("2606:2800:220:1::1", .global), ("3fff::1", .documentation),
        ("3fff:fff::1", .documentation), ("3fff:1000::1", .global), ("4000::1", .notGlobal), ("5f00::1", .notGlobal),
        ("fc00::1", .uniqueLocal), ("fdff::1", .uniqueLocal), ("fe80::1", .linkLocal), ("febf::1", .linkLocal),
        ("fec0::1", .siteLocal), ("ff02::1", .multicast), ("ff0e::1", .multicast), ("1::1", .notGlobal),
        ("1fff::1", .notGlobal),
    ]

    @Test(arguments: cases)
    func `every special address is known for what it is`(_ text: String, _ kind: AddressKind) throws {
        let address = try #require(NetworkAddress(parsing: text))
        #expect(AddressKind(of: address) == kind)
    }

    @Test func `only global addresses and four kinds of private ones can ever be used`() {
        let kinds = Set(Self.cases.map(\.1)).filter(\.isTrustable)
        #expect(kinds == [.global, .loopback, .privateNetwork, .carrierNetwork, .uniqueLocal])
    }

    @Test func `an address is read and written in digits, and nothing else is one`() {
        for text in ["127.0.0.1", "2001:db8::1", "::"] { #expect(NetworkAddress(parsing: text)?.text == text) }
        for text in ["", "localhost", "127.1", "0x7f000001", "2130706433", "1.2.3.4.5", "[::1]", "fe80::1%lo"] {
            #expect(NetworkAddress(parsing: text) == nil, "\(text)")
        }
        #expect(NetworkAddress(bytes: [1, 2, 3]) == nil)
    }
}
