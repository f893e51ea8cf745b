import ArgumentParser
import Foundation
import HTTPAPI
import Limit
import Templates

/// `templates`: templates as files.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "Push, pull, list, check and delete templates.",
        discussion: """
            A template is one JSON file that you keep in Git; each push is a new revision.

            EXAMPLE
              renderstack templates validate social-card.json
              renderstack templates push social-card.json
              renderstack templates pull social-card -o social-card.json
            """,
        subcommands: [Push.self, Pull.self, List.self, Validate.self, Delete.self])
}

extension TemplatesCommand {
    struct Push: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store files: a new template each, or a new revision of the one with its slug.",
            discussion: "EXAMPLE\n  renderstack templates push cards/*.json")
        @Argument(help: "Template files.") var files: [String]
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            // All are checked before the first is stored, so that a mistake in the third leaves nothing half done.
            let commands = try files.map { file in
                let plain = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
                let bytes = try InputFile.bytes(of: file, limit: Limits().template.documentBytes)
                _ = try TemplateFile(path: file, bytes: bytes, limits: Limits())
                return PushTemplate(
                    organization: organization.org, document: String(decoding: bytes, as: UTF8.self),
                    fallbackSlug: plain)
            }
            let pushed = try await OperatorConnection.with(store.folder, mayCreate: true) { connection in
                var pushed: [TemplateListing] = []
                for command in commands { pushed.append(try await connection.perform(command)) }
                return pushed
            }
            if store.json { return try JSONOutput.print(pushed) }
            for one in pushed {
                Console.print("\(one.slug)  revision \(one.revision)\(one.isNew ? ", new" : "")  \(one.id)")
            }
        }
    }

    struct Pull: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a stored template's document to a file or to standard output.",
            discussion: "EXAMPLE\n  renderstack templates pull social-card -o social-card.json")
        @Argument(help: "The template's slug or id.") var slug: String
        @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file")) var output: String?
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let found = try await store.perform(PullTemplate(organization: organization.org, template: slug))
            if let output { try InputFile.write(Array(found.document.utf8), to: output) }
            if store.json { return try JSONOutput.print(found) }
            if output == nil { Console.print(found.document) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the templates.", discussion: "EXAMPLE\n  renderstack templates list --json")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let templates = try await store.perform(ListTemplates(organization: organization.org))
            if store.json { return try JSONOutput.print(templates) }
            var table = TextTable(["slug", "revision", "updated", "id", "name"])
            for one in templates {
                table.add([one.slug, String(one.revision), one.updatedAt.short, one.id, one.name])
            }
            table.print()
        }
    }

    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check files, and print every problem with its JSON pointer.",
            discussion: "EXAMPLE\n  renderstack templates validate cards/*.json")
        @Argument(help: "Template files.") var files: [String]
        @Flag(name: .long, help: "Print JSON, for programs.") var json = false

        struct Report: Encodable {
            struct Finding: Encodable { let pointer: String, detail: String }
            let file: String
            let isValid: Bool
            let problems: [Finding]
        }

        func run() async throws {
            var refusals: [TemplateRefusal] = []
            var reports: [Report] = []
            for file in files {
                let refusal = try Self.refusal(of: file)
                if let refusal { refusals.append(refusal) }
                let findings = refusal?.problems.map { Report.Finding(pointer: $0.pointer, detail: $0.detail) } ?? []
                reports.append(Report(file: file, isValid: refusal == nil, problems: findings))
                if !json {
                    (refusal?.lines ?? ["\(file): valid"]).forEach { Console.print($0) }
                }
            }
            if json { try JSONOutput.print(reports) }
            guard refusals.isEmpty else {
                let problems = refusals.map(\.problems.count).reduce(0, +)
                throw CommandFailure(
                    "\(problems) \(problems == 1 ? "problem" : "problems") in \(refusals.count) of \(files.count) files."
                )
            }
        }

        private static func refusal(of file: String) throws -> TemplateRefusal? {
            do {
                _ = try TemplateFile(path: file, limits: Limits())
                return nil
            } catch let refusal as TemplateRefusal {
                return refusal
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a template with its revisions.",
            discussion: "EXAMPLE\n  renderstack templates delete social-card")
        @Argument(help: "The template's slug or id.") var slug: String
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let done = try await store.perform(DeleteTemplate(organization: organization.org, template: slug))
            if store.json { return try JSONOutput.print(done) }
            Console.print("\(slug.visible) is deleted.")
        }
    }
}
