// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the service does not depend on a benchmark framework.
let package = Package(
    name: "kernels",
    dependencies: [
        .package(name: "renderstack", path: "../.."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Kernels",
            dependencies: [
                .product(name: "Rendering", package: "renderstack"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Kernels",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
