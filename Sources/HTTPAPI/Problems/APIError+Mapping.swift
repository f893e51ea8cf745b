import Catalog
import Codecs
import Farm
import HTTPTypes
import Keys
import Rendering
import Templates
import Typography

/// The one place that gives every error of the other targets its status, slug and public words.
extension APIError {
    package init(_ error: CatalogError) {
        switch error {
        case .notFound: self.init(.notFound, "there is no such object in this organization")
        case .slugTaken(let slug): self.init(.conflict, "the slug \(Redaction.quoted(slug)) is taken; choose another")
        case .nameTaken(let name):
            self.init(.conflict, "an asset named \(Redaction.quoted(name)) exists; send replace=1 to replace it")
        case .revisionMismatch(let current):
            self.init(.preconditionFailed, "the current revision is \"\(current)\"; read it again before you write")
        case .inUse(let slugs):
            self.init(.conflict, "templates use it: \(slugs.joined(separator: ", ")); change them first")
        case .malformedSlug(let slug):
            self.init(pointer: "/slug", "\(Redaction.quoted(slug)) is no slug: 1 to 64 of a-z, 0-9 and -")
        case .malformedName(let name):
            self.init(pointer: "/name", "\(Redaction.quoted(name)) is no name that can be used here")
        case .malformedCursor: self.init(pointer: "/cursor", "use the nextCursor of a page of this very list")
        case .pageLimitOutOfRange(let maximum): self.init(pointer: "/limit", "a page has 1 to \(maximum) items")
        case .storageFull: self.init(.serverError, "the server's disk is full")
        case .storage: self.init(.serverError, "the store failed")
        }
    }

    package init(_ error: KeyError) {
        switch error {
        case .nameLength(_, let limit): self.init(pointer: "/name", "a key's name has 1 to \(limit) characters")
        case .nameHasControlCharacter: self.init(pointer: "/name", "a key's name has no control characters")
        case .scopeRequired: self.init(pointer: "/templates", "a project key needs at least one template")
        case .scopeNotAllowed(let type):
            self.init(pointer: "/templates", "a \(type.rawValue) key has no scope; only a project key has")
        case .scopeTooLarge(_, let limit): self.init(pointer: "/templates", "a scope holds \(limit) templates at most")
        case .expiryNotInFuture: self.init(pointer: "/expires", "the key would be expired already")
        case .tooManyKeys(let limit):
            self.init(.conflict, "the organization has \(limit) keys, more are not possible; delete revoked ones")
        case .notFound: self.init(.notFound, "there is no such key in this organization")
        case .notRevoked: self.init(.conflict, "only a revoked key can be deleted; revoke it first")
        case .notRotatable:
            self.init(.conflict, "only a key that is in force and was not rotated before can be rotated")
        case .revocationNotStored:
            self.init(
                .serverError,
                "the key is refused from now on, but that could not be stored: after a restart it would be accepted "
                    + "again; revoke it once more")
        case .storage, .damagedRecord: self.init(.serverError, "the key store failed")
        case .pepper, .sealing: self.init(.serverError, "the pepper cannot be used")
        case .tooManySigningSecrets(let limit):
            self.init(
                .conflict, "\(limit) signing secrets are in force, more are not possible; delete one or rotate later")
        case .signingSecretNotFound: self.init(.notFound, "there is no such signing secret in this organization")
        case .host(let entry, let problem):
            self.init(pointer: "/allowedHosts", "\(Redaction.quoted(entry)): \(problem.explanation)")
        case .tooManyHosts(_, let limit):
            self.init(pointer: "/allowedHosts", "\(limit) allowed hosts are possible at most")
        }
    }

    package init(_ failure: ValidationFailure, under prefix: String = "") {
        self.init(
            problems: failure.problems.map { Problem(pointer: prefix + $0.pointer, detail: $0.detail) })
    }

    package init(_ error: JSONParseError) {
        self.init(pointer: error.pointer, "the body is no JSON that can be used: \(error)")
    }

    package init(_ error: FarmError<APIError>) {
        switch error {
        case .overloaded(let seconds):
            self.init(
                .overloaded, "too many renders wait; try again in \(seconds) s", headers: [.retryAfter: "\(seconds)"])
        case .shuttingDown:
            self.init(.overloaded, "the server is stopping; try again soon", headers: [.retryAfter: "5"])
        case .deadlineExceeded: self.init(.deadlineExceeded, "the render passed its time limit")
        case .revoked: self = Credential.refusal("the API key was revoked")
        case .cancelled: self.init(.requestTimeout, "the client went away")
        case .render(let error): self = error
        }
    }

    package init(_ error: RenderError) {
        switch error {
        case .invalid(let problems): self.init(problems: problems)
        case .missingAsset(let layer, let name):
            self.init(
                .renderError,
                "layer \(Redaction.quoted(layer)) uses the asset \(Redaction.quoted(name)), which is missing")
        case .badImage(let layer, let reason):
            self.init(
                .renderError, "the image of layer \(Redaction.quoted(layer)) cannot be used: \(Self.words(reason))")
        case .remoteImagesOff(let layer):
            self.init(
                .renderError,
                "layer \(Redaction.quoted(layer)) has an image from the web, which is not loaded here; upload it and "
                    + "use asset:NAME, or a data URL"
            )
        case .sizeOutOfRange(let width, let height):
            self.init(
                pointer: "/width",
                width == .max
                    ? "the picture is far too large" : "a picture of \(width) × \(height) pixels is not possible")
        case .tooManyGlyphs(let limit): self.init(.renderError, "more than \(limit) glyphs in one picture")
        case .text(let layer, let reason):
            self.init(.renderError, "the text of layer \(Redaction.quoted(layer)) cannot be laid out: \(reason)")
        case .strict(let report):
            self.init(.renderError, "strict refuses this picture: \(report.header)")
        case .cancelled: self.init(.deadlineExceeded, "the render was stopped")
        case .outOfMemory:
            self.init(.overloaded, "the picture needs more memory than there is", headers: [.retryAfter: "1"])
        case .encoding(let reason): self.init(.renderError, "the picture cannot be written: \(Self.words(reason))")
        case .fault: self.init(.serverError, "the renderer failed")
        }
    }

    /// An upload that is no image: of an unknown kind, or damaged.
    package init(_ error: CodecError) {
        if case .unknownFormat = error {
            self.init(.unsupportedMediaType, "the file is none of PNG, JPEG, OpenType and TrueType")
        } else {
            self.init(.renderError, "the image cannot be used: \(Self.words(error))")
        }
    }

    /// An upload that is no font.
    package init(_ error: TypographyError) {
        switch error {
        case .fontFormatUnknown:
            self.init(.unsupportedMediaType, "the file is none of PNG, JPEG, OpenType and TrueType")
        case .fontTooLarge(_, let limit): self.init(.payloadTooLarge, "a font has \(limit) bytes at most")
        case .fontDamaged(let damage): self.init(.renderError, "the font cannot be used: \(damage.rawValue)")
        default: self.init(.renderError, "the font cannot be used")
        }
    }

    /// What is wrong with an image, without a library's own words.
    private static func words(_ error: CodecError) -> String {
        switch error {
        case .unknownFormat: "it is neither PNG nor JPEG"
        case .damaged: "it is damaged"
        case .tooLarge(let width, let height): "\(width) × \(height) pixels are too many"
        case .chunkTooLarge: "one of its chunks is too large"
        case .tooManyScans(let count): "it has \(count) scans"
        case .cmyk: "it is CMYK; convert it to RGB"
        case .unsupported(let name): "\(name) is not available yet"
        case .outOfMemory: "there is not enough memory"
        }
    }
}
