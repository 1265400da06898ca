import Foundation
import TestSupport
import Testing

/// The same script and data give the same bytes, whatever the surroundings.
struct DeterminismTests {
  static let examples = Repository.files(below: "examples", ending: ".cyb")

  @Test(arguments: examples)
  func sameBytesInAllSurroundings(example: String) throws {
    let path = Repository.root.appendingPathComponent("examples/\(example)").path
    let elsewhere = try Folder([:])
    let first = try Command.run("run", path, "--threads", "1", environment: ["LANG": "C", "TZ": "UTC"])
    let runs = [
      try Command.run("run", path, "--threads", "2", environment: ["LANG": "de_DE.UTF-8", "TZ": "Asia/Kathmandu"]),
      try Command.run(
        "run", path, "--threads", "8", in: elsewhere, environment: ["LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"]),
      try Command.run("run", path, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]),
    ]
    for run in runs {
      #expect(run.output == first.output)
      #expect(run.errors == first.errors)
      #expect(run.status == first.status)
    }
  }
}
