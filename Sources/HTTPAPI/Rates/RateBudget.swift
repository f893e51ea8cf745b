import Catalog
import Farm
import Foundation
import HTTPTypes
import Hummingbird
import Keys

/// The budget of one key on one side, at the moment of one request.
struct RateBudget: Sendable {
    let ledger: RateLedger
    let side: RateLedger.Side
    let key: String
    let limit: Int
    let clock: FarmClock

    /// Takes a slot if there is one.
    func take() -> Bool { ledger.take(side, of: key, limit: limit, at: clock.now()) }

    var standing: RateWindow.Standing { ledger.standing(side, of: key, limit: limit, at: clock.now()) }

    /// `X-RateLimit-*`; the reset is when the next spent slot comes back.
    func headers(now: Date) -> HTTPFields {
        let standing = standing
        let reset = now.timeIntervalSince1970 + standing.untilNextSlot / .seconds(1)
        return [
            .rateLimit: String(standing.limit), .rateRemaining: String(standing.remaining),
            .rateReset: String(Int(reset.rounded(.up))),
        ]
    }

    /// The refusal of a request for which there is no slot.
    var refusal: APIError {
        let seconds = max(1, Int((standing.untilNextSlot / .seconds(1)).rounded(.up)))
        let name = side == .post ? "POST" : "GET"
        return APIError(
            .rateLimited, "this key may make \(limit) \(name) renders a minute; try again in \(seconds) s",
            headers: [.retryAfter: String(seconds)])
    }
}

extension Front {
    /// The budget of a key; nil where its organization has no limit.
    func budget(of key: VerifiedKey, _ side: RateLedger.Side) async -> RateBudget? {
        // Without settings no render is answered anyway, and the reason is told where they are needed.
        do throws(APIError) { return budget(of: key, side, settings: try await settings(of: key.organizationID)) } catch
        {
            return nil
        }
    }

    /// The budget of a key whose settings are at hand.
    func budget(of key: VerifiedKey, _ side: RateLedger.Side, settings: KeptSettings) -> RateBudget? {
        guard let budget = settings.settings.rateProfile.budget else { return nil }
        return RateBudget(
            ledger: rates, side: side, key: key.id, limit: side == .post ? budget.post : budget.get, clock: parts.clock)
    }

    /// Tells a limited key on every answer what it has left.
    func addStanding(to response: inout Response, of exchange: Exchange) async {
        guard let key = exchange.key else { return }
        let isGet = exchange.request.method == .get || exchange.request.method == .head
        guard let budget = await budget(of: key, isGet ? .get : .post) else { return }
        for field in budget.headers(now: parts.now()) { response.headers[field.name] = field.value }
    }
}

extension Optional<RateBudget> {
    /// What a failed render is answered with: mistakes take a slot too, so that guessing is not free.
    func charged(_ error: APIError, track: RenderTrack) -> APIError {
        guard let budget = self, !track.hasSlot else { return error }
        guard error.kind == .validationError || error.kind == .notFound else { return error }
        return budget.take() ? error : budget.refusal
    }
}
