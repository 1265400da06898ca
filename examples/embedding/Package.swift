// swift-tools-version: 6.2
import PackageDescription

// A program of its own that embeds Cyb. In your package write, in place of the path,
// `.package(url: "https://github.com/OWNER/cyb", from: "…")`.
let package = Package(
  name: "embedding",
  dependencies: [.package(name: "cyb", path: "../..")],
  targets: [
    .executableTarget(name: "TreatyHost", dependencies: [.product(name: "Cyb", package: "cyb")])
  ]
)
