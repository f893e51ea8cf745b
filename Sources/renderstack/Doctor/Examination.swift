import Foundation
import Limit
import Rendering
import Typography

/// What `doctor` found.
struct Examination: Encodable, Sendable {
    let version: String
    let system: String
    let libraries: [String: String]
    let limits: [String: String]
    let fonts: Fonts
    /// The file that mail servers and issuers are checked by; nil where there is none.
    let certificateAuthorities: String?
    let store: StoreExamination
    let testRender: TestRender

    struct Fonts: Encodable, Sendable {
        /// The folders that were looked into, in order, and whether they are there.
        let folders: [Folder]
        let families: [String]
        let trouble: String?

        struct Folder: Encodable, Sendable { let path: String, exists: Bool }
    }

    struct TestRender: Encodable, Sendable {
        let byteCount: Int
        let milliseconds: Double
        let report: [String]
        let trouble: String?
    }

    static func make(of folder: DataFolder) async -> Examination {
        var limits: [String: String] = [:]
        for entry in LimitEntry.all { limits[entry.name] = entry.text(in: Limits()) }
        return Examination(
            version: RenderStack.version, system: ProcessInfo.processInfo.operatingSystemVersionString,
            libraries: LibraryVersions.all, limits: limits, fonts: examineFonts(),
            certificateAuthorities: CertificateAuthorities.file(), store: await StoreExamination.examine(folder),
            testRender: drawTest())
    }

    /// The first thing that is wrong, in one line.
    var trouble: String? { fonts.trouble ?? store.trouble ?? testRender.trouble }

    private static func examineFonts() -> Fonts {
        let folders = FontFolders.all().map { Fonts.Folder(path: $0, exists: InputFile.isFolder($0)) }
        do {
            let collection = try FontFolders.standardCollection()
            return Fonts(folders: folders, families: collection.families, trouble: nil)
        } catch {
            return Fonts(folders: folders, families: [], trouble: error.description)
        }
    }

    private static func drawTest() -> TestRender {
        do {
            let limits = Limits()
            let card = try TemplateFile(
                path: "test-card.json", bytes: Array(BenchCard.document.utf8), limits: limits)
            let engine = try OfflinePainter(file: card, limits: limits).engine()
            let words = ["title": "Hello, Привет, שלום, 你好 👋", "subtitle": "नमस्ते · สวัสดี · مرحبا"]
            let start = ContinuousClock.now
            let picture = try engine.draw(
                words.mapValues { .object(["text": .string($0)]) }, options: OutputOptions(format: .png))
            let time = (ContinuousClock.now - start) / .milliseconds(1)
            let report = picture.report.entries.map { "\($0.layer): \($0.kind.rawValue) \($0.detail)" }
            return TestRender(
                byteCount: picture.bytes.count, milliseconds: (time * 100).rounded() / 100, report: report,
                trouble: report.first.map { "The test picture is not whole: \($0)." })
        } catch {
            return TestRender(
                byteCount: 0, milliseconds: 0, report: [], trouble: "The test picture was not drawn: \(error).")
        }
    }
}

extension Examination {
    /// The findings for people.
    var lines: [String] {
        var lines = ["RenderStack \(version) on \(system)", "", Console.bold("Libraries")]
        lines += libraries.sorted { $0.key < $1.key }.map { "  \($0.key.padded(to: 28))\($0.value)" }
        lines += ["", Console.bold("Fonts") + "  \(fonts.families.count) families"]
        lines += fonts.folders.map { "  \($0.exists ? "found  " : "absent ") \($0.path)" }
        lines += ["", Console.bold("Certificate authorities")]
        lines.append("  " + (certificateAuthorities ?? "none: no mail server or issuer can be checked"))
        lines += ["", Console.bold("Store")] + store.lines.map { "  " + $0 }
        lines += ["", Console.bold("Limits")]
        lines += LimitEntry.all.map { "  \($0.name.padded(to: 36))\(limits[$0.name] ?? "")" }
        lines += ["", Console.bold("Test picture")]
        lines.append("  \(testRender.byteCount) bytes in \(testRender.milliseconds) ms")
        lines += testRender.report.map { "  " + $0 }
        return lines
    }
}
