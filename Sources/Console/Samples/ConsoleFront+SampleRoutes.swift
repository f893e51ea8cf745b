import Catalog
import Crypto
import HTTPAPI
import HTTPTypes
import Hummingbird
import People
import Rendering
import Templates

extension ConsoleFront {
    /// Templates to start from.
    static let sampleRoutes: [ConsoleRoute] = [
        ConsoleRoute(.get, "/samples", .member(.viewTemplates), "The templates that came with the program.") {
            console, exchange throws(APIError) in
            _ = try exchange.query()
            return Response(
                json: ConsoleAnswers.list(
                    console.samples.all.map { sample in
                        [
                            "name": .string(sample.name), "title": .string(sample.template.name),
                            "width": .number(Double(sample.template.width)),
                            "height": .number(Double(sample.template.height)),
                        ]
                    }))
        },
        ConsoleRoute(
            .post, "/samples/{sample}", .member(.editTemplates), "Save a sample as a template, with its images.",
            answer: (201, "application/json")
        ) { console, exchange throws(APIError) in try await console.importSample(exchange) },
        ConsoleRoute(
            .get, "/samples/{sample}/thumbnail", .member(.viewTemplates), "A small picture of a sample.",
            query: [("width", "Pixels across, 480 by default.")], answer: (200, "image/png")
        ) { console, exchange throws(APIError) in try await console.sampleThumbnail(exchange) },
    ]

    private func sample(of exchange: ConsoleExchange) throws(APIError) -> SampleShelf.Sample {
        let name = exchange.parameter("sample")
        guard let sample = samples.sample(name) else {
            throw APIError(.notFound, "there is no sample \(Redaction.quoted(name))")
        }
        return sample
    }

    private func importSample(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let place = try exchange.place()
        let organization = place.organization.id
        let sample = try sample(of: exchange)
        let names = sample.template.assetNames
        let there = try await stored { () throws(CatalogError) in
            try await parts.store.assets(organizationID: organization, named: names)
        }
        for (name, bytes) in samples.assets(names).sorted(by: { $0.key < $1.key }) where there[name] == nil {
            let asset = try await desk.addAsset(
                name: name, bytes: bytes, replacing: false, organization: organization, by: place.person.id)
            await note(
                "asset.create", .init(type: "asset", id: asset.id, name: name), at: place, from: exchange,
                detail: "of the sample \(sample.name)")
        }
        var members = sample.template.document.objectValue ?? [:]
        members["slug"] = .string(try await freeSlug(sample.template.slug ?? sample.name, at: place))
        let document = try checked(.object(members))
        let record = try await desk.createTemplate(document, organization: organization, by: place.person.id)
        await note(
            "template.create", Self.subject(record), at: place, from: exchange, detail: "sample \(sample.name)")
        return try await answer(record, document.template, at: place, status: .created)
    }

    private func sampleThumbnail(_ exchange: ConsoleExchange) async throws(APIError) -> Response {
        let sample = try sample(of: exchange)
        let images = samples.assets(sample.template.assetNames).mapValues { bytes in
            let hash = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return AssetImage(hash: hash, bytes: bytes)
        }
        return try await thumbnail(of: sample.template, width: exchange.query()["width"], for: exchange) { draft in
            draft.ownImages = images
        }
    }
}
