import Cyb
import TestSupport
import Testing

/// The reasons of a breach are enough for it, and none of them could be left out: random treaties and acts, each script run
/// again with the reasons alone, and with each of them taken away.
struct MinimalityTests {
  struct Script {
    var clauses: [String]
    var consents: [String]
    var acts: [String]
    var quorum: Int

    /// The script with some of its parts; clauses and events keep their names.
    func text(clauses kept: [Int]? = nil, consents keptConsents: [Int]? = nil, acts keptActs: [Int]? = nil) -> String {
      let clauses = self.clauses.indices.filter { kept?.contains($0) ?? true }
      let consents = self.consents.indices.filter { keptConsents?.contains($0) ?? true }
      let acts = self.acts.indices.filter { keptActs?.contains($0) ?? true }
      return """
        capability kit { serves: {crime, espionage, warfare} }
        state A, B, C, D
        treaty T {
          quorum: \(quorum)
        \(clauses.map { "  clause \($0 + 1) { \(self.clauses[$0]) }" }.joined(separator: "\n"))
        }
        \(consents.map { "let c\($0) = \(self.consents[$0])" }.joined(separator: "\n"))
        \(acts.map { "let e\($0) = \(self.acts[$0])" }.joined(separator: "\n"))
        fn gathered(e) {
          var found = e.sources
          for reason in e.because { found += gathered(reason) }
          return found
        }
        """
    }
  }

  fileprivate static func script(_ random: inout Generator) -> Script {
    let states = ["A", "B", "C", "D"]
    let purposes = ["crime", "espionage", "warfare"]
    func some(_ all: [String]) -> String {
      let chosen = all.filter { _ in Bool.random(using: &random) }
      return "{" + (chosen.isEmpty ? [all[0]] : chosen).joined(separator: ", ") + "}"
    }
    let clauses = (0..<Int.random(in: 1...4, using: &random)).map { _ -> String in
      let modal = Int.random(in: 0..<3, using: &random) == 0 ? "permit" : "forbid"
      let subject = ["anyone", "any party", "any state"].randomElement(using: &random) ?? "anyone"
      let target = ["any party", "anyone", some(states)].randomElement(using: &random) ?? "anyone"
      return "\(modal) \(subject) to use anything for \(some(purposes)) against \(target)"
    }
    var consents: [String] = []
    for state in states where Int.random(in: 0..<5, using: &random) > 0 {
      consents.append("on 2000-01-0\(Int.random(in: 1...9, using: &random)): \(state) ratifies T")
    }
    let acts = (0..<Int.random(in: 1...6, using: &random)).map { _ -> String in
      let by = states.randomElement(using: &random) ?? "A"
      let to = states.filter { $0 != by }.randomElement(using: &random) ?? "B"
      let purpose = purposes.randomElement(using: &random) ?? "crime"
      return "on 2000-02-\(Int.random(in: 10...28, using: &random)): \(by) uses kit for \(purpose) against \(to)"
    }
    return Script(clauses: clauses, consents: consents, acts: acts, quorum: Int.random(in: 1...4, using: &random))
  }

  @Test(arguments: 0..<4) func noReasonOfABreachCouldBeLeftOut(_ batch: Int) throws {
    var random = Generator(state: UInt64(batch) &* 31 &+ 7)
    var breaches = 0
    for number in 0..<40 {
      let script = Self.script(&random)
      let interpreter = Interpreter()
      try interpreter.run(source: script.text())
      for actor in ["A", "B", "C", "D"] {
        let answer: Bool? = try interpreter.evaluate("has \(actor) breached T")
        guard answer == true else { continue }
        breaches += 1
        try interpreter.run(source: "let s\(actor) = gathered(why has \(actor) breached T)")
        func named(_ prefix: String, _ count: Int, from first: Int = 0) throws -> [Int] {
          let all = (0..<count).map { "\(prefix)\($0 + first) in s\(actor)" }.joined(separator: ", ")
          let found: [Bool] = try interpreter.evaluate("[\(all)]")
          return found.indices.filter { found[$0] }
        }
        let clauses = try named("T.", script.clauses.count, from: 1)
        let consents = script.consents.isEmpty ? [] : try named("c", script.consents.count)
        let acts = try named("e", script.acts.count)
        func isBreach(_ clauses: [Int], _ consents: [Int], _ acts: [Int]) throws -> Bool {
          let alone = Interpreter()
          let text = script.text(clauses: clauses, consents: consents, acts: acts)
          try alone.run(source: text)
          let answer: Bool? = try alone.evaluate("has \(actor) breached T")
          return answer == true
        }
        let note = Comment(rawValue: "batch \(batch), \(number), \(actor):\n\(script.text())")
        #expect(try isBreach(clauses, consents, acts), note)
        for clause in clauses { #expect(try !isBreach(clauses.filter { $0 != clause }, consents, acts), note) }
        for consent in consents { #expect(try !isBreach(clauses, consents.filter { $0 != consent }, acts), note) }
        for act in acts { #expect(try !isBreach(clauses, consents, acts.filter { $0 != act }), note) }
      }
    }
    #expect(breaches > 20)
  }
}

/// The same of what may and must be done: for yes, no and unknown.
extension MinimalityTests {
  /// Modal, and the purpose of the act that is asked about; without one it is not established, and what has to stay is the
  /// verdict of each possibility.
  private struct Question {
    var modal: String
    var by: String
    var to: String
    var purpose: String?

    var text: String {
      "\(modal) \(by) use kit\(purpose.map { " for \($0)" } ?? "") against \(to) as of 2000-01-31"
    }

    /// The act itself, on the day after: nothing hangs on it.
    var act: String {
      "on 2000-02-01: \(by) uses kit\(purpose.map { " for \($0)" } ?? "") against \(to)"
    }
  }

  private static func random(_ random: inout Generator) -> (Script, Question) {
    var script = script(&random)
    script.acts = []
    let purposes = ["crime", "espionage", "warfare"]
    if Bool.random(using: &random) {
      let purpose = purposes.randomElement(using: &random) ?? "crime"
      script.clauses.append("oblige each party to use kit for \(purpose) against any party within 90 days")
    }
    let pair = ["A", "B", "C", "D"].shuffled(using: &random)
    let question = Question(
      modal: Bool.random(using: &random) ? "may" : "must", by: pair[0], to: pair[1],
      purpose: Int.random(in: 0..<3, using: &random) == 0 ? nil : purposes.randomElement(using: &random))
    return (script, question)
  }

  @Test(arguments: 0..<4) func noReasonOfWhatMayOrMustBeDoneCouldBeLeftOut(_ batch: Int) throws {
    var random = Generator(state: UInt64(batch) &* 97 &+ 13)
    var answers: [String: Int] = [:]
    for number in 0..<40 {
      let (script, question) = Self.random(&random)
      func outcome(_ clauses: [Int]? = nil, _ consents: [Int]? = nil) throws -> String {
        let alone = Interpreter()
        try alone.run(source: script.text(clauses: clauses, consents: consents) + "\nlet act = \(question.act)")
        return try alone.evaluate("text([(why \(question.text)).answer, verdicts(act)])")
      }
      let interpreter = Interpreter()
      try interpreter.run(source: script.text() + "\nlet w = why \(question.text)\nlet s = gathered(w)")
      let answer: String = try interpreter.evaluate("text(w.answer)")
      answers[answer, default: 0] += 1
      let whole: String = try interpreter.evaluate("text(w)")
      func named(_ names: [String]) throws -> [Int] {
        guard !names.isEmpty else { return [] }
        let found: [Bool] = try interpreter.evaluate("[\(names.map { "\($0) in s" }.joined(separator: ", "))]")
        return found.indices.filter { found[$0] }
      }
      let clauses = try named(script.clauses.indices.map { "T.\($0 + 1)" })
      let consents = try named(script.consents.indices.map { "c\($0)" })
      let expected = try outcome()
      let note = Comment(rawValue: "batch \(batch), \(number), \(question.text):\n\(script.text())\n\(whole)")
      #expect(try outcome(clauses, consents) == expected, note)
      for clause in clauses {
        // Over what a clause prevails, and what would forbid if it applied, is told besides.
        let name = "T.\(clause + 1)"
        guard !whole.contains("prevails over \(name)"), !whole.contains("\(name) would forbid it") else { continue }
        #expect(try outcome(clauses.filter { $0 != clause }, consents) != expected, note)
      }
      for consent in consents {
        #expect(try outcome(clauses, consents.filter { $0 != consent }) != expected, note)
      }
    }
    #expect(answers["yes", default: 0] > 3 && answers["no", default: 0] > 3 && answers["unknown", default: 0] > 0)
  }
}

/// A small linear congruential generator (Knuth 1997, §3.3.4), so that a number names a script.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31)
  }
}
