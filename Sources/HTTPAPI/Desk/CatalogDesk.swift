import Catalog
import Foundation
import Keys
import Limit

/// Writes to the catalog for the public API and for the host's command line alike: checks, stores, then tells.
struct CatalogDesk: Sendable {
    let store: any Store
    let limits: Limits
    let now: @Sendable () -> Date
    let random: RandomSource
    /// Told of each committed change before it is answered.
    let didChange: @Sendable (CatalogChange) async -> Void

    func makeID(_ kind: Identifier.Kind) -> String {
        var random = random
        return Identifier.make(kind, using: &random)
    }
}
