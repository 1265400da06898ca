import Foundation
import TestSupport
import Testing

/// The example of embedding, which is built with the tests, does what it shows.
struct EmbeddingExampleTests {
  @Test func itRuns() throws {
    let process = Process()
    let binary = try #require(BuiltProduct.named("embedding-example"))
    process.executableURL = binary
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    // By hand: the ceiling is 30, the fleets 60, 4 and 35.
    #expect(
      text == """
        Atlantia has 60 warships, 30 too many
        Baltia has 4 warships, 0 too many
        Ruthenia has 35 warships, 5 too many
        over the ceiling: Atlantia, Ruthenia; Atlantia by 30; see Washington.1
        error[cyb-division-by-zero]: division by zero
         --> <expression>:1:1
          |
        1 | excess(Atlantia) / warships("Utopia")
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = help: say what counts then, as in `if d == 0 then 0 else x / d`


        """)
  }

  @Test func itsManifestNamesThisPackage() throws {
    let manifest = try #require(Repository.text("examples/embedding/Package.swift"))
    #expect(manifest.contains(#".package(name: "cyb", path: "../..")"#))
    #expect(manifest.contains(#".product(name: "Cyb", package: "cyb")"#))
  }
}
