import Cyb
import Testing

import TestSupport

/// Every script of `Tests/Corpus` does what it says: its tests pass, its errors and warnings are those marked on their
/// lines, and its output and messages equal what is recorded beside it. Folders named `parts` hold what others import.
struct CorpusTests {
  static let folder = "Tests/Corpus"
  static let files = Repository.files(below: folder, ending: ".cyb").filter { !$0.contains("parts/") }

  @Test(arguments: files)
  func scriptDoesWhatItSays(name: String) throws {
    let path = Repository.root.appendingPathComponent("\(Self.folder)/\(name)").path
    var limits = Limits()
    limits.steps = 50_000_000
    let run = ScriptRun(
      path: path, name: name, reading: String(path.dropLast(name.count - name.folder.count)), limits: limits)
    for line in run.disagreements { Issue.record(Comment(rawValue: line)) }
    let base = "\(Self.folder)/\(name.dropLast(4))"
    let hasOutput = try Snapshot.check(run.output, against: base + ".out")
    let hasErrors = try Snapshot.check(run.rendering, against: base + ".err")
    #expect(
      run.tests > 0 || hasOutput || hasErrors || !run.findings.isEmpty, "\(name) has nothing in it that could fail")
  }

  @Test func thereAreScripts() { #expect(!Self.files.isEmpty) }
}

/// The examples run without an error, and their tests pass.
struct ExampleScriptTests {
  static let files = Repository.files(below: "examples", ending: ".cyb")

  @Test(arguments: files)
  func exampleRuns(name: String) throws {
    let path = Repository.root.appendingPathComponent("examples/\(name)").path
    let run = ScriptRun(path: path, name: name, reading: String(path.dropLast(name.count - name.folder.count)))
    for line in run.disagreements { Issue.record(Comment(rawValue: line)) }
  }
}

extension String {
  /// The folder in which a file of that path lies.
  fileprivate var folder: Substring { lastIndex(of: "/").map { self[...$0] } ?? "" }
}
