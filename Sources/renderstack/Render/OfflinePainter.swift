import Farm
import Foundation
import Limit
import Rendering
import Templates
import Typography

/// Draws one template file without a store; makes an engine for each thread that draws.
struct OfflinePainter: Sendable {
    let file: TemplateFile
    let limits: Limits
    private let fonts: FontCollection
    private let makeRenderer: @Sendable (Tuning) throws -> Renderer
    private let builder: BaseBuilder?

    /// - Parameter keepsBases: True where many pictures follow, so that what they share is worth keeping.
    init(file: TemplateFile, limits: Limits, keepsBases: Bool = false) throws {
        self.file = file
        self.limits = limits
        let own = try file.fonts(limits: limits)
        do {
            let standard = try FontFolders.standardCollection()
            fonts = try standard.adding(own, limits: limits.input)
        } catch let error as TypographyError {
            throw CommandFailure("The fonts beside \(file.path) cannot be used: \(error).")
        }
        let makeRenderer: @Sendable (Tuning) throws -> Renderer = {
            [fonts, images = ImageCache(), bases = BaseCache()] tuning in
            try Renderer(fonts: fonts, images: images, bases: bases, limits: limits, tuning: tuning)
        }
        self.makeRenderer = makeRenderer
        builder = keepsBases ? BaseBuilder(makeRenderer: { try makeRenderer(Tuning()) }) : nil
    }

    /// Makes an engine for the thread that it is called on.
    ///
    /// - Parameter usesBases: False where every picture is painted whole.
    func engine(tuning: Tuning = Tuning(), usesBases: Bool = true) throws -> OfflineEngine {
        let renderer: Renderer
        do {
            renderer = try makeRenderer(tuning)
        } catch let error as RenderError {
            throw CommandFailure(RenderRefusal.words(error))
        }
        return OfflineEngine(
            template: file.template, assets: file.assets, fonts: fonts,
            engine: RendererEngine(renderer: renderer, builder: builder),
            identity: usesBases && builder != nil ? file.path : nil)
    }
}

/// Why a template and its values made no picture, in the words of a person.
struct OfflineFailure: Error, CustomStringConvertible {
    let description: String
}

/// One thread's renderer with the template that it draws.
final class OfflineEngine: RenderEngine {
    /// The values of one picture.
    struct Job: Sendable {
        let overrides: [String: JSONValue]
        let options: OutputOptions
    }

    private let template: Template
    private let assets: AssetFolder
    private let fonts: FontCollection
    private let engine: RendererEngine
    private let identity: String?

    init(
        template: Template, assets: AssetFolder, fonts: FontCollection, engine: RendererEngine, identity: String?
    ) {
        self.identity = identity
        self.template = template
        self.assets = assets
        self.fonts = fonts
        self.engine = engine
    }

    func run(_ job: Job, isCancelled: @escaping () -> Bool) throws(OfflineFailure) -> Picture {
        let resolution: Resolution
        do {
            resolution = try template.resolve(job.overrides)
        } catch {
            throw OfflineFailure(description: Self.line(error.problems))
        }
        let render = RenderJob(
            template: template, resolution: resolution, options: job.options, fonts: fonts, assets: assets,
            identity: identity)
        do {
            return try engine.run(render, isCancelled: isCancelled)
        } catch {
            throw OfflineFailure(description: RenderRefusal.words(error))
        }
    }

    /// Draws without anybody who could lose patience.
    func draw(_ overrides: [String: JSONValue], options: OutputOptions) throws(CommandFailure) -> Picture {
        do {
            return try run(Job(overrides: overrides, options: options), isCancelled: { false })
        } catch {
            throw CommandFailure(error.description)
        }
    }

    private static func line(_ problems: [Problem]) -> String {
        problems.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")
    }
}

extension FarmError<OfflineFailure> {
    /// The failure in the words of a person.
    var reason: String {
        switch self {
        case .render(let failure): failure.description
        case .deadlineExceeded: "it took longer than an hour"
        case .overloaded, .shuttingDown, .cancelled, .revoked: "the batch was stopped"
        }
    }
}
