import Cyb
import CybRuntime
import Testing

/// A statement happens whole or not at all: programs are stopped at each step from the first to the last, and the world is
/// then as it was before the statement that was stopped.
struct AtomicityTests {
  /// What a program may change, before its one statement that changes all of it.
  static let setting = """
    state A { exposure: 1 }
    state B
    capability kit { serves: {crime, warfare}, worth: 5 }
    var n = 1
    var xs = [1, 2]
    var m = ["a": [1]]
    var r = {inner: {x: 1}}
    fn counter() {
      var c = 0
      return {next: () -> c, add: k -> c + k}
    }
    let first = on 2020-01-01: A uses kit against B

    """

  /// What can be seen of it all.
  static let portrait = """
    "{n} {xs} {m} {r} {A.exposure} {kit.worth} {all(state)} {count(events)} {first.for} {[e.date for e in events]}"
    """

  static let statements = [
    "for i in 1..4 {\n n += i\n xs += [i]\n xs[0] = i\n m[\"k{i}\"] = [i]\n m[\"a\"] += [i]\n r.inner.x += 1\n}",
    "for i in 1..3 {\n A.exposure = i\n kit.worth += 1\n state (\"S{i}\") { exposure: i }\n}",
    "for i in 1..3 {\n on 2020-02-01 + i * 1 day: {A, B} use kit\n}",
    "if yes {\n first.for = warfare\n for i in 1..3 { n += 1 }\n}",
    "if yes {\n suppose {\n n = 50\n A.exposure = 50\n for i in 1..3 { n += 1 }\n }\n n += 1\n for i in 1..3 { xs += [i] }\n}",
    "for i in 1..3 {\n let k = try (() -> 1 / 0)() else i\n n += k\n A.exposure += k\n}",
    "for i in 1..3 {\n n = [j * n for j in 1..3].sum()\n m = [k: n for k in 1..2]\n}",
  ]

  @Test(arguments: statements)
  func stoppedAnywhereItChangesNothing(statement: String) throws {
    let before = try Self.state(after: nil, steps: nil).portrait
    let whole = try Self.state(after: statement, steps: nil)
    #expect(whole.failure == nil && whole.portrait != before)
    var stops = 0
    for steps in 0...(whole.steps + 1) {
      let run = try Self.state(after: statement, steps: steps)
      if run.failure == nil {
        #expect(run.portrait == whole.portrait)
        break
      }
      stops += 1
      #expect(run.failure == "cyb-limit-steps")
      #expect(run.portrait == before, "stopped after \(steps) steps")
    }
    #expect(stops > 0)
  }

  private static func state(
    after statement: String?, steps: Int?
  ) throws -> (portrait: String, failure: String?, steps: Int) {
    let cyb = Interpreter()
    try cyb.run(source: setting)
    var failure: String?
    var used = 0
    if let statement {
      try cyb.perform { session in session.machine.limits.steps = steps }
      do throws(CybError) { used = try cyb.run(source: statement).steps } catch { failure = error.first?.code.name }
      try cyb.perform { session in session.machine.limits.steps = nil }
    }
    return (try cyb.evaluate(portrait), failure, used)
  }

  @Test func aFailedImportLeavesNothing() throws {
    final class Files: CybRuntime.Host {
      func write(_ bytes: [UInt8]) {}
      func read(path: String, from script: String) throws -> [UInt8] {
        Array("state Imported\nlet x = 1\nprint(x / 0)\n".utf8)
      }
    }
    let cyb = Interpreter(permissions: .askHost, host: Files())
    try cyb.run(source: "state A")
    #expect(throws: CybError.self) { try cyb.run(source: "import \"other.cyb\"") }
    #expect(try cyb.evaluate("count(all(state))") == 1)
  }

  @Test func anEventOfASetIsRecordedForAllOrNone() throws {
    let cyb = Interpreter()
    try cyb.run(source: "state A\nfirm F\nverb sail to actor")
    #expect(throws: CybError.self) { try cyb.run(source: "let xs = {A, 5}\non 2020-01-01: xs sail to A") }
    #expect(try cyb.evaluate("count(events)") == 0)
  }
}
