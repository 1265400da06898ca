// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "cyb",
  products: [
    .executable(name: "cyb", targets: ["cyb-cli"]),
    .library(name: "Cyb", targets: ["Cyb"]),
    .library(name: "TreatyLaw", targets: ["TreatyLaw"]),
    .library(name: "TreatyGames", targets: ["TreatyGames"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .target(name: "CybSyntax"),
    .target(name: "CMemory"),
    .target(name: "TreatyLaw", dependencies: [.product(name: "Collections", package: "swift-collections")]),
    .target(
      name: "TreatyGames", dependencies: [.product(name: "Collections", package: "swift-collections")],
      // The standard library's rounding calls it.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "CybRuntime",
      dependencies: [
        "CMemory", "CybSyntax", "TreatyLaw", "TreatyGames", .product(name: "Collections", package: "swift-collections"),
      ],
      exclude: ["Prelude/prelude.cyb"]),
    .target(name: "Cyb", dependencies: ["CybRuntime", "CybSyntax"]),
    .target(name: "CybTools", dependencies: ["Cyb", "CybRuntime", "CybSyntax"]),
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(name: "CybREPL", dependencies: ["Cyb", "CybTools", "CybRuntime", "CybSyntax", "CLibEdit"]),
    .executableTarget(
      name: "cyb-cli",
      dependencies: [
        "Cyb", "CybTools", "CybREPL", "CybRuntime", "CybSyntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "cyb-generate", dependencies: ["CybTools"]),
    .executableTarget(name: "law-benchmark", dependencies: ["TreatyLaw"], path: "Benchmarks/Law"),
    .executableTarget(
      name: "treaty-benchmarks", dependencies: ["TreatyGames"], path: "Benchmarks/Treaties",
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    .testTarget(
      name: "CybREPLTests",
      dependencies: ["Cyb", "CybREPL", "CybRuntime", "CybSyntax", "CybTools", "CPseudoTerminal", "cyb-cli"]),
    .target(name: "TestSupport", dependencies: ["Cyb", "CybRuntime", "CybSyntax"], path: "Tests/Support"),
    .executableTarget(name: "embedding-example", dependencies: ["Cyb"], path: "examples/embedding/Sources/TreatyHost"),
    .testTarget(
      name: "CybTests", dependencies: ["Cyb", "CybRuntime", "TreatyLaw", "TestSupport", "embedding-example"]),
    .testTarget(name: "CorpusTests", dependencies: ["Cyb", "TestSupport"]),
    .testTarget(name: "CybToolsTests", dependencies: ["Cyb", "CybRuntime", "CybTools", "CybSyntax", "TestSupport"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "cyb-cli", "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "CybSyntaxTests", dependencies: ["CybSyntax", "TestSupport"]),
    .testTarget(name: "CybRuntimeTests", dependencies: ["CybRuntime", "CybSyntax", "TestSupport", "TreatyLaw"]),
    .target(
      name: "FuzzProperties", dependencies: ["Cyb", "CybREPL", "CybRuntime", "CybSyntax"],
      path: "Tests/Fuzzing/Properties"),
    .testTarget(name: "FuzzTests", dependencies: ["Cyb", "CybRuntime", "FuzzProperties", "TestSupport"]),
    .testTarget(name: "TreatyLawTests", dependencies: ["TreatyLaw"]),
    .testTarget(name: "TreatyGamesTests", dependencies: ["TreatyGames"]),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` builds the fuzzer, which needs the toolchain's libFuzzer.
if Context.environment["CYB_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "cyb-fuzz", dependencies: ["FuzzProperties"], path: "Tests/Fuzzing/Fuzzer"))
}

// `make test` wants no warning; while one works on something, they do not stand in the way.
if Context.environment["CYB_STRICT"] != nil {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
