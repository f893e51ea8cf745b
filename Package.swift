// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Rows are deflated by ISA-L where it is installed, by zlib where it is not.
let isal = FileManager.default.fileExists(atPath: "/usr/include/isa-l.h")

/// Across modules the optimizer sees generic code as what it is used for: an eighth of a POST render's time.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
let kernelFlags: [CSetting] = [.unsafeFlags(["-O3", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror"])]

/// One noun a target; `c` names wrapped C libraries, `uses` our own targets, `from` products of packages.
func noun(
    _ name: String, excluding files: [String] = [], c: [String] = [], uses: [String] = [],
    from products: [Target.Dependency] = []
) -> Target {
    .target(
        name: name, dependencies: (c + uses).map { .init(stringLiteral: $0) } + products, exclude: files,
        swiftSettings: house)
}

func tests(
    _ name: String, uses: [String] = [], from products: [Target.Dependency] = [], data: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: uses.map { .init(stringLiteral: $0) } + products, exclude: data,
        swiftSettings: house)
}

func system(_ name: String, _ package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/CLibraries/\(name)", pkgConfig: package)
}

func shim(_ name: String, over libraries: [Target.Dependency] = [], link: [String]) -> Target {
    .target(
        name: name, dependencies: libraries, path: "Sources/CLibraries/\(name)", cSettings: kernelFlags,
        linkerSettings: link.map { .linkedLibrary($0) })
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let systemCalls = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioTLS = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")

let package = Package(
    name: "renderstack",
    products: [
        .executable(name: "renderstack", targets: ["renderstack"]),
        .library(name: "Rendering", targets: ["Rendering", "Canvas", "Codecs", "Templates", "Typography"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        system("CFreeType", "freetype2"), system("CHarfBuzz", "harfbuzz"), system("CFriBidi", "fribidi"),
        system("CTurboJPEG", "libturbojpeg"),
        shim("CICU", link: ["icuuc", "icudata"]),
        shim("CPNG", link: isal ? ["png16", "z", "isal"] : ["png16", "z"]),
        shim("CKernels", link: []),
        shim("CMail", link: ["curl"]),
        shim("CFetch", link: ["curl"]),
        shim("CSockets", link: []),
        noun("Limit"),
        noun("Canvas", c: ["CKernels"], uses: ["Limit"]),
        noun("Typography", c: ["CFreeType", "CHarfBuzz", "CFriBidi", "CICU"], uses: ["Canvas", "Limit"]),
        noun("Codecs", c: ["CPNG", "CTurboJPEG"], uses: ["Canvas", "Limit"]),
        noun("Templates", uses: ["Limit"]),
        noun("Rendering", uses: ["Canvas", "Typography", "Codecs", "Templates", "Limit"], from: [crypto]),
        noun("Farm", uses: ["Rendering", "Typography", "Limit"]),
        noun("Keys", c: ["CICU"], uses: ["Limit"], from: [crypto]),
        noun("Catalog", uses: ["Templates", "Limit"]),
        noun("People", uses: ["Catalog", "Limit"], from: [crypto, cryptoExtras]),
        noun("Mail", c: ["CMail"]),
        noun("Sockets", c: ["CSockets"]),
        noun("RemoteImages", c: ["CFetch"], uses: ["Keys", "Codecs", "Limit"], from: [crypto]),
        noun("OpenID", uses: ["Limit"], from: [jwt, httpClient, crypto, nio, nioTLS, nioFoundation]),
        noun("SQLiteStore", uses: ["Keys", "Catalog", "People", "Limit"], from: [grdb]),
        noun(
            "HTTPAPI",
            uses: [
                "Farm", "Keys", "Catalog", "People", "RemoteImages", "Rendering", "Templates", "Typography", "Codecs",
                "Limit", "Sockets",
            ],
            from: [hummingbird, hummingbirdTLS, crypto, logging, nio, nioPosix, nioHTTP1, lifecycle]),
        // C23 for `#embed`.
        .target(
            name: "CDashboard", path: "Sources/CLibraries/CDashboard", cSettings: [.unsafeFlags(["-std=c23"])],
            linkerSettings: [.linkedLibrary("z")]),
        noun(
            "Console", excluding: ["Dashboard"], c: ["CDashboard"],
            uses: ["HTTPAPI", "Mail", "OpenID", "People", "Keys", "Catalog", "Rendering", "Templates", "Limit"],
            from: [hummingbird, crypto, logging, nio, lifecycle]),
        .executableTarget(
            name: "renderstack",
            dependencies: [
                "Console", "HTTPAPI", "Mail", "OpenID", "People", "RemoteImages", "SQLiteStore", arguments, yaml,
                hummingbird, logging, lifecycle, nio, nioPosix, nioHTTP1, systemCalls,
            ],
            swiftSettings: house),
        .target(
            name: "SignedURLSnippet", dependencies: [crypto], path: "clients/snippets/swift", swiftSettings: house),
        tests("CanvasTests", uses: ["Canvas"]),
        tests("TypographyTests", uses: ["Typography", "Canvas", "Limit"]),
        .target(name: "PictureLog", path: "Tests/PictureLog", exclude: ["check.sh"], swiftSettings: house),
        tests("CodecsTests", uses: ["Codecs", "Canvas", "Limit", "PictureLog"]),
        tests("TemplatesTests", uses: ["Templates", "Limit"]),
        tests("RenderingTests", uses: ["Rendering", "PictureLog"], data: ["Goldens"]),
        tests("FarmTests", uses: ["Farm", "Rendering", "Templates", "Typography", "Limit"]),
        .testTarget(
            name: "KeysTests", dependencies: ["Keys", "Limit", "SignedURLSnippet"], resources: [.copy("Fixtures")],
            swiftSettings: house),
        tests("CatalogTests", uses: ["Catalog", "Limit"]),
        tests("SQLiteStoreTests", uses: ["SQLiteStore", "Catalog", "Keys", "People", "Limit"], from: [grdb]),
        tests("HTTPAPITests", uses: ["HTTPAPI"], from: [hummingbirdTesting]),
        tests("SocketsTests", uses: ["Sockets", "HTTPAPI"], from: [nio, nioPosix]),
        tests("MailTests", uses: ["Mail"], from: [nio, nioPosix]),
        tests("RemoteImagesTests", uses: ["RemoteImages", "Keys", "Limit"]),
        tests("PeopleTests", uses: ["People", "Catalog", "Limit"]),
        tests(
            "ConsoleTests", uses: ["Console", "OpenID"], from: [hummingbird, hummingbirdTesting, crypto, cryptoExtras]),
        tests(
            "ProcessTests", uses: ["renderstack"], from: [nio, nioPosix, nioHTTP1], data: ["images_server.py"]),
        tests("HouseTests"),
    ]
)
