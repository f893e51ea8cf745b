import ArgumentParser
import HTTPAPI

/// `hosts`: where GET keys may be embedded.
struct HostsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts", abstract: "Say which sites may embed pictures with a GET key.",
        discussion: """
            Without an allowed host every GET-key request is refused. An entry is a host, host:port, or *.host for \
            its subdomains; a host never implies its subdomains.

            EXAMPLE
              renderstack hosts add example.com '*.example.com' localhost
            """,
        subcommands: [List.self, Add.self, Remove.self])

    fileprivate static func show(_ list: HostList, json: Bool) throws {
        if json { return try JSONOutput.print(list) }
        list.hosts.forEach { Console.print($0.visible) }
    }
}

extension HostsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the allowed hosts.", discussion: "EXAMPLE\n  renderstack hosts list")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            try HostsCommand.show(try await store.perform(ListHosts(organization: organization.org)), json: store.json)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Allow hosts, all or none of them, and list what is allowed then.",
            discussion: "EXAMPLE\n  renderstack hosts add example.com '*.example.com' staging.example.com:8443")
        @Argument(help: "Hosts; a pasted URL counts as its host.") var hosts: [String]
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let list = try await OperatorConnection.with(store.folder, mayCreate: true) {
                try await $0.perform(AddHosts(organization: organization.org, hosts: hosts))
            }
            try HostsCommand.show(list, json: store.json)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Allow hosts no longer, and list what is allowed then.",
            discussion: "EXAMPLE\n  renderstack hosts remove staging.example.com:8443")
        @Argument(help: "Hosts, as `hosts list` shows them.") var hosts: [String]
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let list = try await store.perform(RemoveHosts(organization: organization.org, hosts: hosts))
            try HostsCommand.show(list, json: store.json)
        }
    }
}
