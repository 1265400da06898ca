import CybRuntime
import Testing

@testable import CybREPL

/// The table of commands, and what commands do to a session.
@Suite struct CommandTests {
  let session = TestSession()

  /// Those of issue 5.
  @Test func allAreThere() {
    let wanted = [
      "help", "doc", "load", "reload", "reset", "undo", "redo", "why", "world", "show", "type", "time", "save", "edit",
      "plot", "set", "quit", "?", "paste", "more",
    ]
    #expect(Set(CommandTable.all.map(\.name)) == Set(wanted))
  }

  @Test func everyUnambiguousPrefixWorks() throws {
    let names = CommandTable.all.map(\.name)
    for name in names {
      for length in 1...name.count {
        let prefix = String(name.prefix(length))
        let fitting = names.filter { $0.hasPrefix(prefix) }
        guard fitting.count == 1 || fitting.contains(prefix) else {
          #expect(throws: Complaint.self) { try CommandTable.command(prefix) }
          continue
        }
        #expect(try CommandTable.command(prefix).name == (fitting.contains(prefix) ? prefix : name))
      }
    }
  }

  @Test func helpNamesEveryCommand() {
    let help = TestSession(width: nil, height: nil).enter(":help")
    for command in CommandTable.all { #expect(help.contains(":\(command.name)")) }
  }

  @Test func whyAsksTheLastQuestionAgain() {
    session.enter("state A {}")
    session.enter("may A report to A")
    #expect(session.repl.lastQuestion == "may A report to A")
    session.enter("ask why has A reported to A since 2011-01-01")
    #expect(session.repl.lastQuestion == "has A reported to A since 2011-01-01")
    session.enter("1 + 1")
    #expect(session.enter(":why").hasPrefix("the last entry asked no question"))
  }

  @Test func answersAreRemembered() {
    session.enter("ask 5 + 5")
    #expect(session.enter("_ + 1") == "11\n")
    session.enter("let x = 1")
    #expect(session.enter("_") == "11\n")
    // What is taken back takes its answer with it.
    session.enter("state A {}")
    session.enter("on 2011-01-01: A reports to A")
    session.enter(":undo")
    #expect(session.enter("_") == "11\n")
  }

  @Test func typeKeepsNoEffects() {
    session.enter("var n = 1")
    session.enter("fn bump() {\n  n += 1\n  return n\n}")
    #expect(session.enter(":type bump()") == "number\n")
    #expect(session.enter("n") == "1\n")
  }

  @Test func moreShowsAllOfWhatWasCut() {
    session.enter("[x for x in 1..1000]")
    session.enter(":more")
    #expect(session.surroundings.paged?.contains("999, 1000]") == true)
    session.enter("1")
    #expect(session.enter(":more") == "nothing was cut\n")
  }

  @Test func editGivesTheEditedText() {
    session.enter("let x = 1")
    session.surroundings.edits = { $0.replacing("1", with: "2") }
    #expect(session.repl.submit(":edit") == .run("let x = 2"))
    #expect(session.repl.submit(":edit x") == .run("let x = 2"))
  }

  @Test func loadsFilesAndReloadsThem() throws {
    let home = try TemporaryHome()
    try home.write("let loaded = 1\nfn twice(x) = 2 * x\n", to: "a.cyb")
    session.enter(":load \(home.path)/a.cyb")
    #expect(session.enter("twice(loaded)") == "2\n")
    session.enter("let own = 5")
    try home.write("let loaded = 7\nfn twice(x) = 2 * x\n", to: "a.cyb")
    #expect(session.enter(":reload") == "")
    #expect(session.enter("twice(loaded)") == "14\n")
    #expect(session.enter("own").contains("cyb-unknown-name"))
    // A file that fails leaves all as it was.
    try home.write("let loaded = 8\nlet y = 1 / 0\n", to: "a.cyb")
    #expect(session.enter(":reload").contains("cyb-division-by-zero"))
    #expect(session.enter("loaded") == "7\n")
    #expect(session.enter(":load \(home.path)/a.cyb").contains("cyb-division-by-zero"))
    #expect(session.enter("loaded") == "7\n")
  }

  @Test func limitsHoldAfterAReset() {
    session.enter(":set steps 5000")
    session.enter(":reset")
    #expect(session.enter("while yes {}").contains("cyb-limit-steps"))
  }
}
