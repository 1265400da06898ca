import CybRuntime
import Testing

@testable import CybREPL

/// Going back and forth: after any walk the state is what it was at that place of the session.
@Suite struct UndoTests {
  let session = TestSession()

  private var state: String { session.repl.withSession("") { StateText(session: $0).text } }

  static let entries = [
    "state A { exposure: 1 }", "state B {}", "A.exposure = 5", "let xs = [1, 2]", "var n = 0",
    "verb visit actor", "on 2011-01-01: A visits B", "on 2012-01-01: A uses x for crime against B",
    "capability x { serves: {crime, espionage} }", "on 2012-01-01: A uses x against B", "events[1].for = espionage",
    "treaty T { quorum: 1, clause 1 { forbid anyone to use anything for crime } }", "T.1.penalty = 3", "T.quorum = 2",
    "treaty T { quorum: 3, clause a { permit anyone to use anything } }", "state A { exposure: 9 }",
    "fn f(k) = k + n", "for i in 1..10 { n += i }", "fn f(k) = k - n", "kind city: actor { exposure: 4 }", "city C {}",
    "kind city: actor { exposure: 8 }", "city D {}", "let xs = xs + [3]",
    "fn counter() {\n var k = 0\n return () -> k\n}",
    "let c = counter()", "for i in 1..3 { actor (\"P{i}\"): state { exposure: i } }", "suppose { A.exposure = 0 }",
    "verb visit actor with capability", "purpose crime { harm: 0.5 }",
  ]

  @Test func everyStateComesBack() {
    var states = [state]
    for entry in Self.entries {
      session.enter(entry)
      if state != states[states.count - 1] { states.append(state) }
    }
    #expect(states.count > 20)
    for index in states.indices.dropLast().reversed() {
      session.enter(":undo")
      #expect(state == states[index])
    }
    #expect(session.enter(":undo") == "there is nothing to take back\n")
    for index in states.indices.dropFirst() {
      session.enter(":redo")
      #expect(state == states[index])
    }
    #expect(session.enter(":redo") == "nothing was taken back\n")
  }

  /// A random walk of entries, steps back and steps forth, beside a model that is a list of states.
  @Test(arguments: 0..<8) func randomWalks(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed) &* 7919 &+ 17)
    var past = [state]
    var future: [String] = []
    for _ in 0..<120 {
      switch random.next() % 5 {
      case 0 where past.count > 1:
        session.enter(":undo")
        future.append(past.removeLast())
      case 2 where random.next() % 6 == 0:
        session.enter(":reset")
        past.append(state)
        future = []
      case 1 where !future.isEmpty:
        session.enter(":redo")
        past.append(future.removeLast())
      default:
        let log = session.repl.log.compactMap(\.change).count
        session.enter(Self.entries[Int(random.next() % UInt64(Self.entries.count))])
        if session.repl.log.compactMap(\.change).count > log {
          past.append(state)
          future = []
        }
      }
      #expect(state == past[past.count - 1])
    }
  }

  @Test func cellsOfClosuresComeBack() {
    session.enter("fn counter() {\n  var k = 0\n  fn next() {\n    k += 1\n    return k\n  }\n  return next\n}")
    session.enter("let next = counter()")
    #expect(session.enter("next()") == "1\n")
    #expect(session.enter("next()") == "2\n")
    session.enter(":undo")
    #expect(session.enter("next()") == "2\n")
  }

  @Test func importsComeBack() throws {
    let home = try TemporaryHome()
    try home.write("state Imported {}\nlet shared = 5\n", to: "part.cyb")
    try home.write("import \"part.cyb\"\nlet own = shared\n", to: "main.cyb")
    session.enter(":load \(home.path)/main.cyb")
    #expect(session.enter("own + count(all(state))") == "6\n")
    session.enter(":undo")
    #expect(session.enter("own").contains("cyb-unknown-name"))
    #expect(session.enter("count(all(state))") == "0\n")
    session.enter(":redo")
    #expect(session.enter("own + count(all(state))") == "6\n")
    session.enter(":undo")
    session.enter(":load \(home.path)/main.cyb")
    #expect(session.enter("count(all(state))") == "1\n")
  }

  @Test func freshStartsComeBack() throws {
    session.enter("var n = 1")
    session.enter("n = 2")
    #expect(session.enter(":reset") == "")
    session.enter("let m = 5")
    #expect(session.enter(":undo") == "took back: let m = 5\n")
    #expect(session.enter(":undo") == "took back: :reset\n")
    #expect(session.enter("n") == "2\n")
    #expect(session.enter(":undo") == "took back: n = 2\n")
    #expect(session.enter("n") == "1\n")
    #expect(session.enter(":redo") == "did again: n = 2\n")
    #expect(session.enter(":redo") == "did again: :reset\n")
    #expect(session.enter("n").contains("cyb-unknown-name"))
    #expect(session.enter(":redo") == "did again: let m = 5\n")
    #expect(session.enter("m") == "5\n")
    // A new entry after going back ends the way forth.
    session.enter(":undo")
    session.enter(":undo")
    session.enter("n = 7")
    #expect(session.enter(":redo") == "nothing was taken back\n")
    #expect(session.enter("n") == "7\n")
  }

  @Test func reloadingIsOneStep() throws {
    let home = try TemporaryHome()
    try home.write("let loaded = 1\n", to: "a.cyb")
    session.enter(":load \(home.path)/a.cyb")
    session.enter("let own = 5")
    try home.write("let loaded = 7\n", to: "a.cyb")
    session.enter(":reload")
    #expect(session.enter("loaded") == "7\n")
    #expect(session.enter(":undo") == "took back: :reload\n")
    #expect(session.enter("own + loaded") == "6\n")
    #expect(session.enter(":redo") == "did again: :reload\n")
    #expect(session.enter("loaded") == "7\n")
    session.enter("let more = loaded + 1")
    session.enter(":save saved.cyb")
    #expect(session.surroundings.files["saved.cyb"]?.contains("let more = loaded + 1") == true)
  }

  @Test func theEarliestFreshStartsAreLetGo() {
    session.enter("let early = 1")
    for _ in 0..<REPL.restartLimit + 3 { session.enter(":reset") }
    for _ in 0..<REPL.restartLimit { #expect(session.enter(":undo") == "took back: :reset\n") }
    #expect(session.enter(":undo") == "there is nothing to take back\n")
    #expect(session.enter("early").contains("cyb-unknown-name"))
  }

  @Test func theEarliestStepsAreLetGo() {
    session.enter("var n = 0")
    for _ in 0..<REPL.undoLimit + 20 { session.enter("n += 1") }
    for _ in 0..<REPL.undoLimit { session.enter(":undo") }
    #expect(session.enter("n") == "20\n")
    #expect(session.enter(":undo") == "there is nothing to take back\n")
    for _ in 0..<REPL.undoLimit { session.enter(":redo") }
    #expect(session.enter("n") == "\(REPL.undoLimit + 20)\n")
  }
}

/// A small generator with a seed (Steele, Lea and Flood 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
