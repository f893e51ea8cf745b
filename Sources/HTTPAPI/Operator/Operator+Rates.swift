import Catalog

extension Operator {
    /// The rate profile.
    public func rateProfile(organization slug: String? = nil) async throws(OperatorError) -> RateProfileSummary {
        let organization = try await organization(slug)
        do throws(APIError) {
            return RateProfileSummary(try await desk.settings(of: organization.id).rateProfile)
        } catch {
            throw OperatorError(error)
        }
    }

    /// Changes the rate profile.
    public func setRateProfile(
        _ name: String, organization slug: String? = nil
    ) async throws(OperatorError) -> RateProfileSummary {
        let organization = try await organization(slug)
        guard let profile = RateProfile(rawValue: name) else {
            let names = RateProfile.allCases.map(\.rawValue).joined(separator: ", ")
            throw OperatorError(
                slug: ProblemKind.validationError.slug,
                reason: "\(Redaction.quoted(name)) is no rate profile; there are \(names)")
        }
        do throws(APIError) {
            return RateProfileSummary(
                try await desk.changeRateProfile(profile, organization: organization.id).rateProfile)
        } catch {
            throw OperatorError(error)
        }
    }
}

extension RateProfileSummary {
    init(_ profile: RateProfile) {
        self.init(profile: profile.rawValue, post: profile.budget?.post, get: profile.budget?.get)
    }
}
