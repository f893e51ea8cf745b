import People

/// Takes mail and sends it when it can; whoever hands it in does not wait.
package protocol Post: Sendable {
    /// Sends a link that sets a new password.
    func sendReset(to person: Person, link: String)

    /// Sends an invitation.
    func sendInvitation(to email: String, organization: String, by person: Person, link: String)
}
