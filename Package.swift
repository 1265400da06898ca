// swift-tools-version: 6.1
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
    .target(name: "TreatyLaw", dependencies: [.product(name: "Collections", package: "swift-collections")]),
    .target(name: "TreatyGames", dependencies: [.product(name: "Collections", package: "swift-collections")]),
    .target(
      name: "CybRuntime",
      dependencies: [
        "CybSyntax", "TreatyLaw", "TreatyGames", .product(name: "Collections", package: "swift-collections"),
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
        "Cyb", "CybTools", "CybREPL", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "CybSyntaxTests", dependencies: ["CybSyntax"]),
    .testTarget(name: "CybRuntimeTests", dependencies: ["CybRuntime", "CybSyntax", "TreatyLaw"]),
    .testTarget(name: "TreatyLawTests", dependencies: ["TreatyLaw"]),
    .testTarget(name: "TreatyGamesTests", dependencies: ["TreatyGames"]),
  ],
  swiftLanguageModes: [.v6]
)
