import Catalog
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Keys
import Templates

extension ConsoleFront {
    /// Does what a GET render would do with a picture's address on a page, and tells each step.
    func testHosts(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let fields = try await exchange.fields()
        let place = try exchange.place()
        var test = HostTest()
        if let address = ImageAddress(fields.text("imageURL")) {
            checkAddress(address, &test, exchange)
            checkKey(address, &test, organization: place.organization.id)
        } else {
            test.check(
                "The image's address", false, "It is no http or https address.",
                fix: "Copy the src of the <img> as it stands in the page.")
        }
        let settings = try await desk.settings(of: place.organization.id)
        checkHosts(fields.text("pageURL"), settings, &test)
        return Response(json: test.json)
    }

    private func checkAddress(_ address: ImageAddress, _ test: inout HostTest, _ exchange: ConsoleExchange) {
        let ours = HostCheck.authority(of: publicURL)
        let here = (exchange.request.head.authority ?? "").lowercased()
        let isOurs = address.authority.isEmpty || [ours, here].contains(address.authority)
        test.check(
            "The image is ours", isOurs,
            isOurs ? "It is asked of this server." : "It is asked of \(address.authority.prefix(200)).",
            fix: "This server's addresses begin with \(publicURL).")
        let isRender = address.path == "/api/v1/render"
        test.check(
            "The path", isRender, isRender ? "It is /api/v1/render." : "It is \(address.path.prefix(200)).",
            fix: "Dynamic images are at /api/v1/render.")
        if address.authority.isEmpty {
            test.remark("The address has no host: on another site the browser would ask that site for it.")
        }
    }

    private func checkKey(_ address: ImageAddress, _ test: inout HostTest, organization: String) {
        let name = "The key"
        let keys: [String]
        do throws(APIError) {
            keys = try QueryPairs(address.query).values(of: "apiKey", alias: "key")
        } catch {
            test.check(name, false, "The query cannot be read: \(error.detail).", fix: "Encode its values.")
            return
        }
        guard let text = keys.first, keys.count == 1 else {
            let detail = keys.isEmpty ? "There is no apiKey in the query." : "There is more than one."
            test.check(name, false, detail, fix: "Put one GET key into apiKey=.")
            return
        }
        if text.hasPrefix(KeyPrefix.live.rawValue) {
            test.check(
                name, false, "A secret key stands in the address of a picture.",
                fix: "Consider it leaked: rotate it, and use a GET key (rs_get_…).")
            return
        }
        guard let secret = KeySecret(parsing: text) else {
            test.check(
                name, false, "It is not well formed: a character is wrong or missing.",
                fix: "Copy it anew; it has 45 characters and begins with rs_get_.")
            return
        }
        checkStanding(parts.keys.snapshot.look(secret, now: parts.now()), &test, organization: organization)
    }

    private func checkStanding(_ verification: Verification, _ test: inout HostTest, organization: String) {
        let name = "The key"
        switch verification {
        case .valid(let key) where key.organizationID != organization:
            test.check(name, false, "No key of this organization.", fix: "Use a GET key of this organization.")
        case .valid(let key) where key.type != .get:
            test.check(
                name, false, "It is a \(key.type.rawValue) key.", fix: "Only a GET key works in a picture's address.")
        case .valid: test.check(name, true, "It is a GET key and in force.")
        case .unknown:
            test.check(name, false, "No such key.", fix: "Make a GET key, or copy the one that is in force.")
        case .revoked: test.check(name, false, "It was revoked.", fix: "Put a key that is in force into the page.")
        case .expired: test.check(name, false, "It has expired.", fix: "Make or rotate to a new key.")
        }
    }

    private func checkHosts(_ page: String, _ settings: Settings, _ test: inout HostTest) {
        let count = settings.allowedHosts.count
        test.check(
            "Allowed hosts", count > 0, count > 0 ? "\(count) configured." : "None is configured.",
            fix: "Add the page's host; until then every GET key is refused.")
        guard count > 0 else { return }
        let entries = settings.allowedHosts.compactMap { text -> HostEntry? in
            do throws(KeyError) { return try HostEntry(parsing: text) } catch { return nil }
        }
        // A browser sends the page without its fragment, and by default only its origin to another site.
        let referer = String(page.trimmingCharacters(in: .whitespacesAndNewlines).prefix { $0 != "#" })
        let verdict = AllowedHosts(entries).allows(origin: [], referer: [referer])
        let name = "The page's host"
        switch verdict {
        case .allowed:
            let match = entries.first { AllowedHosts([$0]).allows(origin: [], referer: [referer]) == .allowed }
            test.check(name, true, "It matches the entry \(match?.text ?? "").")
            test.remark(
                "A page with Referrer-Policy: no-referrer, or an <img referrerpolicy=\"no-referrer\">, sends no host "
                    + "and is refused: use a signed URL there, as in mail.")
        case .refused(.notListed(_, let host, let port)):
            let written = [80, 443].contains(port) ? host : "\(host):\(port)"
            test.check(
                name, false, "\(host), port \(port), is not among the allowed hosts.",
                fix: "Add \(written)\(host.split(separator: ".").count > 2 ? ", or a *. entry that covers it" : "").")
        default:
            test.check(
                name, false, verdict.explanation.prefix(1).uppercased() + verdict.explanation.dropFirst() + ".",
                fix: "Paste the page's whole address, such as https://example.com/page.")
        }
    }
}
