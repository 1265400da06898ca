import Foundation
import Testing

@testable import CybRuntime

/// The classical models are scripts that reproduce published numbers in their own tests.
struct ModelExamplesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let scripts: [URL] = ["examples/models", "Tests/Corpus/models"].flatMap { folder in
    let files = try? FileManager.default.contentsOfDirectory(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "cyb" }.sorted { $0.path < $1.path }
  }

  @Test func allNineAreThere() {
    let names = Set(Self.scripts.map { $0.deletingPathExtension().lastPathComponent })
    #expect(
      names.isSuperset(of: [
        "granovetter", "barrett_1994", "linear_quadratic", "security_council", "repeated_prisoners_dilemma",
        "relative_gains", "inspection_game", "landscape", "median_voter",
      ]))
  }

  @Test(arguments: scripts)
  func theTestsOfTheScriptPass(script: URL) throws {
    let host = MemoryHost()
    let session = try Session(limits: Limits(), host: host)
    var results: [TestResult] = []
    session.machine.testSink = { results.append($0) }
    let result = session.run(Array(try Data(contentsOf: script)), name: script.lastPathComponent)
    for diagnostic in result.diagnostics { Issue.record("\(diagnostic.code): \(diagnostic.message)") }
    #expect(!results.isEmpty, "\(script.lastPathComponent) has no test")
    for test in results {
      if let failure = test.failure {
        Issue.record("\(script.lastPathComponent), \(test.name): \(failure.message) \(failure.notes)")
      }
    }
  }
}
