import Foundation
import HTTPTypes
import Hummingbird
import Limit
import NIOCore

/// The operator API as an HTTP responder for the admin socket: one route a command, JSON in and out.
public struct OperatorResponder: HTTPResponder {
    public typealias Context = FrontContext

    private let commands: [String: any OperatorCommand.Type]
    private let desk: Operator
    private let limits: Limits.Server

    init(desk: Operator, limits: Limits.Server) {
        self.desk = desk
        self.limits = limits
        commands = Dictionary(uniqueKeysWithValues: OperatorAPI.commands.map { (OperatorAPI.prefix + $0.path, $0) })
    }

    /// Performs one command.
    public func respond(to request: Request, context: FrontContext) async -> Response {
        guard request.method == .post, let command = commands[request.uri.path] else {
            return answer(.notFound, OperatorError(slug: ProblemKind.notFound.slug, reason: "no such command"))
        }
        do throws(APIError) {
            let body = try await BodyReader.bytes(of: request, limit: limits.operatorBodyBytes)
            do throws(OperatorError) {
                return Self.json(.ok, try await command.answer(Data(body), on: desk))
            } catch {
                let kind = ProblemKind.allCases.first { $0.slug == error.slug } ?? .serverError
                return answer(kind.status, error)
            }
        } catch {
            return answer(error.kind.status, OperatorError(error))
        }
    }

    private func answer(_ status: HTTPResponse.Status, _ error: OperatorError) -> Response {
        Self.json(status, Result { try OperatorAPI.encoder.encode(error) }.success ?? Data())
    }

    private static func json(_ status: HTTPResponse.Status, _ body: Data) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension OperatorCommand {
    /// Reads a command, performs it, writes its reply.
    static func answer(_ body: Data, on desk: Operator) async throws(OperatorError) -> Data {
        let command: Self
        do { command = try OperatorAPI.decoder.decode(Self.self, from: body) } catch {
            throw OperatorError(slug: ProblemKind.validationError.slug, reason: "the command cannot be read")
        }
        let reply = try await command.perform(on: desk)
        do { return try OperatorAPI.encoder.encode(reply) } catch {
            throw OperatorError(slug: ProblemKind.serverError.slug, reason: "the reply cannot be written")
        }
    }
}

/// The routes of the operator API, for a listener on the admin socket.
public func operatorRoutes(_ desk: Operator, limits: Limits = Limits()) -> OperatorResponder {
    OperatorResponder(desk: desk, limits: limits.server)
}

extension OperatorAPI {
    /// Every command that the socket knows.
    public static let commands: [any OperatorCommand.Type] = [
        CreateKey.self, ListKeys.self, RevokeKey.self, RotateKey.self, DeleteKey.self, CreatePerson.self,
        ListPeople.self, ResetPassword.self, UnlinkPerson.self, ListHosts.self, AddHosts.self,
        RemoveHosts.self, PushTemplate.self, PullTemplate.self, ListTemplates.self, DeleteTemplate.self,
        AddAsset.self, ListAssets.self, RemoveAsset.self, CreateOrganization.self, ListOrganizations.self,
        ShowRateProfile.self, SetRateProfile.self, ListSigningSecrets.self, RotateSigningSecret.self,
        DeleteSigningSecret.self, SignURL.self,
    ]

    /// Writes commands and replies; dates are ISO 8601.
    public static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Reads commands and replies.
    public static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
