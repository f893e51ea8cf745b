import OpenID
import People

/// The door for people whom an issuer vouches for.
package struct IssuerDoor: Sendable {
    let client: OpenIDClient
    /// What those get whom nobody has invited; nil: they are refused.
    let newcomers: NewcomerRule?

    /// Opens the door.
    package init(client: OpenIDClient, newcomers: NewcomerRule? = nil) {
        self.client = client
        self.newcomers = newcomers
    }
}
