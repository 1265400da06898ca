import ArgumentParser
import Testing

@testable import cyb_cli

/// The commonest command lines are read by hand, without the parser of arguments: both must understand the same.
struct ScriptRunTests {
  @Test(arguments: [
    ["london.cyb"], ["run", "london.cyb"], ["run", "london"], ["./london"], ["a/b.cyb"], ["-e", "1 + 1"],
    ["run", "-e", "1 + 1"], ["-e", "let x = 1", "-e", "x"], ["london.cyb", "-e", "x"], ["-e", "x", "london.cyb"],
    ["-e", "--json"], ["-e", "-e"], ["-e", ""], ["-e", "-1"], ["run", "run"], ["run", "check"], ["-e", "run"],
  ])
  func bothWaysAgree(arguments: [String]) throws {
    let slow = try #require(try CybCommand.parseAsRoot(arguments) as? RunCommand).request
    if let quick = ScriptRun(quickly: arguments) { #expect(quick == slow) }
  }

  @Test(arguments: [["london.cyb"], ["run", "london"], ["-e", "1 + 1"], ["run", "a.cyb", "-e", "x"]])
  func theCommonestAreReadQuickly(arguments: [String]) {
    #expect(ScriptRun(quickly: arguments) != nil)
  }

  /// What may be a slip, a command or an option is the parser's.
  @Test(arguments: [
    [], ["run"], ["-"], ["-e"], ["--help"], ["-h"], ["--version"], ["chekc"], ["test"], ["help", "run"],
    ["a.cyb", "b.cyb"],
    ["run", "--json", "a.cyb"], ["a.cyb", "--profile"], ["--", "a.cyb"], ["-ex"], ["check", "a.cyb"], ["repl"], [""],
  ])
  func anyOtherLineIsLeftToTheParser(arguments: [String]) {
    #expect(ScriptRun(quickly: arguments) == nil)
  }
}
