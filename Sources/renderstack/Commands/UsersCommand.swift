import ArgumentParser
import Foundation
import HTTPAPI
import People

/// `users`: who may sign in to the dashboard.
struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "Make and list people, and reset their passwords.",
        discussion: """
            People sign in to the dashboard and are owner, admin, user or viewer of an organization. Each organization \
            has exactly one owner; a second is refused, and ownership is handed on in the dashboard. A new person gets \
            a one-time link, good for an hour, by which they set their password.

            EXAMPLE
              renderstack users create --email ada@example.com --role owner
              renderstack users create --email bob@example.com --role user --name "Bob B." --org acme
              renderstack users list
              renderstack users reset-password ada@example.com
              renderstack users unlink ada@example.com
            """,
        subcommands: [Create.self, List.self, ResetPasswordCommand.self, Unlink.self])
}

extension UsersCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a person and print the link that sets their password.",
            discussion: """
                Somebody who has an account already keeps it, and becomes a member here too.

                EXAMPLE
                  renderstack users create --email ada@example.com --role owner
                  echo "$PASSWORD" | renderstack users create --email ci@example.com --role admin --password-stdin
                """)
        @Option(name: .long, help: ArgumentHelp("The address to sign in with.", valueName: "address")) var email: String
        @Option(name: .long, help: ArgumentHelp("owner, admin, user or viewer.", valueName: "role")) var role: Role
        @Option(name: .long, help: "The name that lists show (default: the address's first part).") var name: String?
        @Flag(name: .long, help: "Read the password from the first line of standard input; no link is made.")
        var passwordStdin = false
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let password = passwordStdin ? readLine(strippingNewline: true) ?? "" : nil
            let made = try await OperatorConnection.with(store.folder, mayCreate: true) {
                try await $0.perform(
                    CreatePerson(
                        organization: organization.org, email: email, name: name, role: role, password: password))
            }
            if store.json { return try JSONOutput.print(made) }
            Console.print("\(made.email.visible) is \(made.role) of \(made.organization) (\(made.id)).")
            if let link = made.link {
                Console.note("This link sets the password; it works once, for an hour:")
                Console.print(link)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List an organization's people.", discussion: "EXAMPLE\n  renderstack users list --json")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let people = try await store.perform(ListPeople(organization: organization.org))
            if store.json { return try JSONOutput.print(people) }
            var table = TextTable(["email", "role", "name", "joined", "last seen", "id"])
            for one in people {
                table.add([
                    one.email, one.role, one.name, one.joinedAt.short, one.lastSeenAt?.short ?? "never", one.id,
                ])
            }
            table.print()
        }
    }

    struct ResetPasswordCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password", abstract: "Print a link that sets a new password.",
            discussion: """
                The link works once, for an hour; using it ends all sessions of that person.

                EXAMPLE
                  renderstack users reset-password ada@example.com
                """)
        @Argument(help: "The address that the person signs in with.") var email: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let made = try await store.perform(ResetPassword(email: email))
            if store.json { return try JSONOutput.print(made) }
            Console.print(made.link)
        }
    }

    struct Unlink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget who somebody is at the OpenID Connect issuer.",
            discussion: """
                Their sessions end, and their next sign-in at the issuer links the account again: for an address that \
                has come to another person there, or an issuer that names everybody anew.

                EXAMPLE
                  renderstack users unlink ada@example.com
                """)
        @Argument(help: "The address of the account.") var email: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let done = try await store.perform(UnlinkPerson(email: email))
            if store.json { return try JSONOutput.print(done) }
            Console.print("\(done.email.visible) was linked to \(done.identities) identities, and is to none now.")
        }
    }
}

extension Role: ExpressibleByArgument {}
