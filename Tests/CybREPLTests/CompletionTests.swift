import Testing

@testable import CybREPL

/// What Tab offers, by the declarations and the grammar.
@Suite struct CompletionTests {
  let session = TestSession()

  init() {
    session.enter(
      """
      capability probe { serves: {crime, espionage} }
      state Atlantia { holds: {probe}, exposure: 2 }
      state Baltia {}
      treaty London { clause 1 { forbid any state to use anything for crime }, clause 2a { permit anyone to use anything } }
      let ratio = 0.5
      let box = {width: 1, weight: 2}
      fn risk(actor, level = 1) = level
      """)
    #expect(session.surroundings.take() == "")
  }

  private func offered(_ text: String) -> [String] { session.repl.completions(atEndOf: text).candidates }

  @Test func names() {
    #expect(offered("Atl") == ["Atlantia"])
    #expect(offered("let y = rat").first == "ratio")
    #expect(Set(offered("med")).contains("median"))
    #expect(offered("wou") == ["would"])
    // Another case where none fits.
    #expect(offered("atl") == ["Atlantia"])
    #expect(offered("zzz") == [])
  }

  @Test func behindADot() {
    // Fields come first, functions behind them.
    #expect(offered("box.w").prefix(2) == ["width", "weight"])
    #expect(offered("Atlantia.exp") == ["exposure"])
    #expect(Set(offered("London.")).isSuperset(of: ["1", "2a", "quorum"]))
    #expect(offered("ratio.rou") == ["round"])
  }

  @Test func phrases() {
    #expect(Set(offered("may ")).isSuperset(of: ["Atlantia", "Baltia", "someone"]))
    #expect(!offered("may ").contains("London"))
    #expect(offered("may Atlantia us") == ["use"])
    #expect(offered("has Atlantia us") == ["used"])
    #expect(offered("on 2011-01-01: Atlantia us") == ["uses"])
    #expect(offered("may Atlantia use pr") == ["probe"])
    #expect(offered("may Atlantia use probe for esp") == ["espionage"])
    #expect(offered("may Atlantia use probe ag") == ["against"])
    // A role that is filled is not offered again, one that the verb has not never.
    #expect(!offered("may Atlantia use probe for crime ").contains("for"))
    #expect(!offered("may Atlantia use probe ").contains("with"))
    #expect(Set(offered("has Atlantia bre")) == ["breached"])
    #expect(Set(offered("would Atlantia hon")) == ["honour"])
    #expect(!offered("may Atlantia ").contains("honour"))
    #expect(Set(offered("would Atlantia sign ")).contains("London"))
  }

  @Test func bodies() {
    #expect(offered("state C { out") == ["outlook:"])
    #expect(offered("state C { outlook: rea").first == "realist")
    #expect(offered("treaty T { clause 1 { for") == ["forbid"])
    #expect(Set(offered("treaty T { clause 1 { oblige any state to assist anyone wi")) == ["within"])
    #expect(offered("risk(Atlantia, le") == ["level:"])
  }

  @Test func commands() {
    #expect(offered(":wo") == ["world"])
    #expect(Set(offered(":re")) == ["redo", "reset", "reload"])
    #expect(offered(":show Atl") == ["Atlantia"])
    #expect(offered(":set wi") == ["width"])
    #expect(offered(":type Atlantia.exp") == ["exposure"])
    #expect(offered(":quit ") == [])
  }

  @Test func paths() {
    session.surroundings.folder = ["london.cyb", "data/", ".hidden"]
    #expect(offered("import \"lon") == ["london.cyb"])
    #expect(offered("read_csv(\"d") == ["data/"])
    #expect(offered("read_csv(\"data/x") == [])
    #expect(offered(":load ") == ["data/", "london.cyb"])
    #expect(offered("print(\"lon") == [])
  }

  @Test func completingRunsNothing() {
    session.enter("var calls = 0")
    session.enter("fn noisy() {\n  calls += 1\n  return box\n}")
    _ = offered("noisy().")
    _ = offered("noisy() + ")
    #expect(session.enter("calls") == "0\n")
  }
}
