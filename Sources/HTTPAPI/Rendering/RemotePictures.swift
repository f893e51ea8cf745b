import RemoteImages
import Rendering

/// What a render shows of other servers, fetched before it is planned.
struct RemotePictures: Sendable {
    private(set) var images: [String: RemoteImage] = [:]
    /// Content hashes by URL, for the fingerprint; of what failed the reason.
    private(set) var hashes: [String: String] = [:]
    /// Pixels of all of them, decoded.
    private(set) var pixels = 0.0
    /// Whether one of them is not there: the picture is then nobody's to keep.
    private(set) var isLacking = false

    /// Of a render that shows none.
    static let none = RemotePictures()

    var isEmpty: Bool { images.isEmpty }

    mutating func add(_ result: Result<FetchedImage, RemoteImageError>, at url: String) {
        switch result {
        case .success(let image):
            images[url] = .fetched(AssetImage(hash: image.hash, bytes: image.bytes))
            hashes[url] = image.hash
            pixels += Double(image.width) * Double(image.height)
        case .failure(let error):
            images[url] = .failed(error.word)
            hashes[url] = error.word
            isLacking = true
        }
    }

    /// The source of a job's images.
    func source(with assets: [String: AssetImage]) -> any AssetSource {
        isEmpty ? assets : JobImages(assets: assets, remote: images)
    }
}
