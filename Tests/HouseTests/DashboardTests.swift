import Foundation
import Testing

@Test func `every file of the dashboard is embedded, and nothing else`() throws {
    let folder = House.root.appendingPathComponent("Sources/Console/Dashboard")
    let walk = try #require(
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
    var there: Set<String> = []
    for case let url as URL in walk {
        guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
        let path = String(url.path.dropFirst(folder.path.count + 1))
        if !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { there.insert(path) }
    }
    let list = try String(
        contentsOf: House.root.appendingPathComponent("Sources/CLibraries/CDashboard/files.inc"), encoding: .utf8)
    let listed = list.split(separator: "\n").compactMap { line in
        line.firstMatch(of: /^#embed "\.\.\/\.\.\/Console\/Dashboard\/([^"]+)"/).map { String($0.1) }
    }
    #expect(Set(listed) == there, "run `make dashboard`")
    #expect(Set(listed).count == listed.count)
}
