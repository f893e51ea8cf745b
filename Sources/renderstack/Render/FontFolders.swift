import Foundation
import Typography

/// Where fonts are looked for: those that were named, those that the program came with, those of Debian's packages.
enum FontFolders {
    /// The folders in the order in which they are asked.
    ///
    /// - Parameter named: Folders of the settings; where there are none, those of `RENDERSTACK_FONTS`.
    static func all(named: [String] = []) -> [String] {
        var folders = named
        if folders.isEmpty, let text = ProcessInfo.processInfo.environment[SettingKey.fonts.environmentName] {
            folders = text.split(separator: ",").map { $0.trimmingSpaces() }
        }
        return folders + [beside] + FontCollection.debianDirectories
    }

    /// `share/renderstack/fonts` of the place that the program was unpacked to.
    private static var beside: String {
        InstalledPlace.root.appendingPathComponent("share/renderstack/fonts").path
    }

    static func standardCollection(named: [String] = []) throws(CommandFailure) -> FontCollection {
        do {
            return try FontCollection.standard(directories: all(named: named))
        } catch {
            throw CommandFailure(
                "No fonts to draw with (\(error)): install fonts-inter and fonts-noto-core, or name a folder with "
                    + "RENDERSTACK_FONTS.")
        }
    }
}

/// Where the running program lies.
enum InstalledPlace {
    /// How the program was called, for commands that a person may paste.
    static var program: String { CommandLine.arguments.first ?? "renderstack" }

    /// The folder above the program's own, such as `/usr` for `/usr/bin/renderstack`.
    static var root: URL {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/usr/bin/renderstack"
        return URL(fileURLWithPath: own).deletingLastPathComponent().deletingLastPathComponent()
    }
}
