import Cyb
import CybRuntime
import Testing

@testable import CybREPL

/// `:save` writes scripts that run to the same state; checked by running them as files.
@Suite struct SavingTests {
  let session = TestSession()

  /// The saved script, after it has been run as a file.
  private func saved() throws -> String {
    #expect(session.enter(":save out.cyb") == "wrote out.cyb\n")
    let script = try #require(session.surroundings.files["out.cyb"])
    try Interpreter().run(source: script)
    return script
  }

  @Test func keepsWhatChangesAndAsks() throws {
    session.enter("// about Atlantia\nstate Atlantia { exposure: 2 }")
    session.enter("1 + 1")
    session.enter("may Atlantia report to Atlantia")
    session.enter("let x = 1 / 0")
    session.enter("let y = 2; y + 3")
    let script = try saved()
    #expect(
      script == """
        // about Atlantia
        state Atlantia { exposure: 2 }
        ask may Atlantia report to Atlantia
        let y = 2

        """)
  }

  @Test func leavesOutWhatWasTakenBack() throws {
    session.enter("let a = 1")
    session.enter("let b = 2")
    session.enter(":undo")
    #expect(try saved() == "let a = 1\n")
  }

  @Test func mergesVariablesDeclaredAnew() throws {
    session.enter("let x = 1")
    session.enter("let y = x + 1")
    session.enter("let x = 10")
    #expect(try saved() == "var x = 1\nlet y = x + 1\nx = 10\n")
  }

  @Test func keepsTheLastDeclarationOfAnEntity() throws {
    session.enter("state A { exposure: 1 }")
    session.enter("state B {}")
    session.enter("state A { exposure: 3 }")
    #expect(try saved() == "state B {}\nstate A { exposure: 3 }\n")
  }

  @Test func keepsTheLastDeclarationOfAFunction() throws {
    session.enter("fn f(a) = a")
    session.enter("fn g(a) = f(a) + 1")
    session.enter("fn f(a) = a * 2")
    let script = try saved()
    let cyb = Interpreter()
    try cyb.run(source: script)
    #expect(try cyb.evaluate("g(5)") == 11)
  }

  @Test func refusesWhatNoScriptSays() {
    session.enter("fn f(a) = a")
    session.enter("let x = f(1)")
    session.enter("fn f(a) = a * 2")
    let shown = session.enter(":save out.cyb")
    #expect(shown.contains("cannot be written as one script"))
    #expect(session.surroundings.files.isEmpty)
    session.enter(":reset")
    session.enter("6 * 7")
    session.enter("let y = _")
    #expect(session.enter(":save out.cyb").contains("cannot be written"))
  }
}
