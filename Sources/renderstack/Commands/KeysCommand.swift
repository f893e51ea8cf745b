import ArgumentParser
import Foundation
import HTTPAPI
import Keys

/// `keys`: the life of API keys.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, list, rotate, revoke and delete API keys.",
        discussion: """
            A key is shown once, when it is made. Revoking takes effect before the command returns; deleting, which \
            takes a revoked key, also removes its render history.

            EXAMPLE
              renderstack keys create --name "Production Server" --type master
              renderstack keys create --name Blog --type project --template social-card --expires 90d
              renderstack keys list
              renderstack keys rotate key_… --overlap 24h
              renderstack keys revoke key_…
            """,
        subcommands: [Create.self, List.self, Rotate.self, Revoke.self, Delete.self])
}

extension KeysCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key and show it, this once.",
            discussion: """
                EXAMPLE
                  renderstack keys create --name "Blog images" --type get
                  renderstack keys create --name Mailer --type project --template social-card --expires 30d --json
                """)

        @Option(name: .long, help: "What the key is for, in your words.")
        var name: String

        @Option(name: .long, help: ArgumentHelp("master, project, read-only or get.", valueName: "type"))
        var type: KeyType

        @Option(
            name: .customLong("template"),
            help: ArgumentHelp("A template that a project key may use; repeat it for more.", valueName: "slug"))
        var templates: [String] = []

        @Option(
            name: .long, help: ArgumentHelp("How long the key is good for: 12h, 30d, 8w, 1y.", valueName: "duration"))
        var expires: Lifetime?

        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func validate() throws {
            if type == .project && templates.isEmpty {
                throw ValidationError("A project key needs at least one --template.")
            }
            if type != .project && !templates.isEmpty {
                throw ValidationError("--template goes with --type project only.")
            }
        }

        func run() async throws {
            let created = try await OperatorConnection.with(store.folder, mayCreate: true) {
                try await $0.perform(
                    CreateKey(
                        organization: organization.org, name: name, type: type, templates: templates,
                        expiresInSeconds: expires?.seconds))
            }
            if store.json { return try JSONOutput.print(created) }
            Console.print(Console.bold(created.key))
            Console.note("\(created.id) \"\(created.name.visible)\". Copy the key now: it is not shown again.")
            if type == .get {
                Console.note("It works from allowed hosts only: \(InstalledPlace.program) hosts add example.com")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys, revoked ones too.", discussion: "EXAMPLE\n  renderstack keys list --json")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let keys = try await store.perform(ListKeys(organization: organization.org))
            if store.json { return try JSONOutput.print(keys) }
            var table = TextTable(["id", "name", "type", "prefix", "created", "last used", "state"])
            for key in keys {
                table.add([
                    key.id, key.name, key.type.rawValue, key.prefix + "…", key.createdAt.short,
                    key.lastUsedAt?.short ?? "never", Self.state(of: key, at: Date()),
                ])
            }
            table.print()
        }

        private static func state(of key: KeySummary, at now: Date) -> String {
            if let revokedAt = key.revokedAt { return "revoked \(revokedAt.short)" }
            guard let expiresAt = key.expiresAt else { return "in force" }
            return (expiresAt <= now ? "expired " : "in force until ") + expiresAt.short
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key in another's place, and have the old one expire.",
            discussion: """
                The new key has the same name, type and templates and is shown this once. The old one works on for the \
                overlap, so that whoever uses it can change over: 0, 1h, 24h or 7d. A key that was made to expire gives \
                the new one as long a life from now.

                EXAMPLE
                  renderstack keys rotate key_… --overlap 24h
                """)
        @Argument(help: "The key's id, as `keys list` shows it.") var id: String
        @Option(name: .long, help: ArgumentHelp("How long the old key works on: 0, 1h, 24h or 7d.", valueName: "time"))
        var overlap: RotationOverlap
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let made = try await store.perform(
                RotateKey(organization: organization.org, id: id, overlap: overlap))
            if store.json { return try JSONOutput.print(made) }
            Console.print(Console.bold(made.key))
            Console.note("\(made.id) \"\(made.name.visible)\". Copy the key now: it is not shown again.")
            Console.note(
                overlap == .none ? "\(id) is refused from now on." : "\(id) works on for \(overlap.rawValue).")
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse a key from now on.",
            discussion: """
                When the command returns, every request with the key gets 401, after a crash too.

                EXAMPLE
                  renderstack keys revoke key_…
                """)
        @Argument(help: "The key's id, as `keys list` shows it.") var id: String
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let key = try await store.perform(RevokeKey(organization: organization.org, id: id))
            if store.json { return try JSONOutput.print(key) }
            Console.print("\(key.id) \"\(key.name.visible)\" (\(key.prefix)…) is revoked.")
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a revoked key and its render history for good.",
            discussion: "EXAMPLE\n  renderstack keys revoke key_… && renderstack keys delete key_…")
        @Argument(help: "The key's id, as `keys list` shows it.") var id: String
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let done = try await store.perform(DeleteKey(organization: organization.org, id: id))
            if store.json { return try JSONOutput.print(done) }
            Console.print("\(id) is deleted.")
        }
    }
}

extension KeyType: ExpressibleByArgument {}
