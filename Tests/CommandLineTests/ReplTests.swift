import Testing

/// `cyb repl` with its input from a pipe.
@Suite struct ReplTests {
  @Test func showsAnswersWithoutPromptOrColour() throws {
    let command = try Command.run("repl", "--no-init", input: "1 + 1\nlet x = [1, 2]\nx\n")
    #expect(command.output == "2\n[1, 2]\n")
    #expect(command.errors == "")
    #expect(command.status == 0)
  }

  @Test func stopsAtTheFirstError() throws {
    let command = try Command.run("repl", "--no-init", input: "1\n1 / 0\n2\n")
    #expect(command.output == "1\n")
    #expect(command.errors.contains("cyb-division-by-zero"))
    #expect(!command.errors.contains("\u{1B}"))
    #expect(command.status == 1)
  }

  @Test func keepsGoingWhereAsked() throws {
    let command = try Command.run("repl", "--no-init", "--keep-going", input: "1 / 0\n2\n")
    #expect(command.output == "2\n")
    #expect(command.status == 1)
  }

  @Test func runsFilesFirst() throws {
    let folder = try Folder(["a.cyb": "let a = 20\n", "b.cyb": "let b = 22\n", "bad.cyb": "let c = 1 / 0\n"])
    let command = try Command.run("repl", "--no-init", "a.cyb", "b.cyb", input: "a + b\n", in: folder)
    #expect(command.output == "42\n")
    #expect(try Command.run("repl", "--no-init", "bad.cyb", input: "1\n", in: folder).status == 1)
    #expect(try Command.run("repl", "--no-init", "missing.cyb", input: "1\n", in: folder).status == 1)
  }

  @Test func nothingIsCut() throws {
    let command = try Command.run("repl", "--no-init", input: "[x for x in 1..5000]\n")
    #expect(command.output.hasSuffix("4999, 5000]\n"))
    #expect(command.output.split(separator: "\n").count == 1)
  }

  @Test func savesAScriptThatRuns() throws {
    let folder = try Folder(["a.cyb": "let a = 20\n"])
    let entries = "let b = 22\nstate A { exposure: 2 }\na + b\n:save out.cyb\n"
    let command = try Command.run("repl", "--no-init", "a.cyb", input: entries, in: folder)
    #expect(command.output == "42\nwrote out.cyb\n")
    let saved = try Command.run("run", "out.cyb", "-e", "a + b", in: folder)
    #expect(saved.output == "42\n")
    #expect(saved.status == 0)
  }
}
