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

  @Test func moreShowsAllOfWhatWasAsked() {
    session.enter(":set lines 3")
    #expect(session.enter("ask [{number: x, square: x * x} for x in 1..50]").contains("… 49 more rows"))
    session.enter(":more")
    #expect(session.surroundings.paged?.contains("2500") == true)
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

  /// What a file declares replaces what the session has by those names.
  @Test func loadingAgainDeclaresAnew() throws {
    let home = try TemporaryHome()
    try home.write(
      "state A { exposure: 1 }\nkind city: actor { exposure: 5 }\ncity C\nverb greet actor\nlet x = 1\nfn f(a) = a + x\n",
      to: "a.cyb")
    session.enter("state A { exposure: 9 }")
    session.enter("state B")
    session.enter("fn exposed() = A.exposure")
    for _ in 1...2 { #expect(session.enter(":load \(home.path)/a.cyb") == "") }
    #expect(session.enter("count(all(state))") == "2\n")
    #expect(session.enter("all(city)") == "{C}\n")
    #expect(session.enter("exposed() + f(10)") == "12\n")
    session.enter(":undo")
    session.enter(":undo")
    #expect(session.enter("exposed()") == "9\n")
    // Within the file a name stands once.
    for twice in [
      "state D\nstate D\n", "let y = 1\nlet y = 2\n", "verb wave actor\nverb wave actor\n",
      "kind k: actor\nkind k: actor\n",
    ] {
      try home.write(twice, to: "twice.cyb")
      #expect(session.enter(":load \(home.path)/twice.cyb").contains("cyb-declared-twice"))
    }
  }

  @Test func savesInCanonicalStyle() {
    session.enter("treaty T {\nquorum: 2\nclause 1 {\nforbid anyone   to use anything\n}\n}")
    session.enter("fn f(a)=a+1")
    session.enter(":save saved.cyb")
    #expect(
      session.surroundings.files["saved.cyb"] == """
        treaty T {
          quorum: 2
          clause 1 {
            forbid anyone to use anything
          }
        }
        fn f(a) = a + 1

        """)
  }

  @Test func limitsHoldAfterAReset() {
    session.enter(":set steps 5000")
    session.enter(":reset")
    #expect(session.enter("while yes {}").contains("cyb-limit-steps"))
  }
}
