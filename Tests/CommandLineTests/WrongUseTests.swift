import Foundation
import Testing

/// Slips on the command line: status 2, and a word on how to do better.
struct WrongUseTests {
  @Test func filesThatCannotBeRead() throws {
    let folder = try Folder(["a/b.cyb": "print(1)\n", "secret.cyb": "print(1)\n"])
    let missing = try Command.run("run", "missing.cyb", in: folder)
    #expect(missing.status == 2 && missing.errors == "error[cyb-file-missing]: there is no file `missing.cyb`\n\n")
    let aFolder = try Command.run("a", in: folder)
    #expect(aFolder.status == 2 && aFolder.errors.hasPrefix("error[cyb-file-is-folder]: `a` is a folder, not a file\n"))
    guard getuid() != 0 else { return }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: folder.url.appendingPathComponent("secret.cyb").path)
    let secret = try Command.run("secret.cyb", in: folder)
    #expect(secret.status == 2 && secret.errors.hasPrefix("error[cyb-file-permission]"))
  }

  @Test func unknownCommands() throws {
    let near = try Command.run("chekc", "a.cyb")
    #expect(near.status == 2 && near.output == "")
    #expect(near.errors == "error: there is neither a command nor a file `chekc`; did you mean `cyb check`?\n")
    let far = try Command.run("frobnicate", "a.cyb")
    #expect(far.status == 2 && far.errors == "error: there is neither a command nor a file `frobnicate`\n")
  }

  @Test func optionsGivenTwice() throws {
    let run = try Command.run("run", "--max-steps", "10", "--max-steps=20", "-e", "1")
    #expect(run.status == 2 && run.errors == "error: `--max-steps` is given twice\n")
    let fine = try Command.run("-e", "print(1)", "-e", "print(2)")
    #expect(fine.status == 0 && fine.output == "1\n2\n")
  }

  @Test(arguments: [
    ["run", "--colour", "always"], ["run", "--max-steps", "many"], ["run", "--max-steps", "-1"],
    ["run", "--max-memory", "64X"], ["test"], ["test", "nowhere"], ["check"], ["test", "--format", "xml", "."],
    ["explain", "cyb-nonsense"], ["doc", "nonsense_that_is_not"], ["completions", "tcsh"], ["a.cyb", "b.cyb"],
  ])
  func otherSlips(arguments: [String]) throws {
    let process = Process()
    process.executableURL = Command.binary
    process.arguments = arguments
    let (stdout, stderr) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError, process.standardInput) = (stdout, stderr, FileHandle.nullDevice)
    try process.run()
    process.killAfterAMinute()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(stdout.fileHandleForReading.readDataToEndOfFile().isEmpty)
    #expect(!stderr.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test func helpAndVersionAreNoErrors() throws {
    let version = try Command.run("--version")
    #expect(version.status == 0 && version.output.hasPrefix("cyb ") && version.errors == "")
    for arguments in [["--help", "-h"], ["help", "run"], ["test", "--help"]] {
      let help = try Command.run(arguments[0], arguments[1])
      #expect(help.status == 0 && help.errors == "" && help.output.contains("USAGE"))
    }
  }

  @Test func coloursAreUsedWhenAskedFor() throws {
    let escape = "\u{1B}["
    let cases: [(arguments: [String], environment: [String: String], isColoured: Bool)] = [
      ([], [:], false), (["--color", "always"], [:], true), (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
      ([], ["CLICOLOR_FORCE": "1"], true), ([], ["CLICOLOR_FORCE": "0"], false),
      ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), (["--color", "always"], ["NO_COLOR": "1"], true),
      (["--color", "always"], ["TERM": "dumb"], true),
    ]
    for (arguments, environment, isColoured) in cases {
      let run = try Command.run(
        "-e", "1 / 0", arguments.first ?? "--max-steps", arguments.last ?? "100", environment: environment)
      #expect(run.errors.contains(escape) == isColoured, "\(arguments) \(environment)")
    }
  }
}
