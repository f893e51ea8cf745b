import Foundation

extension PeopleDesk {
    /// Signs in by e-mail and password. An unknown address takes as long as a wrong password and is told the same.
    ///
    /// - Throws: ``PeopleError/wrongCredentials``, ``PeopleError/tooManyAttempts(retryAfterSeconds:)``.
    public func signIn(email: String, password: String, from caller: Caller) async throws(PeopleError) -> SignedIn {
        let account = (try? EmailAddress.normalized(email)) ?? ""
        try attempt(account: account, from: caller)
        let person = try await store.person(account)
        var stored: String?
        if let person { stored = try await store.passwordHash(personID: person.id) }
        guard try await passwords.verify(password, stored: stored), let person else { throw .wrongCredentials }
        succeed(account: account, from: caller)
        return try await open(person, from: caller)
    }

    /// Opens a session for somebody who has shown who they are.
    public func open(_ person: Person, from caller: Caller) async throws(PeopleError) -> SignedIn {
        let token = makeToken()
        let moment = now()
        let session = Session(
            id: makeID(.session), personID: person.id, digest: token.digest, createdAt: moment, lastSeenAt: moment,
            address: caller.address, userAgent: caller.userAgent)
        try await store.addSession(session, keeping: limits.sessionsPerPerson)
        return SignedIn(open: OpenSession(session: session, person: person), token: token)
    }

    /// The open session of a cookie; nil where there is none or it has expired.
    public func session(_ token: Token) async throws(PeopleError) -> OpenSession? {
        guard let found = try await store.session(digest: token.digest) else { return nil }
        let moment = now()
        guard found.session.isOpen(at: moment, limits: limits) else {
            try await store.removeSession(id: found.session.id)
            return nil
        }
        if found.session.isDueForTouch(at: moment) {
            try await store.touchSession(id: found.session.id, at: moment)
        }
        return found
    }

    /// A person's sessions that still count, last used first.
    public func sessions(of person: Person) async throws(PeopleError) -> [Session] {
        let moment = now()
        return try await store.sessions(personID: person.id).filter { $0.isOpen(at: moment, limits: limits) }
    }

    /// Whether this is the person's password; wrong ones count as attempts to sign in.
    public func confirm(_ person: Person, password: String, from caller: Caller) async throws(PeopleError) {
        try attempt(account: person.email, from: caller)
        let stored = try await store.passwordHash(personID: person.id)
        guard try await passwords.verify(password, stored: stored) else { throw .wrongCredentials }
        succeed(account: person.email, from: caller)
    }

    /// Makes sure that it is the person of the session, by their password; one who has none has signed in just now.
    ///
    /// - Throws: ``PeopleError/wrongCredentials``, ``PeopleError/sessionTooOld(limitSeconds:)``.
    public func confirm(_ open: OpenSession, password: String, from caller: Caller) async throws(PeopleError) {
        guard try await store.passwordHash(personID: open.person.id) == nil else {
            return try await confirm(open.person, password: password, from: caller)
        }
        guard now() < open.session.createdAt.addingTimeInterval(Double(limits.confirmSeconds)) else {
            throw .sessionTooOld(limitSeconds: limits.confirmSeconds)
        }
    }

    /// Changes a password, or sets a first one, and ends the person's other sessions.
    public func changePassword(
        of open: OpenSession, from old: String, to new: String, caller: Caller
    ) async throws(PeopleError) {
        try passwords.check(new)
        try await confirm(open, password: old, from: caller)
        let hash = try await passwords.hash(new)
        try await store.setPassword(personID: open.person.id, hash: hash, keepingSession: open.session.id)
    }
}
