import AsyncHTTPClient
import Foundation
import Limit
import NIOCore
import NIOFoundationCompat
import NIOSSL

/// Asks the issuer over HTTP: no redirect, a bounded time in all, a bounded answer.
///
/// Sign-ins are rare and the issuer's keys are kept, so each question has a client and a connection of its own.
struct IssuerConnection: Sendable {
    struct Answer: Sendable {
        let status: UInt
        let body: Data
    }

    private struct TooSlow: Error {}

    let settings: OpenIDSettings
    let limits: Limits.OpenID

    /// Reads a document.
    func get(_ url: String, _ step: OpenIDError.Step) async throws(OpenIDError) -> Data {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "accept", value: "application/json")
        let answer = try await send(request, step)
        guard answer.status == 200 else { throw .unreachable(step, reason: "status \(answer.status)") }
        return answer.body
    }

    /// Sends a form.
    func post(
        _ url: String, form: String, authorization: String?, _ step: OpenIDError.Step
    ) async throws(OpenIDError) -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: form))
        return try await send(request, step)
    }

    private func send(_ request: HTTPClientRequest, _ step: OpenIDError.Step) async throws(OpenIDError) -> Answer {
        guard OpenIDSettings.isAcceptable(request.url) else {
            throw .unreachable(step, reason: "its URL is not https")
        }
        do {
            return try await withThrowingTaskGroup(of: Answer.self) { group in
                group.addTask { try await perform(request) }
                group.addTask {
                    try await Task.sleep(for: .seconds(limits.requestSeconds))
                    throw TooSlow()
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else { throw TooSlow() }
                return answer
            }
        } catch is TooSlow {
            throw .unreachable(step, reason: "no answer within \(limits.requestSeconds) s")
        } catch is NIOTooManyBytesError {
            throw .unreachable(step, reason: "an answer of more than \(limits.answerBytes) bytes")
        } catch {
            throw .unreachable(step, reason: String("\(error)".prefix(200)))
        }
    }

    private func perform(_ request: HTTPClientRequest) async throws -> Answer {
        try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let response = try await client.execute(request, timeout: .seconds(Int64(limits.requestSeconds)))
            let body = try await response.body.collect(upTo: limits.answerBytes)
            return Answer(status: response.status.code, body: Data(buffer: body))
        }
    }

    private var configuration: HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let file = settings.systemAuthorities { tls.trustRoots = .file(file) }
        if let file = settings.authorities { tls.additionalTrustRoots = [.file(file)] }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        // A person waits: what fails is told at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
