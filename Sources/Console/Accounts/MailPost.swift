import Logging
import Mail
import People

/// Writes the letters of the console and hands them to the mail's thread.
package struct MailPost: Post {
    private let sender: MailSender
    private let from: String
    private let logger: Logger

    /// Posts through a server.
    package init(server: MailServer, logger: Logger) {
        from = server.from
        self.logger = logger
        sender = MailSender(server: server) { message, error in
            // The address is the operator's to see; the link in the text is not.
            let metadata: Logger.Metadata = ["to": "\(message.to)", "subject": "\(message.subject)"]
            if let error {
                logger.error("mail not sent", metadata: metadata.merging(["error": "\(error)"]) { $1 })
            } else {
                logger.info("mail sent", metadata: metadata)
            }
        }
    }

    package func sendReset(to person: Person, link: String) {
        send(
            to: person.email, subject: "Set a new password for RenderStack",
            """
            Hello \(person.name),

            by this link you set a new password. It works once, for an hour:

            \(link)

            If you did not ask for it, nothing has changed and nothing needs to be done.
            """)
    }

    package func sendInvitation(to email: String, organization: String, by person: Person, link: String) {
        send(
            to: email, subject: "\(person.name) invites you to \(organization) on RenderStack",
            """
            Hello,

            \(person.name) (\(person.email)) invites you to work in \(organization) on RenderStack. By this link you \
            accept; it works once, for seven days:

            \(link)

            If you do not expect this, leave it alone.
            """)
    }

    private func send(to email: String, subject: String, _ text: String) {
        do throws(MailError) {
            try sender.send(Message(from: from, to: email, subject: subject, text: text))
        } catch {
            logger.error("mail not taken", metadata: ["to": "\(email)", "error": "\(error)"])
        }
    }
}
