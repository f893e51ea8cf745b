import Catalog
import Foundation
import Keys
import Limit

/// Writes to the catalog for the public API and for the host's command line alike: checks, stores, then tells.
package struct CatalogDesk: Sendable {
    package let store: any Store
    package let limits: Limits
    package let now: @Sendable () -> Date
    package let random: RandomSource
    /// Tells open dashboards.
    package let events: EventHub
    /// Told of each committed change before it is answered.
    package let didChange: @Sendable (CatalogChange) async -> Void

    package func makeID(_ kind: Identifier.Kind) -> String {
        var random = random
        return Identifier.make(kind, using: &random)
    }
}
