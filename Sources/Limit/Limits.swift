/// Every bound of the service in one value: sizes, counts and times, each with a default and a refusal.
///
/// A limit is crossed by one in a test. `renderstack doctor` prints all of them. Times are milliseconds or seconds as
/// the name says; sizes are bytes unless the name says pixels.
public struct Limits: Sendable, Equatable {
    public var input = Input()
    public var output = Output()
    public var text = Text()
    public var template = Template()
    public var farm = Farm()
    public var server = Server()
    public var store = Store()
    public var keys = Keys()
    public var people = People()
    public var remote = Remote()
    public var oidc = OpenID()

    public init() {}

    /// Images and fonts that come in.
    public struct Input: Sendable, Equatable {
        /// Pixels of one decoded image.
        public var imagePixels = 40_000_000
        /// Columns or rows of one decoded image.
        public var imageSidePixels = 12_000
        /// Bytes of one ancillary PNG chunk.
        public var pngChunkBytes = 8 << 20
        /// SOS markers of one JPEG.
        public var jpegScans = 100
        /// Bytes of one image or font file.
        public var assetBytes = 20 << 20
        public init() {}
    }

    /// Pictures that go out.
    public struct Output: Sendable, Equatable {
        public var sidePixels = 8_192
        public var pixels = 40_000_000
        /// A picture of more pixels is painted and written in pieces, on more than one worker where some are idle.
        public var widePixels = 2_000_000
        public init() {}
    }

    /// Text of one layer and of one render.
    public struct Text: Sendable, Equatable {
        public var scalarsPerLayer = 10_000
        public var combiningMarksPerBase = 32
        /// The largest font size, at scale 1.
        public var fontSizePixels = 2_000.0
        public var glyphsPerRender = 50_000
        /// Bytes of glyph masks that one worker keeps.
        public var glyphCacheBytes = 16 << 20
        public init() {}
    }

    /// Template documents.
    public struct Template: Sendable, Equatable {
        public var documentBytes = 1 << 20
        public var depth = 32
        public var layers = 500
        public var blurPixels = 256.0
        /// Points of one `line` or `polygon`, segments of one `path`.
        public var pathSegments = 10_000
        /// Magnitude of any length or coordinate.
        public var coordinate = 1_000_000.0
        /// Shadows of one layer, stops of one gradient.
        public var listItems = 64
        /// Problems that one answer lists; the rest are counted.
        public var problems = 1_000
        public init() {}
    }

    /// Renders that run and wait.
    public struct Farm: Sendable, Equatable {
        public var waiting = 64
        public var estimatedWaitMilliseconds = 2_000
        public var deadlineMilliseconds = 10_000
        /// Bytes of pixels that all renders together may hold.
        public var pixelBytes = 1 << 30
        public init() {}
    }

    /// Connections, heads and bodies.
    public struct Server: Sendable, Equatable {
        public var headerBytes = 16 << 10
        public var headerFields = 100
        public var bodyBytes = 1 << 20
        public var connections = 1_024
        public var idleSeconds = 15
        public var headerReadSeconds = 10
        public var bodyReadSeconds = 30
        public var responseWriteSeconds = 30
        public var shutdownSeconds = 20
        public var urlCharacters = 8_192
        /// Objects in one page of a list.
        public var pageItems = 100
        /// Rows of render history kept, and for how many days.
        public var historyRows = 1_000_000
        public var historyDays = 30
        /// What the front keeps ready between requests: compiled templates by their documents' bytes, image bytes,
        /// facts about named assets, and organizations with their settings and fonts.
        public var keptTemplateBytes = 64 << 20
        public var keptImageBytes = 128 << 20
        public var keptAssets = 4_096
        public var keptOrganizations = 256
        /// Encoded pictures kept for GET renders: their bytes, and how many.
        public var keptPictureBytes = 256 << 20
        public var keptPictures = 10_000
        /// Those of them that lie in files in memory, too, since they are asked for again and again: each takes a
        /// descriptor.
        public var keptFileBytes = 64 << 20
        public var keptFiles = 256
        /// Bytes of targets of GET renders whose pictures are known, so that a hit need not be read again.
        public var keptTargetBytes = 16 << 20
        /// Bytes of one command on the admin socket: an asset in base64 and its frame.
        public var operatorBodyBytes = 28 << 20
        public init() {}
    }

    /// API keys and the hosts that may embed GET keys.
    public struct Keys: Sendable, Equatable {
        /// Unicode scalars of a key's name.
        public var nameScalars = 100
        /// Templates in the scope of one Project key.
        public var scopeTemplates = 100
        /// Keys of one organization, revoked ones included.
        public var perOrganization = 10_000
        /// Allowed hosts of one organization.
        public var allowedHosts = 1_000
        /// Signing secrets of one organization that are in force at the same time, during rotations.
        public var signingSecrets = 8
        /// How far ahead the expiry of a signed URL may lie: a leap year.
        public var signedURLSeconds = 366 * 86_400
        public init() {}
    }

    /// Signing in by an OpenID Connect issuer.
    public struct OpenID: Sendable, Equatable {
        /// Bytes of one answer of the issuer, and how long one may take in all.
        public var answerBytes = 1 << 20
        public var requestSeconds = 10
        /// Keys of the issuer that are looked at.
        public var keys = 100
        /// How long what the issuer says about itself is kept, how soon it is asked again after a failure, and for the
        /// sake of an unknown key.
        public var keptSeconds = 3_600
        public var retrySeconds = 5
        public var keyRefreshSeconds = 60
        /// How long somebody may take to sign in at the issuer, and how many answers are remembered as used.
        public var ticketSeconds = 600
        public var usedStates = 10_000
        /// How far the issuer's clock may be off.
        public var clockSkewSeconds = 60
        public init() {}
    }

    /// People, their sessions and links.
    public struct People: Sendable, Equatable {
        /// Unicode scalars of a password.
        public var passwordMinimumScalars = 10
        public var passwordMaximumScalars = 256
        /// Threads that hash passwords, and passwords that may wait for one.
        public var hashingThreads = 2
        public var hashingWaiting = 64
        /// Attempts to sign in within the window, and how many accounts and addresses are remembered.
        public var attemptsPerAccount = 10
        public var attemptsPerAddress = 50
        public var attemptWindowSeconds = 900
        public var attemptEntries = 10_000
        /// How long a session lives unused, and in all.
        public var sessionIdleSeconds = 12 * 3_600
        public var sessionTotalSeconds = 30 * 86_400
        public var sessionsPerPerson = 50
        /// How long after signing in somebody without a password needs no other proof.
        public var confirmSeconds = 600
        /// How long one-time links and invitations work.
        public var linkSeconds = 3_600
        public var invitationSeconds = 7 * 86_400
        public var membersPerOrganization = 1_000
        public var invitationsPerOrganization = 1_000
        public var organizationsPerPerson = 100
        /// Records of activity kept, and for how many days.
        public var activityRows = 1_000_000
        public var activityDays = 365
        /// Event streams that are open at once, what waits in one, and when it ends.
        public var eventStreams = 256
        public var eventsWaiting = 64
        public var eventStreamSeconds = 25
        public init() {}
    }

    /// Pictures that templates load from other servers.
    public struct Remote: Sendable, Equatable {
        /// Hosts that one organization may list.
        public var hosts = 100
        /// Different pictures from other servers in one render.
        public var imagesPerRender = 20
        /// Bytes of one picture.
        public var imageBytes = 10 << 20
        /// The longest that one picture may take, its wait for a thread and all redirects included.
        public var milliseconds = 5_000
        public var redirects = 3
        /// Pictures that are fetched at the same time, in all and for one organization, and those that may wait.
        public var threads = 8
        public var threadsPerOrganization = 4
        public var waiting = 64
        /// Bytes of pictures that are kept, how many entries, and for how long: a picture, and a failure.
        public var keptBytes = 64 << 20
        public var keptEntries = 4_096
        public var keptSeconds = 300
        public var failedSeconds = 5
        public init() {}
    }

    /// What is stored, and how it is written.
    public struct Store: Sendable, Equatable {
        /// Rows of render history in one transaction.
        public var historyBatchRows = 1_024
        /// Rows of render history that wait in memory; more are dropped and counted.
        public var historyBufferRows = 8_192
        /// The longest that a row of history waits to be written.
        public var historyFlushMilliseconds = 500
        /// The time between two prunings of the history, and the rows that one transaction of it deletes.
        public var historyPruneSeconds = 3_600
        public var historyPruneRows = 500
        /// Bytes of the request that a row of history keeps; a longer one is left out.
        public var historyRequestBytes = 4 << 10
        /// Keys whose usage of a minute waits in memory by itself, and how many of them one transaction writes.
        public var usageSlots = 20_000
        public var usageBatchSlots = 256
        /// Days for which usage is kept by the minute; by the hour it is kept as long as the history.
        public var usageMinuteDays = 2
        /// Bytes set aside so that a revocation commits on a full disk.
        public var reserveBytes = 16 << 20
        /// Bytes of write-ahead log that stay after a checkpoint.
        public var journalBytes = 16 << 20
        /// Bytes of a database that is checked at every start; a larger one only after an unclean stop.
        public var checkedBytes = 16 << 20
        public init() {}
    }
}
