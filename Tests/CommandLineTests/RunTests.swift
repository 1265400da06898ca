import Foundation
import Testing

/// `cyb run`, `cyb FILE` and `cyb -e`: streams and exit statuses.
struct RunTests {
  @Test func aFileRuns() throws {
    let folder = try Folder(["a.cyb": "print(\"hello\")\nask 1 + 1 == 2\n"])
    for arguments in [["a.cyb"], ["run", "a.cyb"]] {
      let run = try Command.run(arguments[0], arguments.count > 1 ? arguments[1] : "--max-steps=1000", in: folder)
      #expect(run.status == 0 && run.errors == "")
      #expect(run.output.hasPrefix("hello\n") && run.output.contains("yes"))
    }
  }

  @Test func standardInputRuns() throws {
    let run = try Command.run("run", "-", input: "print(2 ^ 10)\n")
    #expect(run.status == 0 && run.output == "1024\n" && run.errors == "")
  }

  @Test func expressionsAreShown() throws {
    let folder = try Folder(["a.cyb": "state Atlantia { power: 5 }\n"])
    let run = try Command.run("a.cyb", "-e", "Atlantia.power * 2", "-e", "nothing", "-e", "print(-1)", in: folder)
    #expect(run.status == 0 && run.output == "10\n-1\n" && run.errors == "")
  }

  @Test func aFailingScriptKeepsWhatItPrinted() throws {
    let run = try Command.run("run", "-", input: "print(1)\nprint(1 / 0)\nprint(2)\n")
    #expect(run.status == 1 && run.output == "1\n")
    #expect(
      run.errors == """
        error[cyb-division-by-zero]: division by zero
         --> <stdin>:2:7
          |
        2 | print(1 / 0)
          |       ^^^^^
          = help: say what counts then, as in `if d == 0 then 0 else x / d`


        """)
  }

  @Test func aFailedExpectationIsAFailure() throws {
    let run = try Command.run("-e", "expect 1 == 2")
    #expect(run.status == 1 && run.output == "" && run.errors.hasPrefix("error[cyb-expectation-failed]"))
  }

  @Test func limitsHaveAStatusOfTheirOwn() throws {
    let folder = try Folder(["loop.cyb": "while yes { }\n"])
    let run = try Command.run("loop.cyb", "--max-steps", "10000", in: folder)
    #expect(run.status == 3 && run.errors.hasPrefix("error[cyb-limit-steps]"))
  }

  @Test func ctrlCEndsTheRun() throws {
    let folder = try Folder(["loop.cyb": "print(\"begun\")\nwhile yes { }\n"])
    let process = Process()
    process.executableURL = Command.binary
    process.arguments = ["loop.cyb"]
    process.currentDirectoryURL = folder.url
    let (stdout, stderr) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (stdout, stderr)
    try process.run()
    process.killAfterAMinute()
    Thread.sleep(forTimeInterval: 0.5)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let errors = String(decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(errors.hasPrefix("error[cyb-interrupted]"))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "\"$0\" -e 'for i in 1..1000000 { print(i) }' | head -1; exit 0", Command.binary.path,
    ]
    let (stdout, stderr) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (stdout, stderr)
    try process.run()
    process.killAfterAMinute()
    #expect(String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "1\n")
    #expect(stderr.fileHandleForReading.readDataToEndOfFile().isEmpty)
    process.waitUntilExit()
  }

  @Test func answersAsJSON() throws {
    let run = try Command.run(
      "--json", "-", input: "state A\ntreaty T\nprint(\"x\")\nask 1 < 2\nprint(1 / 0)\n")
    let lines = try run.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.count == 2)
    #expect(lines[0]["output"] as? String == "x\n")
    #expect(lines[1]["question"] as? String == "1 < 2" && lines[1]["answer"] as? Bool == true)
    let error = try #require(try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any])
    #expect(error["code"] as? String == "cyb-division-by-zero" && run.status == 1)
  }

  @Test func warningsDoNotFail() throws {
    let run = try Command.run("-", input: "state A { apetite: [:] }\nprint(1)\n")
    #expect(run.output == "1\n" || run.status == 1)
    #expect(run.errors.contains("did you mean `appetite`?"))
  }
}
