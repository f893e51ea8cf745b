import ArgumentParser
import HTTPAPI

/// `rates`: how many renders a minute each key may ask for.
struct RatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates", abstract: "Say how many renders a minute each key may ask for.",
        discussion: """
            Profiles: starter 30 POST and 15 GET renders a minute, pro 120 and 60, business 300 and 150, enterprise \
            1,000 and 500, unlimited. Pictures that come from the cache do not count.

            EXAMPLE
              renderstack rates set pro
            """,
        subcommands: [Show.self, Change.self])

    fileprivate static func show(_ profile: RateProfileSummary, json: Bool) throws {
        if json { return try JSONOutput.print(profile) }
        func words(_ limit: Int?) -> String { limit.map(String.init) ?? "any number of" }
        Console.print("\(profile.profile): \(words(profile.post)) POST and \(words(profile.get)) GET renders a minute")
    }
}

extension RatesCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the profile.", discussion: "EXAMPLE\n  renderstack rates show")
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let profile = try await store.perform(ShowRateProfile(organization: organization.org))
            try RatesCommand.show(profile, json: store.json)
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Change the profile; in force with the next request.",
            discussion: "EXAMPLE\n  renderstack rates set business")
        @Argument(help: "starter, pro, business, enterprise or unlimited.") var profile: String
        @OptionGroup var organization: OrganizationOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let changed = try await store.perform(SetRateProfile(organization: organization.org, profile: profile))
            try RatesCommand.show(changed, json: store.json)
        }
    }
}
