import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Templates

extension ConsoleFront {
    private static let email = Field.required("email", .text(maximumBytes: 320), "The address to sign in with.")
    private static let password = Field.required("password", .text(maximumBytes: 2_048), "The password.")
    private static let token = Field.required("token", .text(maximumBytes: 64), "What follows the # of the link.")
    private static let name = Field.required("name", .text(maximumBytes: 1_000), "The name that lists show.")

    /// Signing in and out, one's own account, the first Owner.
    static let accountRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/features", .open, "What the sign-in page offers.") { console, exchange throws(APIError) in
            try await console.readFeatures(exchange)
        },
        ConsoleRoute(.get, "/session", .person, "Who is signed in.") { console, exchange throws(APIError) in
            try await console.readSession(exchange)
        },
        ConsoleRoute(.post, "/session", .open, "Sign in.", body: .fields([email, password])) {
            console, exchange throws(APIError) in try await console.signIn(exchange)
        },
        ConsoleRoute(.delete, "/session", .person, "Sign out.", answer: (204, "")) {
            console, exchange throws(APIError) in try await console.signOut(exchange)
        },
        ConsoleRoute(.get, "/sessions", .person, "Where one is signed in.") { console, exchange throws(APIError) in
            try await console.listSessions(exchange)
        },
        ConsoleRoute(.delete, "/sessions", .person, "Sign out everywhere.", answer: (204, "")) {
            console, exchange throws(APIError) in try await console.signOutEverywhere(exchange)
        },
        ConsoleRoute(
            .post, "/setup", .open, "Make the first Owner by a one-time link.",
            body: .fields([token, name, email, password])
        ) { console, exchange throws(APIError) in try await console.setUp(exchange) },
        ConsoleRoute(.patch, "/me", .person, "Change one's own name.", body: .fields([name])) {
            console, exchange throws(APIError) in try await console.rename(exchange)
        },
        ConsoleRoute(
            .post, "/password", .person, "Change one's password; other sessions end.",
            body: .fields([
                .optional("current", .text(maximumBytes: 2_048), "The password so far, where there is one."),
                .required("new", .text(maximumBytes: 2_048), "The password from now on."),
            ]), answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.changePassword(exchange) },
        ConsoleRoute(
            .post, "/password-resets", .open, "Ask for a link that sets a new password.", body: .fields([email]),
            answer: (202, "application/json")
        ) { console, exchange throws(APIError) in try await console.requestReset(exchange) },
        ConsoleRoute(
            .post, "/password-resets/complete", .open, "Set a new password by such a link.",
            body: .fields([token, password]), answer: (204, "")
        ) { console, exchange throws(APIError) in try await console.completeReset(exchange) },
    ]
}
