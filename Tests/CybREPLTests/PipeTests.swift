import Testing

@testable import CybREPL

/// A session without a terminal: entries from a file or pipe.
@Suite struct PipeTests {
  private func run(_ text: String, keepsGoing: Bool = false) -> (shown: String, isFine: Bool) {
    let session = TestSession(width: nil, height: nil)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let editor = ScriptedEditor(lines, session.surroundings, isInteractive: false)
    let isFine = Dialogue(session.repl, editor, keepsGoing: keepsGoing).run()
    return (session.surroundings.take(), isFine)
  }

  @Test func showsAnswersAndNoPrompt() {
    #expect(run("1 + 1\n\nlet x = 2\nx\n") == ("2\n2\n", true))
  }

  @Test func stopsAtTheFirstError() {
    let (shown, isFine) = run("1 / 0\n2")
    #expect(shown.contains("cyb-division-by-zero") && !shown.hasSuffix("2\n") && !isFine)
  }

  @Test func keepsGoingWhereAsked() {
    let (shown, isFine) = run("1 / 0\n2", keepsGoing: true)
    #expect(shown.hasSuffix("\n2\n") && !isFine)
  }

  @Test func aWrongCommandIsAnError() {
    #expect(run(":nonsense\n2").isFine == false)
  }

  @Test func blankLinesWithinAnEntryAreFine() {
    #expect(run("fn f(x) {\n\n  return x\n\n}\nf(3)") == ("3\n", true))
  }

  @Test func anEntryGoesOnInTheNextLineAsInAFile() {
    #expect(run("if no { print(1) }\nelse { print(2) }") == ("2\n", true))
    #expect(run("[1, 2]\n  .count()") == ("2\n", true))
    #expect(run("1 < 2\n  and no\n5") == ("no\n5\n", true))
  }

  @Test func anUnfinishedEntryAtTheEndIsAnError() {
    let (shown, isFine) = run("let x = [1,")
    #expect(shown.contains("error[") && !isFine)
  }

  @Test func aLongEntryIsReadInTime() {
    // Two thousand lines within one bracket: looking at the whole text for each line would take minutes.
    let text = "let xs = [\n" + (1...2000).map { "  \($0),\n" }.joined() + "]\nsum(xs)"
    #expect(run(text) == ("2001000\n", true))
  }
}
