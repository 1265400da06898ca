import Cyb
import CybTools
import class CybRuntime.RunRecorder

/// A script and expressions to run, as the command line asks for them.
struct ScriptRun: Equatable {
  /// The script; - is standard input.
  var file: String?
  /// Statements to run behind it; the value of an expression is shown.
  var entries: [String] = []
  var json = false
  var profile = false
  /// Where folded stacks are written to.
  var profileOutput: String?
  var settings = RunSettings()
  var color = ColorChoice.auto

  /// Whether nothing is asked for but a session at the prompt.
  var isSession: Bool {
    file == nil && entries.isEmpty && !json && Console.inputIsTerminal && Console.outputIsTerminal
  }

  func run() throws {
    let name = file ?? (entries.isEmpty ? "-" : nil)
    let host: any Host = json ? JSONLinesHost(Console.output) : Console.output
    let interpreter = settings.interpreter(scriptFolder: name.map(ScriptFolder.of) ?? ".", host: host)
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

  /// Shows and writes where the time went; of a run that failed too.
  private func report(_ made: (table: String, foldedStacks: String)) {
    if profile { Console.complain(made.table) }
    guard let profileOutput else { return }
    do { try FileReplacement.write(made.foldedStacks, to: profileOutput) } catch {
      Console.complain("error: \(error)\n")
    }
  }
}

extension ScriptRun {
  /// Reads the commonest command lines, `cyb FILE`, `cyb run FILE` and `-e EXPRESSION`, by hand: making the parser of
  /// arguments takes longer than everything else that a small script needs. Nothing where the line is any other; then the
  /// parser has its say.
  init?(quickly arguments: [String]) {
    var rest = arguments[...]
    let saysRun = rest.first == "run"
    if saysRun { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    while let argument = rest.popFirst() {
      if argument == "-e" {
        guard let entry = rest.popFirst() else { return nil }
        entries.append(entry)
      } else {
        // A word without a dot may be a command or meant as one.
        guard file == nil, !argument.hasPrefix("-"), saysRun || argument.contains("."), !argument.isEmpty else {
          return nil
        }
        file = argument
      }
    }
  }
}

/// What a script may use up and read.
struct RunSettings: Equatable {
  var limits = defaultLimits
  /// Folders that scripts may read, beside their own.
  var allowRead: [String] = []
  /// The folder in which plots are kept; nothing keeps none.
  var pictures: String?

  /// Limits named as options. That of memory lets a script that runs wild end before the machine does.
  static var defaultLimits: Limits {
    var limits = Limits()
    limits.naming = .commandLine
    limits.memory = 4 << 30
    return limits
  }

  /// An interpreter that prints to standard output and reads below a script's folder.
  func interpreter(scriptFolder: String, host: any Host = Console.output) -> Interpreter {
    Interpreter(
      permissions: .read(below: [scriptFolder] + allowRead), limits: limits,
      host: TerminalHost(host, pictures: pictures))
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
