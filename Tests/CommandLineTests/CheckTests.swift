import Foundation
import Testing

/// `cyb check`, `cyb doc`, `cyb explain` and `cyb completions`.
struct CheckTests {
  @Test func nothingIsSaidWhereAllIsWell() throws {
    let folder = try Folder(["a.cyb": "print(\"never\")\n", "b/c.cyb": "let x = 1\n"])
    let run = try Command.run("check", "a.cyb", "b", in: folder)
    #expect(run.status == 0 && run.output == "" && run.errors == "")
  }

  @Test func allErrorsOfAllFilesAreFound() throws {
    let folder = try Folder([
      "a.cyb": "print(pwoer)\nlet power = 5\nfn f(x) = x\nprint(f(1, 2))\n", "b.cyb": "state A\nask has A sing A\n",
    ])
    let run = try Command.run("check", ".", in: folder)
    #expect(run.status == 1 && run.output == "")
    #expect(run.errors.contains("error[cyb-unknown-name]: there is no `pwoer` here\n --> ./a.cyb:1:7\n"))
    #expect(run.errors.contains("error[cyb-too-many-arguments]"))
    #expect(run.errors.contains("error[cyb-unknown-verb]: there is no verb `sing`\n --> ./b.cyb:2:11\n"))
    #expect(run.errors.hasSuffix("3 errors in 2 files\n"))
  }

  @Test func diagnosticsAsJSON() throws {
    let run = try Command.run("check", "--json", "-", input: "let x = *\nprint(y)\n")
    #expect(run.status == 1 && run.errors == "")
    let codes = try run.output.split(separator: "\n").map { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try #require(object["code"] as? String)
    }
    #expect(codes == ["cyb-expected-expression", "cyb-unknown-name"])
  }

  @Test func documentationIsFound() throws {
    #expect(try Command.run("doc", "round").output.hasPrefix("round(x, digits = 0) -> number\n"))
    // `sign` is both a function and a verb.
    let sign = try Command.run("doc", "sign").output
    #expect(sign.contains("verb: verb sign/signs/signed treaty") && sign.contains("builtin function: sign(x)"))
    #expect(try Command.run("doc", "quorum").output.contains("a whole number of at least 1, or a function"))
    #expect(try Command.run("doc", "prelude").output.contains("\nkind state: actor\n"))
    #expect(try Command.run("doc", "explain").output.hasPrefix("cyb explain\n"))
    #expect(try Command.run("doc").output.contains("\n  supposing"))
    #expect(try Command.run("doc", "rund").errors == "error: nothing is called `rund`; did you mean `round`?\n")
  }

  @Test func codesAreExplained() throws {
    let run = try Command.run("explain", "unknown-name")
    #expect(run.status == 0 && run.output.hasPrefix("cyb-unknown-name: a name that does not exist\n"))
    #expect(try Command.run("explain").output.contains("  cyb-division-by-zero"))
    #expect(
      try Command.run("explain", "cyb-unknown-nam").errors
        == "error: there is no code `cyb-unknown-nam`; did you mean `cyb-unknown-name`?\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsCanComplete(shell: String) throws {
    let run = try Command.run("completions", shell)
    #expect(run.status == 0 && run.output.contains("explain") && run.errors == "")
  }
}
