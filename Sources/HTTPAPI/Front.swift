import Catalog
import Farm
import Foundation
import Hummingbird
import Keys
import Limit
import Logging
import People
import RemoteImages
import Rendering
import Synchronization
import Templates
import Typography

/// The HTTP front: checks each request in the contract's order and hands what is left to the stores and the farm.
///
/// Its steps run on the caller's thread, which is the connection's event loop for all that is quick. Locks, held only
/// for a look-up, guard what is kept between requests: no request changes threads to reach it.
public final class Front: Sendable {
    typealias Flights = FlightBoard<PictureName, Painting, APIError>

    package let parts: FrontParts
    let routes: RouteTable<Route>
    let pictures: Mutex<PictureCache>
    let targets: Mutex<HitTable>
    let flights: Flights
    let rates = RateLedger()
    /// Where GET keys were refused, for a hint that they look leaked.
    package let refusedHosts = RefusedHosts()
    private let listening = Mutex<String?>(nil)
    let metricsBoard = Metrics()
    /// For answers that no event loop writes.
    let dates = Mutex(HTTPDate())
    /// Whether each request gets a line in the log.
    let logsRequests: Bool
    let counts = Mutex(MinuteCounts())
    /// Compiled templates, settings, images and fonts.
    let shelf: Mutex<Shelf>

    /// Puts a front together from open stores and a running farm.
    public init(_ parts: FrontParts) {
        self.parts = parts
        logsRequests = parts.logger.logLevel <= .info
        routes = RouteTable(Front.routeList)
        flights = Flights(deadlineMilliseconds: parts.limits.farm.deadlineMilliseconds, clock: parts.clock)
        pictures = Mutex(PictureCache(limits: parts.limits.server))
        targets = Mutex(HitTable(limits: parts.limits.server))
        shelf = Mutex(Shelf(limits: parts.limits.server))
    }

    /// Tells where the server listens; links begin with it where there is no public URL.
    package func listens(at url: String) { listening.withLock { $0 = url } }

    /// Scheme, host and port of links: the public URL, else the address that the server listens on.
    package var publicURL: String? { parts.words.publicURL ?? listening.withLock { $0 } }

    /// A desk whose changes this front hears of.
    package var desk: CatalogDesk {
        CatalogDesk(
            store: parts.store, limits: parts.limits, now: parts.now, random: parts.random, events: parts.events,
            people: parts.people, didChange: { [weak self] in await self?.forget($0) })
    }
}

/// What a front works with.
public struct FrontParts: Sendable {
    package let store: any Store
    package let keys: KeyRegistry
    package let signing: SigningRegistry
    package let history: HistoryWriter
    package let farm: PictureFarm
    package let fonts: FontCollection
    package let limits: Limits
    package var words: PublicWords
    package let logger: Logger
    package let now: @Sendable () -> Date
    package let clock: FarmClock
    package let random: RandomSource
    package let images: ImageCache?
    package let bases: BaseCache?
    let glyphs: GlyphTally?
    /// Tells open dashboards of changes.
    package let events: EventHub
    /// Who may sign in; nil where nobody can.
    package let people: PeopleDesk?
    /// Counts what is asked and answered.
    package let usage: UsageLedger
    /// Fetches pictures of other servers; nil where none are loaded.
    package let remote: RemoteImages?

    /// Gathers the parts.
    ///
    /// - Parameters:
    ///   - signing: The secrets of signed URLs.
    ///   - fonts: The standard fonts, to which an organization's uploads are added.
    ///   - words: Addresses that appear in answers.
    ///   - now: The wall clock; `clock` measures durations.
    ///   - random: Makes ids; nothing secret comes from it.
    ///   - images: The farm's decoded images, for metrics.
    ///   - bases: The farm's kept bases, for metrics.
    ///   - glyphs: What the glyph caches of its workers hold, for metrics.
    ///   - events: Told of each change that dashboards show.
    ///   - people: Accounts, for the console and the operator.
    ///   - usage: Gathers counts; one of its own where it is left out.
    ///   - remote: Fetches pictures of other servers; without it none are loaded.
    public init(
        store: any Store, keys: KeyRegistry, signing: SigningRegistry, history: HistoryWriter, farm: PictureFarm,
        fonts: FontCollection,
        limits: Limits, words: PublicWords = PublicWords(), logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }, clock: FarmClock = .continuous,
        random: RandomSource = .system, images: ImageCache? = nil, bases: BaseCache? = nil,
        glyphs: GlyphTally? = nil,
        events: EventHub = EventHub(), people: PeopleDesk? = nil, usage: UsageLedger? = nil,
        remote: RemoteImages? = nil
    ) {
        self.remote = remote
        self.usage = usage ?? UsageLedger(limits: limits.store)
        self.events = events
        self.people = people
        self.images = images
        self.bases = bases
        self.glyphs = glyphs
        self.store = store
        self.keys = keys
        self.signing = signing
        self.history = history
        self.farm = farm
        self.fonts = fonts
        self.limits = limits
        self.words = words
        self.logger = logger
        self.now = now
        self.clock = clock
        self.random = random
    }
}

/// Addresses that appear in answers, and what the server expects to be told.
public struct PublicWords: Sendable {
    /// Stands before `/errors/<slug>` in a problem's type; `about:` style relative when empty.
    public var errorTypeBase: String
    /// How clients reach the service, for the OpenAPI document; nil leaves it relative.
    public var publicURL: String?
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: TrustedProxies
    /// The bearer token of `GET /metrics` on the public listener; nil leaves it closed.
    public var metricsToken: String?

    /// Makes the words of a server; without arguments, relative addresses, no proxy and no metrics.
    public init(
        errorTypeBase: String = "", publicURL: String? = nil, trustedProxies: TrustedProxies = .none,
        metricsToken: String? = nil
    ) {
        self.metricsToken = metricsToken
        self.errorTypeBase = errorTypeBase
        self.publicURL = publicURL
        self.trustedProxies = trustedProxies
    }
}
