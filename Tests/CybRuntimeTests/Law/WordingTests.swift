import Cyb
import CybRuntime
import CybSyntax
import Foundation
import TestSupport
import Testing

/// What `check(T)` finds in a treaty's words (law.md §6), and that each counterexample runs.
struct WordingTests {
  /// The findings on all treaties that a script declares.
  private static func findings(_ source: String) throws -> [(code: String, example: String?)] {
    let interpreter = Interpreter()
    try interpreter.run(source: source, name: "treaties.cyb")
    let codes: [String] = try interpreter.evaluate("[f.code for f in check([T for T in all(treaty)][0])]")
    let examples: [String] = try interpreter.evaluate("[f.example ?? \"\" for f in check([T for T in all(treaty)][0])]")
    return zip(codes, examples).map { ($0, $1.isEmpty ? nil : $1) }
  }

  /// Treaties, and the codes that hand analysis finds in them, in the order of their norms.
  static let treaties: [(source: String, codes: [String])] = [
    (
      "capability kit\ntreaty T { clause 1 { forbid any party to use anything against any party }, clause 2 { permit any party to use anything against any party } }",
      ["norms-clash"]
    ),
    // The permission of the kit is the more specific one.
    (
      "capability kit, hammer\ntreaty T { clause 1 { forbid any party to use anything against any party }, clause 2 { permit any party to use kit against any party } }",
      []
    ),
    // Neither is within the other: kit against all, anything against Alba.
    (
      "capability kit, hammer\nstate Alba\ntreaty T { clause 1 { forbid any party to use anything against Alba }, clause 2 { permit any party to use kit against any party } }",
      ["norms-clash"]
    ),
    // With equal roles, the duty that an event triggers is the stronger [law.md §4.4].
    (
      "treaty T { clause 1 { oblige p to report to q within 3 days after any party as p uses anything against any party as q }, clause 2 { forbid any party to report to any party unless no } }",
      []
    ),
    (
      "treaty T { clause 1 { oblige any party to report to any party within 3 days }, clause 2 { forbid any party to report to any party } }",
      ["norms-clash"]
    ),
    // The same words, but the second is peremptory: the first can never stand.
    (
      "treaty T { clause 1 { permit any party to assist any party }, clause 2 { peremptory: yes\n forbid any party to assist any party } }",
      ["idle-permission"]
    ),
    (
      "treaty T { clause 1 { peremptory: yes\n permit any party to assist any party }, clause 2 { forbid any party to assist any party } }",
      ["idle-norm"]
    ),
    ("treaty T { clause 1 { forbid any party to assist any party when no } }", ["idle-norm"]),
    ("treaty T { clause 1 { forbid any party to assist any party unless yes } }", ["idle-norm"]),
    ("treaty T { clause 1 { forbid any party to assist any party when yes } }", []),
    (
      "treaty T { clause 1 { forbid any party to assist any party }, clause 2 { forbid any party to assist any party }, clause 3 { forbid any party to report to any party } }",
      ["superfluous-clause"]
    ),
    // The second says more where the first has a condition.
    (
      "treaty T { clause 1 { forbid any party to assist any party when has (act.object) breached T }, clause 2 { forbid any party to assist any party } }",
      ["superfluous-clause"]
    ),
    ("treaty T { clause 1 { forbid any firm to assist anyone } }", ["subject-never-party"]),
    ("treaty T { open_to: actor\n clause 1 { forbid any firm to assist anyone } }", []),
    ("state A, B, C\ntreaty T { open_to: {A, B}\n clause 1 { forbid C to assist anyone } }", ["subject-never-party"]),
    // A law binds whom it names; the state is not among them.
    (
      "treaty L { binds: firm, opened: 2001-01-01\n clause 1 { forbid any state to assist anyone }, clause 2 { forbid any firm to assist anyone } }",
      ["subject-never-party"]
    ),
    (
      "capability kit { serves: {crime, policing} }\ntreaty T { clause 1 { forbid any party to use anything for crime against any party } }",
      ["purpose-untold"]
    ),
    // All that it serves is forbidden, or it serves one purpose only.
    (
      "capability kit { serves: {crime, espionage} }\ntreaty T { clause 1 { forbid any party to use anything for {crime, espionage} against any party } }",
      []
    ),
    (
      "capability kit { serves: {crime} }\ntreaty T { clause 1 { forbid any party to use anything for crime against any party } }",
      []
    ),
    // What one clause leaves open, the other forbids.
    (
      "capability kit { serves: {crime, policing} }\ntreaty T { clause 1 { forbid any party to use anything for crime against any party }, clause 2 { forbid any party to use anything for policing against any party } }",
      []
    ),
    ("treaty T { clause 1 { oblige each party to report to any party } }", ["endless-duty"]),
    ("treaty T { clause 1 { oblige each party to report to any party within 3 days } }", []),
    (
      "treaty T { clause 1 { oblige each party to report to any party within 3 days else oblige each party to pay anything to any party } }",
      ["endless-duty"]
    ),
    (
      "treaty T { clause 1 { forbid any party as p to assist any party else oblige p to pay anything to any party } }",
      ["endless-duty"]
    ),
    ("treaty T { clause 1 { empower any firm to terminate T } }", ["power-of-nobody"]),
    ("organisation Bank\ntreaty T { clause 1 { empower Bank to terminate T } }", []),
    // Clashes that only something before them brings about: one act, two acts, by the one or the other.
    (
      "treaty T { clause 1 { forbid any party to assist any party when has (act.object) reported to (act.by) }, clause 2 { permit any party to assist any party when has (act.object) reported to (act.by) } }",
      ["norms-clash"]
    ),
    (
      "fn quarrelled(act) = has (act.object) reported to (act.by) and has (act.by) reported to (act.object)\ntreaty T { clause 1 { forbid any party to assist any party when quarrelled }, clause 2 { permit any party to assist any party when quarrelled } }",
      ["norms-clash"]
    ),
    (
      "treaty T { clause 1 { forbid any party to assist any party when has (act.object) breached T.3 }, clause 2 { permit any party to assist any party when has (act.object) breached T.3 }, clause 3 { forbid any party to report to anyone } }",
      ["norms-clash"]
    ),
    // One holds only before the act, the other only after it.
    (
      "treaty T { clause 1 { forbid any party to assist any party when has (act.object) reported to (act.by) }, clause 2 { permit any party to assist any party unless has (act.object) reported to (act.by) } }",
      []
    ),
    // A clash that nothing brings about stays unsaid; one that does at once is said.
    (
      "treaty T { clause 1 { forbid any party to assist any party when count(parties) > 1 }, clause 2 { permit any party to assist any party when count(parties) > 1 } }",
      ["norms-clash"]
    ),
    (
      "treaty T { clause 1 { forbid any party to assist any party when count(parties) > 99 }, clause 2 { permit any party to assist any party when count(parties) > 99 } }",
      []
    ),
    // Kinds, verbs, functions and variables of the script's own come along.
    (
      "kind tribe: actor\nverb raid/raids/raided actor over number\nlet quarrelsome = {7, 9}\nfn isLarge(act) = act.over in quarrelsome\ntribe Sabine { size: 3 }\ntreaty T { open_to: tribe\n clause 1 { forbid any tribe to raid any party over 7 when isLarge }, clause 2 { permit any tribe to raid any party over {7, 8} when isLarge }, clause 3 { forbid any tribe to raid any party over 9 when isLarge }, clause 4 { permit any tribe to raid any party over 9 when isLarge } }",
      ["norms-clash"]
    ),
  ]

  @Test(arguments: treaties.indices)
  func findingsAreThoseOfHandAnalysis(_ index: Int) throws {
    let (source, codes) = Self.treaties[index]
    let found = try Self.findings(source)
    #expect(found.map(\.code) == codes.map { "cyb-" + $0 }, "\(source)")
    for (code, example) in found {
      let example = try #require(example, "\(code) has no example: \(source)")
      #expect(throws: Never.self, "\(example)") { try Interpreter().run(source: example) }
    }
  }

  @Test func examplesOfTheRepositoryRun() throws {
    let folder = Repository.root.appendingPathComponent("examples")
    let scripts = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for script in scripts where script.pathExtension == "cyb" {
      let interpreter = Interpreter(permissions: .read(below: folder.path))
      let warnings = try interpreter.check(file: script.path)
      for warning in warnings {
        #expect(warning.severity == .warning, "\(warning.message)")
        let note = try #require(
          warning.notes.last { $0.hasPrefix("this shows it:\n") }, "\(script.lastPathComponent): \(warning.message)")
        let example = String(note.dropFirst("this shows it:\n".count))
        #expect(throws: Never.self, "\(example)") { try Interpreter().run(source: example) }
      }
    }
  }

  @Test func whatIsTooMuchIsSaid() throws {
    let conditions = (1...9).map { "forbid any party to assist any party when count(parties) > \($0)" }
    let found = try Self.findings("treaty T { clause 1 { \(conditions.joined(separator: "\n")) } }")
    #expect(found.contains { $0.code == "cyb-not-checked" })
    let few = conditions.prefix(3).joined(separator: "\n")
    #expect(try !Self.findings("treaty T { clause 1 { \(few) } }").contains { $0.code == "cyb-not-checked" })
    // Each firm is of a sort of its own: 48 of them, in three roles.
    let firms = (1...48).map { "firm F\($0)\n" }.joined()
    let norms = (1...48).map { "forbid F\($0) to send to anyone about F\($0)" }.joined(separator: "\n")
    let many = "\(firms)verb send/sends/sent to actor about actor\ntreaty T { open_to: firm\nclause 1 { \(norms) } }"
    #expect(try Self.findings(many).contains { $0.code == "cyb-not-checked" })
  }

  /// Each example stops running when what it is about is mended: it shows the finding and nothing else.
  @Test func theExampleOfAClashNeedsBothNorms() throws {
    let found = try Self.findings(Self.treaties[0].source)
    let example = try #require(found.first?.example)
    let mended = example.replacing("permit any party", with: "forbid any party")
    #expect(throws: CybError.self) { try Interpreter().run(source: mended) }
  }

  @Test func checkingFindsFunctionsThatAnswerWhatTheyMayNot() throws {
    func codes(_ source: String) throws -> [String] { try Interpreter().check(source: source).map(\.code.name) }
    #expect(
      try codes("state A, B\ntreaty T { clause 1 { forbid any party to assist anyone when act.by } }")
        == ["cyb-not-a-truth"])
    #expect(try codes("state A, B\ntreaty T { quorum: rs -> count(rs) }") == ["cyb-unknown-quorum"])
    #expect(try codes("state A, B\ntreaty T { ends: () -> unknown }") == ["cyb-unknown-end"])
    #expect(
      try codes("treaty T { clause 1 { overrides: {T.2} }, clause 2 { overrides: {T.1} } }") == ["cyb-overrides-ring"])
    #expect(
      try codes("treaty T { clause 1 { oblige each party to report to any party within 5 } }") == ["cyb-not-a-deadline"]
    )
    #expect(
      try codes("treaty T { clause 1 { oblige each party to report to any party by 5 days } }")
        == ["cyb-not-a-deadline"])
    #expect(
      try codes("state A, B\nlet d = 5\ntreaty T { clause 1 { oblige each party to report to any party within d } }")
        == ["cyb-not-a-deadline"])
    #expect(
      try codes(
        "state A, B\nfn f(act) = would A honour T\ntreaty T { clause 1 { forbid any party to assist anyone when f } }")
        == ["cyb-prediction-in-law"])
    #expect(try codes("treaty T { binds: state }") == ["cyb-binds-without-opened"])
    #expect(try codes("state A { exposure: -2 }\nprint(1)") == ["cyb-field-domain"])
    // What an event before it may have changed is not judged without it.
    #expect(try codes("state A, B\ntreaty T { }\non 2000-01-01: {A, B} ratify T\nlet n = 1 / count(parties(T))") == [])
    #expect(try codes("var seen = 0\nfor i in 1..3 { print(i) }\nprint(\"never\")") == [])
  }
}
