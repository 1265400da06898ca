import ArgumentParser
import Cyb
import CybREPL

/// `cyb repl [FILE…]`, and `cyb` alone in a terminal.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Start a session at the prompt.",
    discussion: """
      Files are run first, and their names kept. Without a terminal the session reads entries from standard input, shows \
      no prompt, and stops at the first error.
      """)

  @Argument(help: "Scripts to run first.", completion: .file(extensions: ["cyb"]))
  var files: [String] = []

  @Flag(help: "Leave out ~/.config/cyb/init.cyb.")
  var noInit = false

  @Flag(help: "Without a terminal, go on after an error.")
  var keepGoing = false

  @OptionGroup var limits: LimitOptions
  @OptionGroup var color: ColorOption

  func run() throws {
    let folders = ["."] + limits.allowRead
    let host = TerminalHost(Console.output, pictures: limits.output)
    let session = TerminalSession(
      isTerminal: Console.inputIsTerminal && Console.outputIsTerminal,
      isColoured: color.color.usesColor(Console.errorIsTerminal), limits: limits.limits, version: Version.text
    ) { limits, isQuiet in
      Interpreter(
        permissions: .read(below: folders), limits: limits, host: isQuiet ? StreamingHost { _ in } : host)
    }
    switch session.run(files: files, initFile: noInit ? nil : UserFiles.initFile, keepsGoing: keepGoing) {
    case .fine: break
    case .failed: throw Ending.failed.code
    case .interrupted: throw Ending.interrupted.code
    }
  }
}
