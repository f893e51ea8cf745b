import Foundation
import JWTKit
import Limit

/// What is known of the issuer: asked once, kept for a while, asked again where a token names a new key.
actor Issuer {
    private let name: String
    private let connection: IssuerConnection
    private let limits: Limits.OpenID
    private let now: @Sendable () -> Date
    private var memory: IssuerMemory
    /// A question under way, which all who want to know wait for.
    private var question: Task<Result<IssuerMemory.Knowledge, OpenIDError>, Never>?

    init(
        name: String, connection: IssuerConnection, limits: Limits.OpenID, now: @escaping @Sendable () -> Date
    ) {
        self.name = name
        self.connection = connection
        self.limits = limits
        self.now = now
        memory = IssuerMemory(limits: limits)
    }

    /// Where the issuer is asked, and how.
    func discovery() async throws(OpenIDError) -> Discovery { try await knowledge().discovery }

    /// The key of a token's header.
    ///
    /// - Throws: ``OpenIDError/keyUnknown`` where the issuer has no such key, and was asked lately.
    func key(id: String?, algorithm: String) async throws(OpenIDError) -> JWK {
        if let key = try await knowledge().keys.key(id: id, algorithm: algorithm) { return key }
        guard question != nil || memory.mayAskForKeys(at: now()),
            let key = try await ask().keys.key(id: id, algorithm: algorithm)
        else { throw .keyUnknown }
        return key
    }

    private func knowledge() async throws(OpenIDError) -> IssuerMemory.Knowledge {
        if let known = memory.knowledge(at: now()) { return known }
        guard question != nil || memory.mayAsk(at: now()) else {
            throw .unreachable(.discovery, reason: "it failed a moment ago")
        }
        return try await ask()
    }

    private func ask() async throws(OpenIDError) -> IssuerMemory.Knowledge {
        if let question { return try await question.value.get() }
        memory.asks(at: now())
        // A task of its own: the one who asked first may hang up while others wait for the same answer.
        let task = Task { [name, connection, limits] in
            do throws(OpenIDError) {
                let document = try await connection.get(Discovery.url(of: name), .discovery)
                let discovery = try Discovery(document, of: name)
                let keys = try KeySet(try await connection.get(discovery.keysURL, .keys), limit: limits.keys)
                return Result<IssuerMemory.Knowledge, OpenIDError>
                    .success(IssuerMemory.Knowledge(discovery: discovery, keys: keys))
            } catch {
                return .failure(error)
            }
        }
        question = task
        let result = await task.value
        question = nil
        if case .success(let knowledge) = result { memory.learns(knowledge, at: now()) }
        return try result.get()
    }
}
