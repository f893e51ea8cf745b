import ArgumentParser
import Foundation
import HTTPAPI
import Keys

/// `signing`: secrets under which URLs are signed.
struct SigningCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signing", abstract: "Make, rotate and delete the secrets of signed URLs, and sign one.",
        discussion: """
            A signed URL works where no allowed host can be told: in mail, for crawlers, on pages that send no \
            referrer. It carries exp and sig; at least one allowed host must still be configured.

            EXAMPLE
              renderstack signing rotate --overlap 24h
              renderstack signing sign 'https://images.example.com/api/v1/render?apiKey=rs_get_…&template=card'
            """,
        subcommands: [List.self, Rotate.self, Delete.self, Sign.self])
}

extension SigningCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the secrets in force.", discussion: "EXAMPLE\n  renderstack signing list --json")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let secrets = try await store.perform(ListSigningSecrets(organization: organization.org))
            if store.json { return try JSONOutput.print(secrets) }
            var table = TextTable(["id", "created", "by", "state"])
            for secret in secrets {
                table.add([
                    secret.id, secret.createdAt.short, secret.createdBy.visible,
                    secret.expiresAt.map { "good until \($0.short)" } ?? "current",
                ])
            }
            table.print()
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new current secret, the first one too, and show it, this once.",
            discussion: "EXAMPLE\n  renderstack signing rotate --overlap 24h")
        @Option(
            name: .long,
            help: ArgumentHelp("How long the secret before stays good: 0, 1h, 24h or 7d.", valueName: "duration"))
        var overlap: RotationOverlap
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let created = try await OperatorConnection.with(store.folder, mayCreate: true) {
                try await $0.perform(RotateSigningSecret(organization: organization.org, overlap: overlap))
            }
            if store.json { return try JSONOutput.print(created) }
            Console.print(Console.bold(created.secret))
            Console.note("\(created.id). Copy the secret now: it is not shown again.")
            if let end = created.othersExpireAt {
                Console.note("URLs signed with the secret before work until \(end.short).")
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse the URLs of a secret from now on.",
            discussion: "EXAMPLE\n  renderstack signing delete sec_…")
        @Argument(help: "The secret's id, as `signing list` shows it.") var id: String
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let done = try await store.perform(DeleteSigningSecret(organization: organization.org, id: id))
            if store.json { return try JSONOutput.print(done) }
            Console.print("\(id) is deleted.")
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a URL of a GET render and print it.",
            discussion: """
                EXAMPLE
                  renderstack signing sign '/api/v1/render?apiKey=rs_get_…&template=card' --expires 90d
                """)
        @Argument(help: "A URL, or a path, of /api/v1/render with its query.") var url: String
        @Option(name: .long, help: ArgumentHelp("How long it is good for: 12h, 30d, 1y.", valueName: "duration"))
        var expires: Lifetime?
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let seconds = expires?.seconds ?? 30 * 86_400
            let signed = try await store.perform(
                SignURL(organization: organization.org, url: url, expiresInSeconds: seconds))
            if store.json { return try JSONOutput.print(signed) }
            Console.print(signed.url)
        }
    }
}

extension RotationOverlap: ExpressibleByArgument {}
