import Foundation
import Keys
import SignedURLSnippet
import Testing

/// The vectors that are published with the docs.
struct SigningVectors: Decodable {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let pairs: [[String]]
        let exp: Int
        let signed: String
        let sig: String
        let query: String

        var testDescription: String { name }
    }

    let secret: String
    let vectors: [Vector]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let published: SigningVectors? = {
        let file = root.appendingPathComponent("docs/signed-url-vectors.json")
        do { return try JSONDecoder().decode(SigningVectors.self, from: Data(contentsOf: file)) } catch { return nil }
    }()
}

@Suite struct SignedQueryTests {
    @Test(arguments: SigningVectors.published?.vectors ?? [])
    func `a published vector signs as published`(vector: SigningVectors.Vector) throws {
        let secret = try #require(SigningVectors.published.flatMap { SigningSecret(parsing: $0.secret) })
        let pairs = vector.pairs.map { SignedQuery.Pair($0[0], $0[1]) }
        let query = SignedQuery(pairs + [SignedQuery.Pair("exp", String(vector.exp))])
        #expect(String(decoding: query.signedBytes, as: UTF8.self) == vector.signed)
        #expect(secret.signature(of: query) == vector.sig)
        #expect(query.canonicalText + "&sig=" + vector.sig == vector.query)
    }

    @Test(arguments: SigningVectors.published?.vectors ?? [])
    func `the Swift snippet signs as published`(vector: SigningVectors.Vector) throws {
        let secret = try #require(SigningVectors.published?.secret)
        let parameters = Dictionary(uniqueKeysWithValues: vector.pairs.map { ($0[0], $0[1]) })
        let url = signedURL("https://images.example.com", parameters, secret: secret, expires: vector.exp)
        #expect(url == "https://images.example.com/api/v1/render?" + vector.query)
    }

    @Test func `the docs quote the first vector, and there are enough of them`() throws {
        let published = try #require(SigningVectors.published)
        let page = try String(
            contentsOf: SigningVectors.root.appendingPathComponent("docs/signed-urls.md"), encoding: .utf8)
        let first = published.vectors[0]
        #expect(published.vectors.count >= 7)
        #expect(page.contains(published.secret))
        #expect(page.contains(first.signed))
        #expect(page.contains(first.sig))
    }

    @Test func `a pair of exp or sig too many, or none, is no signature`() {
        let good = [SignedQuery.Pair("exp", "100"), SignedQuery.Pair("sig", "x"), SignedQuery.Pair("a", "b")]
        #expect(SignedQuery(good).expiry == 100)
        #expect(SignedQuery(good).signature == "x")
        #expect(SignedQuery(good + [SignedQuery.Pair("exp", "100")]).expiry == nil)
        #expect(SignedQuery(good + [SignedQuery.Pair("sig", "x")]).signature == nil)
        #expect(!SignedQuery([SignedQuery.Pair("a", "b")]).isSigned)
        for text in ["", "-1", "1e9", " 1", "1.5", "1234567890123", "１"] {
            #expect(SignedQuery([SignedQuery.Pair("exp", text)]).expiry == nil, "\(text)")
        }
    }

    @Test func `what is no signing secret is refused`() throws {
        let text = try #require(SigningVectors.published?.secret)
        #expect(SigningSecret(parsing: text) != nil)
        #expect(SigningSecret(parsing: String(text.dropLast())) == nil)
        #expect(SigningSecret(parsing: text + "a") == nil)
        #expect(SigningSecret(parsing: String(text.dropLast()) + "-") == nil)
        #expect(SigningSecret(parsing: "rs_live_" + text.dropFirst(8)) == nil)
    }

    @Test func `no way of printing shows a signing secret`() throws {
        let text = try #require(SigningVectors.published?.secret)
        let secret = try #require(SigningSecret(parsing: text))
        var dumped = ""
        dump(secret, to: &dumped)
        for printed in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(!printed.contains("0123456789"))
            #expect(!printed.contains("48, 49, 50"))
        }
    }
}
