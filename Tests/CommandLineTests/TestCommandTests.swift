import Foundation
import Testing

/// `cyb test`: what runs, what is reported, in each format.
struct TestCommandTests {
  private func folder() throws -> Folder {
    try Folder([
      "a.cyb": """
      state Atlantia { power: 5 }
      print("hello")
      test "power" { expect Atlantia.power == 5 }
      test "changes stay inside" {
        Atlantia.power = 6
        expect Atlantia.power == 6
      }
      test "and are gone & <outside>" { expect Atlantia.power == 6 }

      """,
      "sub/b.cyb": "test \"fine\" { expect 1 < 2 }\n", "sub/.hidden.cyb": "nonsense nonsense",
      "c.cyb": "test \"never runs\" { expect yes }\nprint(1 / 0)\n", "d.txt": "no script",
    ])
  }

  @Test func prettyReport() throws {
    let folder = try folder()
    let run = try Command.run("test", "a.cyb", "sub", in: folder)
    #expect(run.status == 1 && run.errors == "")
    #expect(
      run.output == """
        a.cyb
          ✓ power
          ✓ changes stay inside
          ✗ and are gone & <outside>
            error[cyb-expectation-failed]: the expectation does not hold
             --> a.cyb:8:42
              |
            8 | test "and are gone & <outside>" { expect Atlantia.power == 6 }
              |                                          ^^^^^^^^^^^^^^^^^^^
              = note: left:  5
              = note: right: 6
            printed:
            hello
        sub/b.cyb
          ✓ fine

        3 passed, 1 failed

        """)
  }

  @Test func aFileThatFailsIsAFailure() throws {
    let run = try Command.run("test", "c.cyb", in: try folder())
    #expect(run.status == 1)
    #expect(run.output.contains("  ✓ never runs\n  ✗ the file itself\n    error[cyb-division-by-zero]"))
    #expect(run.output.hasSuffix("\n1 passed, 1 failed\n"))
  }

  @Test func filtersChooseByName() throws {
    let folder = try folder()
    let run = try Command.run("test", "a.cyb", "sub", "--filter", "fin", in: folder)
    #expect(run.status == 0 && run.output == "sub/b.cyb\n  ✓ fine\n\n1 passed, 0 failed\n")
    let none = try Command.run("test", "sub", "--filter", "nowhere", in: folder)
    #expect(none.status == 1 && none.errors == "error: no test has `nowhere` in its name\n")
  }

  @Test func jsonReport() throws {
    let run = try Command.run("test", "a.cyb", "--format", "json", in: try folder())
    let lines = try run.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(run.status == 1 && lines.count == 4)
    #expect(lines.prefix(3).map { $0["passed"] as? Bool } == [true, true, false])
    #expect(lines[2]["line"] as? Int == 8 && lines[2]["code"] as? String == "cyb-expectation-failed")
    #expect(lines[3]["passed"] as? Int == 2 && lines[3]["failed"] as? Int == 1)
  }

  @Test func junitReport() throws {
    let run = try Command.run("test", "a.cyb", "c.cyb", "--format", "junit", in: try folder())
    #expect(run.status == 1 && run.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"))
    #expect(run.output.contains("<testsuite name=\"a.cyb\" tests=\"3\" failures=\"1\" errors=\"0\""))
    #expect(run.output.contains("name=\"and are gone &amp; &lt;outside&gt;\" file=\"a.cyb\" line=\"8\""))
    #expect(run.output.contains("<error type=\"cyb-division-by-zero\""))
  }

  @Test func tapReport() throws {
    let run = try Command.run("test", "a.cyb", "sub", "--format", "tap", in: try folder())
    let lines = run.output.split(separator: "\n")
    #expect(lines.first == "TAP version 14" && lines.last == "1..4")
    #expect(lines[1] == "ok 1 - a.cyb: power" && lines[3] == "not ok 3 - a.cyb: and are gone & <outside>")
  }
}
