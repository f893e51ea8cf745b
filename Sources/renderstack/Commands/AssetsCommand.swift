import ArgumentParser
import Foundation
import HTTPAPI
import Limit

/// `assets`: images and fonts that templates use.
struct AssetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assets", abstract: "Store images and fonts.",
        discussion: """
            A template uses an image as "src": "asset:NAME"; a font is used by its family's name.

            EXAMPLE
              renderstack assets add logo.png Brand-Bold.otf
              renderstack assets list
            """,
        subcommands: [Add.self, List.self, Remove.self])
}

extension AssetsCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store PNG, JPEG, OpenType or TrueType files.",
            discussion: "EXAMPLE\n  renderstack assets add --replace pictures/logo.png")
        @Argument(help: "Files; the name in the store is the file's without its extension.") var files: [String]
        @Option(name: .long, help: "Another name, for one file.") var name: String?
        @Flag(name: .long, help: "Take the place of an asset of that name.") var replace = false
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func validate() throws {
            if name != nil && files.count != 1 { throw ValidationError("--name goes with one file.") }
        }

        func run() async throws {
            let files = self.files
            let added = try await OperatorConnection.with(store.folder, mayCreate: true) { connection in
                var added: [AssetSummary] = []
                for file in files { added.append(try await connection.perform(try command(for: file))) }
                return added
            }
            if store.json { return try JSONOutput.print(added) }
            for asset in added { Console.print("asset:\(asset.name.visible)  \(asset.id)  \(asset.summary)") }
        }

        private func command(for file: String) throws -> AddAsset {
            let bytes = try InputFile.bytes(of: file, limit: Limits().input.assetBytes)
            let plain = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
            return AddAsset(
                organization: organization.org, name: name ?? plain, bytes: Data(bytes), replace: replace)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the assets.", discussion: "EXAMPLE\n  renderstack assets list --json")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let assets = try await store.perform(ListAssets(organization: organization.org))
            if store.json { return try JSONOutput.print(assets) }
            var table = TextTable(["id", "name", "kind", "created", "what"])
            for asset in assets {
                table.add([asset.id, asset.name, asset.kind, asset.createdAt.short, asset.summary])
            }
            table.print()
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove an asset that no template uses.",
            discussion: "EXAMPLE\n  renderstack assets remove ast_…")
        @Argument(help: "The asset's id, as `assets list` shows it.") var id: String
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let done = try await store.perform(RemoveAsset(organization: organization.org, id: id))
            if store.json { return try JSONOutput.print(done) }
            Console.print("\(id) is removed.")
        }
    }
}

extension AssetSummary {
    fileprivate var summary: String {
        var parts = [contentType, "\(byteCount) bytes"]
        if let width, let height { parts.append("\(width)×\(height)") }
        if let family { parts.append(weight.map { "\(family) \($0)" } ?? family) }
        return parts.joined(separator: ", ").visible
    }
}
