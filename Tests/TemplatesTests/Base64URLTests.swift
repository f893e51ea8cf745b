import Templates
import Testing

struct Base64URLTests {
    /// RFC 4648, section 10, and the two characters that differ from plain base64.
    @Test(arguments: [
        ("", ""), ("Zg", "f"), ("Zg==", "f"), ("Zm8", "fo"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg", "foob"),
        ("Zm9vYmE", "fooba"), ("Zm9vYmFy", "foobar"), ("8J-YgA", "😀"), ("Pz8_", "???"), ("Pj4-", ">>>"),
    ])
    func `base64url is read with and without padding`(text: String, decoded: String) {
        #expect(Base64URL.decode(text) == Array(decoded.utf8))
    }

    @Test(arguments: ["Z", "Zg=", "Zm8==", "Zm9v=", "Pz8/", "Pj4+", "Zh", "Zm9", "Zg\n", "Zg==Zg==", "=", "===="])
    func `what is no base64url is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
