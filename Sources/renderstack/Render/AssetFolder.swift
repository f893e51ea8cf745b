import Crypto
import Foundation
import Limit
import Rendering

/// Images in a folder, by the name that templates use: `asset:logo` is `logo`, `logo.png`, `logo.jpg` or `logo.jpeg`.
struct AssetFolder: AssetSource {
    let folder: URL

    private static let extensions = ["", ".png", ".jpg", ".jpeg"]

    func image(named name: String) -> AssetImage? {
        // A name is one path component, so a template never reads outside of its folder.
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), !name.contains("\0") else { return nil }
        for ending in Self.extensions {
            let path = folder.appendingPathComponent(name + ending).path
            if let bytes = try? InputFile.bytes(of: path, limit: Limits().input.assetBytes) {
                return AssetImage(hash: ContentHash.of(bytes), bytes: bytes)
            }
        }
        return nil
    }
}

/// The name of a content: SHA-256 in hexadecimal.
enum ContentHash {
    static func of(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
