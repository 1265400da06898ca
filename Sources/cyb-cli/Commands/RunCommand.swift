import ArgumentParser
import Cyb
import CybTools
import class CybRuntime.RunRecorder

/// `cyb run FILE`, `cyb FILE`, `cyb run -`, `cyb -e EXPRESSION`; and `cyb` alone.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script, or expressions given by -e.",
    discussion: "With a script and -e, the expressions see what the script has declared.")

  @Argument(help: "The script; - is standard input.", completion: .file(extensions: ["cyb"]))
  var file: String?

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Statements to run; the value of an expression is shown. May be repeated.", valueName: "source"))
  var entries: [String] = []

  @Flag(help: "Print each answer, and each piece of output, as a JSON object on a line.")
  var json = false

  @Flag(help: "Show on standard error where the time went: by call, function and line.")
  var profile = false

  @Option(
    help: ArgumentHelp("Write stacks of calls with microseconds to a file, for flame graphs.", valueName: "file"),
    completion: .file())
  var profileOutput: String?

  @OptionGroup var limits: LimitOptions
  @OptionGroup var color: ColorOption

  func run() throws {
    if file == nil, entries.isEmpty, !json, Console.inputIsTerminal, Console.outputIsTerminal {
      var session = try ReplCommand.parse([])
      session.limits = limits
      session.color = color
      return try session.run()
    }
    let name = file ?? (entries.isEmpty ? "-" : nil)
    let host: any Host = json ? JSONLinesHost(Console.output) : Console.output
    let interpreter = limits.interpreter(scriptFolder: name.map(ScriptFolder.of) ?? ".", host: host)
    let rendering = json ? Rendering.json : color.rendering
    Interruption.stops(interpreter)
    if json { try interpreter.printAnswersAsJSON(to: Console.output) }
    let recorder = profile || profileOutput != nil ? RunRecorder(isTiming: true) : nil
    if let recorder { try interpreter.watch(with: recorder) }
    defer { if let recorder { report(interpreter.profile(recorder)) } }
    do {
      if let name {
        let outcome = try interpreter.run(file: name, name: name == "-" ? "<stdin>" : nil)
        Console.complain(interpreter.render(outcome.diagnostics, as: rendering))
      }
      for entry in entries {
        let outcome = try interpreter.enter(entry, name: "<-e>")
        Console.complain(interpreter.render(outcome.diagnostics, as: rendering))
        if let value = outcome.value, let shown = interpreter.shown(value, asJSON: json, source: entry) {
          try Console.write(shown)
        }
      }
    } catch let error as CybError {
      if error.diagnostics.contains(where: { $0.code == "cyb-output-closed" }) { throw OutputClosed() }
      Console.complain(interpreter.render(error.diagnostics, as: rendering))
      interpreter.leaveToSystem()
      throw Ending(error).code
    }
    interpreter.leaveToSystem()
  }
}

extension RunCommand {
  /// Shows and writes where the time went; of a run that failed too.
  private func report(_ made: (table: String, foldedStacks: String)) {
    if profile { Console.complain(made.table) }
    guard let profileOutput else { return }
    do { try FileReplacement.write(made.foldedStacks, to: profileOutput) } catch {
      Console.complain("error: \(error)\n")
    }
  }
}

/// The folder in which a script's relative paths start.
enum ScriptFolder {
  static func of(_ path: String) -> String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension Interpreter {
  /// Keeps the interpreter for the rest of the process, which ends sooner for not taking it apart.
  func leaveToSystem() { _ = Unmanaged.passRetained(self) }
}
