import ArgumentParser
import Foundation
import Limit

/// `doctor`: whether this machine is fit to draw.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check libraries, fonts, limits and the store, and draw a test picture.",
        discussion: """
            Exit status 1 tells that something is wrong; a folder without a store is not.

            EXAMPLE
              renderstack doctor --data ./data --json
            """)

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let examination = await Examination.make(of: store.folder)
        if store.json {
            try JSONOutput.print(examination)
        } else {
            examination.lines.forEach { Console.print($0) }
        }
        if let trouble = examination.trouble { throw CommandFailure(trouble) }
    }
}
