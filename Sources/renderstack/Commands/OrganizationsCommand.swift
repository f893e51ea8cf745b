import ArgumentParser
import HTTPAPI

/// `orgs`: who owns templates, assets and keys.
struct OrganizationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orgs", abstract: "Make and list organizations.",
        discussion: """
            A new store has one organization, and commands need no --org then.

            EXAMPLE
              renderstack orgs create --name "Acme Ltd"
              renderstack keys create --org acme-ltd --name Server --type master
            """,
        subcommands: [Create.self, List.self])
}

extension OrganizationsCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an organization; its slug comes from its name.",
            discussion: "EXAMPLE\n  renderstack orgs create --name \"Acme Ltd\"")
        @Option(name: .long, help: "The name that people read.") var name: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let made = try await OperatorConnection.with(store.folder, mayCreate: true) {
                try await $0.perform(CreateOrganization(name: name))
            }
            if store.json { return try JSONOutput.print(made) }
            Console.print("\(made.slug)  \(made.id)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the organizations.", discussion: "EXAMPLE\n  renderstack orgs list --json")
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let organizations = try await store.perform(ListOrganizations())
            if store.json { return try JSONOutput.print(organizations) }
            var table = TextTable(["slug", "id", "created", "name"])
            for one in organizations { table.add([one.slug, one.id, one.createdAt.short, one.name]) }
            table.print()
        }
    }
}
