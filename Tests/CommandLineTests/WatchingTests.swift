import Foundation
import Testing

/// `cyb test --coverage` and `cyb run --profile`.
struct WatchingTests {
  static let script = """
    fn grade(x) {
      if x > 10 {
        return "high"
      }
      return "low"
    }
    fn never(x) = x + 1
    test "low" {
      expect grade(1) == "low"
      expect grade(2) == "low"
    }

    """

  @Test func coverageNamesTheLinesThatWereNotReached() throws {
    let folder = try Folder(["a.cyb": Self.script])
    let run = try Command.run("test", "a.cyb", "--coverage", in: folder)
    #expect(run.status == 0 && run.errors == "")
    // By hand: reached are 1 (the function), 2, 5, 8, 9, 10; not 3 and 7.
    #expect(
      run.output == """
        a.cyb
          ✓ low

        1 passed, 0 failed

        file     lines  reached       missing
        a.cyb        8        6   75% 3, 7

        """)
  }

  @Test func coverageAsTracefile() throws {
    let folder = try Folder(["a.cyb": Self.script])
    let run = try Command.run("test", "a.cyb", "--coverage-output", "lcov.info", in: folder)
    #expect(run.status == 0 && !run.output.contains("missing"))
    let lines = try folder.read("lcov.info").split(separator: "\n")
    #expect(lines.prefix(2) == ["TN:", "SF:a.cyb"] && lines.suffix(3) == ["LF:8", "LH:6", "end_of_record"])
    #expect(lines.contains("DA:2,2") && lines.contains("DA:3,0") && lines.contains("DA:5,2"))
  }

  static let treaty = """
    capability k { serves: {crime, espionage} }
    state A { holds: {k} }
    state B
    treaty T {
      quorum: 2
      clause 1 { forbid anyone to use anything for crime against any party }
      clause 2 { oblige each party to assist any party within 10 days after any state uses anything for warfare against any party }
      clause 3 { forbid any state to use anything for espionage against any party }
    }
    on 2000-01-01: {A, B} ratify T
    test "crime" {
      on 2001-01-01: A uses k for crime against B
      expect has A breached T.1
    }

    """

  // By hand: the act for crime is forbidden by T.1 alone; nothing begins the duty of T.2, whose period on line 7 is never
  // asked for, and nobody spies.
  @Test func coverageNamesTheClausesOfWhichNoNormSpoke() throws {
    let folder = try Folder(["a.cyb": Self.treaty])
    let run = try Command.run("test", "a.cyb", "--coverage", in: folder)
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output.hasSuffix(
        """
        file     lines  reached       missing
        a.cyb        9        8   88% 7

        file   clauses  reached       missing
        a.cyb        3        1   33% T.2 (line 7), T.3 (line 8)

        """))
  }

  @Test(arguments: [
    // A question is enough, and so is a duty that begins, or a prediction; permissions and powers count as well.
    ("ask may A use k for espionage against B", "T.1 (line 6), T.2 (line 7)"),
    ("on 2001-01-01: A uses k for warfare against B\nask has B breached T", "T.1 (line 6), T.3 (line 8)"),
    ("ask has A signed T", "T.1 (line 6), T.2 (line 7), T.3 (line 8)"),
  ])
  func clausesAreReachedByWhateverTheySpeakOf(_ script: String, _ missing: String) throws {
    let source = Self.treaty.replacing("expect has A breached T.1", with: "").replacing(
      "on 2001-01-01: A uses k for crime against B", with: script)
    let folder = try Folder(["a.cyb": source])
    let run = try Command.run("test", "a.cyb", "--coverage", in: folder)
    #expect(run.status == 0 && run.output.contains("% \(missing)\n"), "\(run.output)\(run.errors)")
  }

  @Test func clausesStandAsFunctionsInTracefiles() throws {
    let folder = try Folder(["a.cyb": Self.treaty])
    _ = try Command.run("test", "a.cyb", "--coverage-output", "lcov.info", in: folder)
    let lines = try folder.read("lcov.info").split(separator: "\n")
    #expect(lines.contains("FN:6,T.1") && lines.contains("FNDA:0,T.2") && lines.contains("FNDA:0,T.3"))
    #expect(lines.contains("FNF:3") && lines.contains("FNH:1") && !lines.contains("FNDA:0,T.1"))
  }

  @Test func profileCountsCalls() throws {
    let folder = try Folder([
      "a.cyb": """
      fn fib(n) { if n < 2 { return n }
        return fib(n - 1) + fib(n - 2) }
      fn twice(f, x) = f(f(x))
      print(fib(15))
      print(twice(x -> fib(x), 5))

      """
    ])
    let run = try Command.run("run", "--profile", "--profile-output", "stacks.txt", "a.cyb", in: folder)
    #expect(run.status == 0 && run.output == "610\n5\n")
    #expect(run.errors.hasPrefix("calls, from the top down ("))
    // fib(n) makes 2 fib(n + 1) - 1 calls: 1973 for 15, and 15 for each of the two of 5.
    #expect(run.errors.contains("       2003  fib  a.cyb:1"))
    let stacks = try folder.read("stacks.txt").split(separator: "\n")
    #expect(stacks.contains { $0.hasPrefix("script;fib ") })
    #expect(stacks.allSatisfy { $0.split(separator: " ").count == 2 || $0.contains("function at") })
  }

  @Test func watchingChangesNoAnswer() throws {
    let folder = try Folder(["a.cyb": Self.script + "print(grade(11))\nprint([x * 2 for x in 1..3])\nask 1 < 2\n"])
    let plain = try Command.run("a.cyb", in: folder)
    let watched = try Command.run("a.cyb", "--profile", in: folder)
    #expect(plain.output == watched.output && plain.status == watched.status)
  }
}
