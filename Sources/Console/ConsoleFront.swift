import Catalog
import Foundation
import HTTPAPI
import Hummingbird
import Keys
import Limit
import People

/// The session API and the dashboard: what signed-in people work with, beside the public API on the same listener.
package final class ConsoleFront: Sendable {
    /// The public API, whose stores, farm and kept copies are shared.
    package let front: Front
    /// Accounts, places, sessions.
    package let people: PeopleDesk
    let routes: RouteTable<ConsoleRoute>
    let files: DashboardFiles
    /// Sends links by mail; nil where the server cannot.
    let post: (any Post)?
    /// Signs people in by an issuer; nil where there is none.
    let issuer: IssuerDoor?
    let version: String
    /// Templates to start from.
    let samples: SampleShelf
    /// What editors are working on.
    let previews = PreviewMemory()

    /// Builds the console on to a front.
    ///
    /// - Parameters:
    ///   - folder: Where the dashboard's files are read from at each request; nil serves those built in.
    ///   - samplesFolder: The sample templates that came with the program.
    ///   - post: Sends invitations and resets; nil where links are passed on by hand.
    ///   - issuer: Signs people in by OpenID Connect; nil where passwords are the only way.
    package init(
        front: Front, people: PeopleDesk, version: String = "0", post: (any Post)? = nil,
        issuer: IssuerDoor? = nil, dashboardFolder folder: String? = nil, samplesFolder: String? = nil
    ) {
        samples = SampleShelf(folder: samplesFolder, limits: front.parts.limits)
        self.version = version
        self.post = post
        self.issuer = issuer
        self.front = front
        self.people = people
        files = folder.map { DashboardFiles(folder: $0) } ?? .builtIn
        routes = RouteTable(Self.routeList)
    }

    /// Tells where the server listens; links begin with it where there is no public URL.
    package func listens(at url: String) { front.listens(at: url) }

    package var parts: FrontParts { front.parts }

    /// Checks, stores and tells changes of the catalog.
    package var desk: CatalogDesk { front.desk }

    /// Scheme, host and port of links: the public URL, else the address that the server listens on.
    package var publicURL: String { front.publicURL ?? "http://127.0.0.1:8080" }

    /// Method and pattern of every route, such as `GET /console/v1/session`.
    package static var routeNames: Set<String> {
        Set(routeList.map { "\($0.method.rawValue) \($0.pattern)" })
    }

    /// Tells open dashboards of a change.
    package func publish(_ event: ChangeEvent) { parts.events.publish(event) }
}
