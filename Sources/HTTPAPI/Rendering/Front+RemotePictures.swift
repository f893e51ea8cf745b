import Keys
import RemoteImages
import Rendering
import Templates

extension Front {
    /// Fetches the pictures of other servers that a render shows, all at the same time.
    ///
    /// A picture that is not to be had is told in the render's report; a host that nobody listed is a refusal, since only
    /// a change of the settings or of the request helps.
    /// - Parameters:
    ///   - budget: Must have a slot left where something has to be fetched.
    ///   - showsRefused: True where what is refused is left out of the picture too, as in thumbnails.
    func remotePictures(
        _ urls: Set<String>, organization: String, budget: RateBudget? = nil, showsRefused: Bool = false
    ) async throws(APIError) -> RemotePictures {
        guard !urls.isEmpty else { return .none }
        let limit = parts.limits.remote.imagesPerRender
        guard urls.count <= limit else {
            throw APIError(.renderError, "a picture may show \(limit) images from the web; this one has \(urls.count)")
        }
        let hosts = try await settings(of: organization).imageHosts
        guard let remote = parts.remote else { throw APIError(RemoteImageError.off(host: "")) }
        if !showsRefused {
            var isAllKept = true
            for url in urls.sorted() {
                do throws(RemoteImageError) {
                    isAllKept = try remote.isKept(url, hosts: hosts, organization: organization) && isAllKept
                } catch {
                    throw APIError(error)
                }
            }
            // Fetching costs more than a slot's painting; who has none left starts none.
            if !isAllKept, let budget, budget.standing.remaining < 1 { throw budget.refusal }
        }
        var pictures = RemotePictures()
        for answer in await answers(urls, by: remote, hosts, organization) {
            if case .failure(.busy) = answer.result { throw APIError(RemoteImageError.busy) }
            pictures.add(answer.result, at: answer.url)
        }
        return pictures
    }

    private struct RemoteAnswer: Sendable {
        let url: String
        let result: Result<FetchedImage, RemoteImageError>
    }

    private func answers(
        _ urls: Set<String>, by remote: RemoteImages, _ hosts: ImageHosts, _ organization: String
    ) async -> [RemoteAnswer] {
        await withTaskGroup(of: RemoteAnswer.self) { group in
            for url in urls {
                group.addTask {
                    RemoteAnswer(
                        url: url, result: await remote.image(at: url, hosts: hosts, organization: organization))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

extension APIError {
    /// What stands between a template and a picture of another server, and what to change.
    init(_ error: RemoteImageError) {
        switch error {
        case .off(let host):
            let name = host.isEmpty ? "this server" : Redaction.quoted(host)
            self.init(
                .renderError,
                "an image is at \(name), and images from the web are off here; an Owner or Admin lists hosts in the "
                    + "dashboard under Settings, Remote images, or upload the image and use asset:NAME")
        case .hostNotListed(let host):
            self.init(
                .renderError,
                "an image is at \(Redaction.quoted(host)), which is not among the organization's remote image hosts; an "
                    + "Owner or Admin adds it in the dashboard under Settings, Remote images")
        case .portNotAllowed(let authority):
            self.init(
                .renderError,
                "an image is at \(Redaction.quoted(authority)); images from the web are loaded from port 443 only")
        case .malformed:
            self.init(.renderError, "an image's URL cannot be used: write https://host/path without user information")
        case .busy:
            self.init(
                .overloaded, "too many images from the web are being loaded; try again in 2 s",
                headers: [.retryAfter: "2"])
        default: self.init(.renderError, "an image from the web could not be loaded: \(error.word)")
        }
    }
}
