import ArgumentParser
import HTTPAPI

/// The options of every command that touches stored data.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The store's folder; else RENDERSTACK_DATA, else ./data.", valueName: "dir"))
    var data: String?

    @Flag(name: .long, help: "Print JSON, for programs.")
    var json = false

    var folder: DataFolder { DataFolder(data) }

    /// Does a command that reads or changes what is there.
    func perform<Command: OperatorCommand>(_ command: Command) async throws -> Command.Reply {
        try await OperatorConnection.with(folder) { try await $0.perform(command) }
    }
}

/// Which organization a command is about.
struct OrganizationOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The organization, where there are several.", valueName: "slug"))
    var org: String?
}
