import Foundation
import HTTPAPI
import Keys
import Templates

/// Why a picture is or is not shown on a page: the checks of a GET render, each with what to change. Pure.
///
/// It never repeats the key that is in the image's address.
struct HostTest {
    /// One check in the order in which a request meets it.
    struct Check: Equatable {
        let name: String
        let isPassed: Bool
        let detail: String
        /// What to do; empty where it passed.
        let fix: String
    }

    private(set) var checks: [Check] = []
    private(set) var remarks: [String] = []

    /// Whether every check passed.
    var isAllowed: Bool { checks.allSatisfy(\.isPassed) }

    /// Notes a check; later ones are left out once one has failed that they rest on.
    mutating func check(_ name: String, _ isPassed: Bool, _ detail: String, fix: String = "") {
        checks.append(Check(name: name, isPassed: isPassed, detail: detail, fix: isPassed ? "" : fix))
    }

    mutating func remark(_ text: String) { remarks.append(text) }

    var json: JSONValue {
        [
            "verdict": isAllowed ? "allowed" : "refused",
            "checks": .array(
                checks.map { check in
                    [
                        "name": .string(check.name), "ok": .bool(check.isPassed), "detail": .string(check.detail),
                        "fix": .string(check.fix),
                    ]
                }), "remarks": .array(remarks.map { .string($0) }),
        ]
    }
}

/// The parts of a pasted image address that the checks look at.
struct ImageAddress {
    let authority: String
    let path: String
    let query: String

    /// Reads an address as it stands in a page, with `&amp;` or `&`, whole or from the `/` on.
    init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines).replacing("&amp;", with: "&")
        let whole = trimmed.prefix { $0 != "#" }
        let address = whole.prefix { $0 != "?" }
        query = whole.dropFirst(address.count + 1).description
        if address.hasPrefix("/") && !address.hasPrefix("//") {
            authority = ""
            path = String(address)
            return
        }
        let lowered = address.lowercased()
        guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://"),
            let colon = address.firstIndex(of: ":")
        else { return nil }
        let rest = address[address.index(colon, offsetBy: 3)...]
        authority = String(rest.prefix { $0 != "/" }).lowercased()
        path = String(rest.dropFirst(authority.count))
    }
}
