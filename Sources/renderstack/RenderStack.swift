import ArgumentParser
import Foundation

/// The program: one executable with a subcommand for everything.
@main
struct RenderStack: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "renderstack", abstract: "Pictures from templates, over HTTP and from the command line.",
        discussion: """
            EXAMPLE
              renderstack serve --samples deploy/samples
              renderstack render card.json --set 'title.text=Hello World' -o card.png
              renderstack help keys

            Exit status: 0 done, 1 refused or failed with one line on standard error, 64 wrong usage.
            """,
        version: version,
        subcommands: [
            ServeCommand.self, RenderCommand.self, BatchCommand.self, TemplatesCommand.self, AssetsCommand.self,
            KeysCommand.self, HostsCommand.self, SigningCommand.self, RatesCommand.self, OrganizationsCommand.self,
            UsersCommand.self,
            DoctorCommand.self,
            BenchCommand.self,
            BenchWorkerCommand.self,
        ])

    static func main() async {
        ProcessLimits.disableCoreDumps()
        ProcessLimits.raiseOpenFiles()
        // A reader that went away is an error of the write, not the end of the process.
        _ = signal(SIGPIPE, SIG_IGN)
        await main(nil)
    }
}
