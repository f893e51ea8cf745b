import Foundation

/// Keeps the PNGs that tests make, so that readers other than ours can look at them: `check.sh` does.
public enum PictureLog {
    private static let folder = ProcessInfo.processInfo.environment["RENDERSTACK_PICTURES"].map {
        URL(fileURLWithPath: $0, isDirectory: true)
    }

    /// Writes the bytes into the folder that `RENDERSTACK_PICTURES` names, under a name of their own; nowhere without it.
    ///
    /// - Returns: The bytes.
    @discardableResult
    public static func keep(_ png: [UInt8]) throws -> [UInt8] {
        guard let folder else { return png }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // FNV-1a: the same picture is kept once.
        let hash = png.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        try Data(png).write(to: folder.appending(path: "\(String(hash, radix: 16)).png"), options: .atomic)
        return png
    }
}
