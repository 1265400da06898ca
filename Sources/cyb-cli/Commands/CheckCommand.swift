import ArgumentParser
import Cyb
import struct CybSyntax.DiagnosticText
import CybTools

/// `cyb check PATH…`: finds what is wrong without running anything.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find errors in scripts without running them.",
    discussion: """
      Syntax, names, arguments, verbs and their roles; and what treaties say: norms that clash or add nothing, duties \
      that nothing can breach and the like, each with a script that shows it. Only declarations run. A folder stands for \
      all scripts in and below it. Nothing is printed to standard output where all is well.
      """)

  @Argument(help: "Scripts, folders of scripts, or - for standard input.", completion: .file(extensions: ["cyb"]))
  var paths: [String]

  @Flag(help: "Print each diagnostic as a JSON object on a line, to standard output.")
  var json = false

  @Option(
    help: ArgumentHelp("A folder that scripts may import from, beside their own; may be repeated.", valueName: "dir"))
  var allowRead: [String] = []

  @OptionGroup var color: ColorOption

  func run() throws {
    var all: [Diagnostic] = []
    let files = try scripts(below: paths)
    for path in files {
      let interpreter = Interpreter(permissions: .read(below: [ScriptFolder.of(path)] + allowRead))
      let diagnostics: [Diagnostic]
      do { diagnostics = try interpreter.check(file: path, name: path == "-" ? "<stdin>" : nil) } catch {
        diagnostics = error.diagnostics
      }
      all += diagnostics
      if json {
        try Console.write(interpreter.render(diagnostics, as: .json))
      } else {
        Console.complain(interpreter.render(diagnostics, as: color.color.rendering))
      }
      if path == files.last { interpreter.leaveToSystem() }
    }
    if !json, !all.isEmpty {
      Console.complain("\(DiagnosticText.count(all)) in \(files.count) file\(files.count == 1 ? "" : "s")\n")
    }
    if all.contains(where: { $0.severity == .error }) { throw Ending.failed.code }
  }
}
