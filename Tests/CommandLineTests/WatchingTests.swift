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

        file   lines  reached       missing
        a.cyb      8        6   75% 3, 7

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
