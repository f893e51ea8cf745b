import Catalog
import Codecs
import Crypto
import Foundation
import Templates
import Typography

extension CatalogDesk {
    /// Checks a file by its bytes, whatever it is called, and stores it under a name.
    ///
    /// - Returns: The asset, and whether it replaced one.
    package func addAsset(
        name: String, bytes: [UInt8], replacing: Bool, organization: String, by creator: String
    ) async throws(APIError) -> AssetRecord {
        guard bytes.count <= limits.input.assetBytes else {
            throw APIError(.payloadTooLarge, "an asset may have \(limits.input.assetBytes) bytes at most")
        }
        guard !bytes.isEmpty else { throw APIError(.validationError, "the file is empty") }
        guard AssetName.isValid(name) else {
            throw APIError(pointer: "/name", "an asset's name has 1 to 128 of A-Z, a-z, 0-9, dot, dash and underscore")
        }
        let record = try describe(bytes, name: name, organization: organization, creator: creator)
        do throws(CatalogError) {
            let stored = try await store.addAsset(record, bytes: bytes, replacing: replacing)
            await didChange(.asset(organization: organization))
            events.publish(ChangeEvent(.asset, "create", id: stored.id, organization: organization))
            await note(
                "asset.create", .init(type: "asset", id: stored.id, name: name), organization: organization)
            return stored
        } catch {
            throw APIError(error)
        }
    }

    /// Deletes an asset that no template uses.
    package func deleteAsset(id: String, organization: String) async throws(APIError) {
        do throws(CatalogError) {
            try await store.deleteAsset(organizationID: organization, id: id)
        } catch {
            throw APIError(error)
        }
        await didChange(.asset(organization: organization))
        events.publish(ChangeEvent(.asset, "delete", id: id, organization: organization))
        await note("asset.delete", .init(type: "asset", id: id, name: ""), organization: organization)
    }

    private func describe(
        _ bytes: [UInt8], name: String, organization: String, creator: String
    ) throws(APIError) -> AssetRecord {
        let hash = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        if ImageFormat.sniff(bytes) != nil {
            let header = try imageHeader(bytes)
            return AssetRecord(
                id: makeID(.asset), organizationID: organization, name: name, kind: .image,
                contentType: "image/\(header.format.rawValue)", hash: hash, byteCount: bytes.count,
                width: header.uprightSize.width, height: header.uprightSize.height, createdAt: now(),
                createdBy: creator)
        }
        let font = try fontDescription(bytes)
        return AssetRecord(
            id: makeID(.asset), organizationID: organization, name: name, kind: .font,
            contentType: Self.fontType(bytes), hash: hash, byteCount: bytes.count, family: font.family,
            weight: font.weight, isItalic: font.isItalic, createdAt: now(), createdBy: creator)
    }

    private func imageHeader(_ bytes: [UInt8]) throws(APIError) -> ImageHeader {
        do throws(CodecError) {
            return try ImageDecoder.header(of: bytes, limits: limits.input)
        } catch {
            throw APIError(error)
        }
    }

    private func fontDescription(_ bytes: [UInt8]) throws(APIError) -> FontDescription {
        do throws(TypographyError) {
            return try FontCollection.inspect(bytes, limits: limits.input)
        } catch {
            throw APIError(error)
        }
    }

    /// RFC 8081's names, by the first bytes.
    private static func fontType(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: "OTTO".utf8) { return "font/otf" }
        return bytes.starts(with: "ttcf".utf8) ? "font/collection" : "font/ttf"
    }
}
