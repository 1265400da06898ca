import Cyb
import Foundation
import TestSupport
import Testing

/// Cyb's answers against clingo's on a shared fragment of the law: an answer set program written from law.md alone, by
/// another method, in `Tests/Oracles/law.lp`. The committed answers are always compared; clingo solves the cases again
/// where it is installed.
struct ClingoTests {
  struct Case: Decodable {
    var seed: Int
    var script: String
    /// Questions in Cyb, each with clingo's answer.
    var answers: [[String]]
  }

  private static let folder = Repository.root.appendingPathComponent("Tests/Oracles")

  @Test func committedAnswersHold() throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent("law_cases.json"))
    let cases = try JSONDecoder().decode([Case].self, from: data)
    #expect(cases.count > 100)
    for each in cases {
      let interpreter = Interpreter()
      try interpreter.run(source: each.script)
      let list = each.answers.map { $0[0] }.joined(separator: ", ")
      let answers: [Bool?] = try interpreter.evaluate("[\(list)]")
      for (question, found) in zip(each.answers, answers) {
        let shown = found.map { $0 ? "yes" : "no" } ?? "unknown"
        #expect(shown == question[1], "case \(each.seed): \(question[0])\n\(each.script)")
      }
    }
  }

  @Test(.enabled(if: hasClingo)) func clingoAnswersTheSameToday() throws {
    let process = Self.python([Self.folder.appendingPathComponent("law_clingo.py").path])
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static let hasClingo: Bool = {
    let process = python(["-c", "import clingo"])
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static func python(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [ProcessInfo.processInfo.environment["CYB_PYTHON"] ?? "python3"] + arguments
    process.standardOutput = FileHandle.nullDevice
    return process
  }
}
