import Cyb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A session in a process: at a terminal with an editor, a greeting and a history; else on standard input.
public final class TerminalSession {
  /// How it ended.
  public enum End {
    case fine, failed, interrupted
  }

  private let repl: REPL
  private let surroundings: TerminalSurroundings
  private let isTerminal: Bool
  private let version: String

  /// - Parameters:
  ///   - isTerminal: whether somebody types and reads.
  ///   - makeInterpreter: makes a fresh world; a quiet one prints nothing.
  public init(
    isTerminal: Bool, isColoured: Bool, limits: Limits, version: String,
    makeInterpreter: @escaping (Limits, _ isQuiet: Bool) -> Interpreter
  ) {
    self.isTerminal = isTerminal
    self.version = version
    surroundings = TerminalSurroundings(isTerminal: isTerminal, isColoured: isColoured)
    repl = REPL(settings: Settings(limits: limits), surroundings: surroundings, makeInterpreter: makeInterpreter)
  }

  /// Runs files, and then what is entered.
  ///
  /// - Parameter initFile: run before all others, if it is there.
  public func run(files: [String], initFile: String?, keepsGoing: Bool) -> End {
    let repl = repl
    Signals.start { repl.interrupt() }
    // What the session holds is left to the system, which is quicker than taking it apart.
    _ = Unmanaged.passRetained(repl)
    if isTerminal { greet() }
    var hasFailed = false
    if let initFile, access(initFile, F_OK) == 0, repl.load(initFile, isInit: true) == .failed { hasFailed = true }
    for file in files where repl.load(file) == .failed {
      hasFailed = true
      if !isTerminal, !keepsGoing { return end(hasFailed) }
    }
    let dialogue = Dialogue(repl, makeEditor(), keepsGoing: keepsGoing)
    if !dialogue.run() { hasFailed = true }
    // At a terminal the user has seen what failed, and gone on.
    return isTerminal ? .fine : end(hasFailed)
  }

  private func end(_ hasFailed: Bool) -> End {
    guard hasFailed else { return .fine }
    return repl.wasInterrupted ? .interrupted : .failed
  }

  private func makeEditor() -> any LineEditor {
    guard isTerminal else { return PlainEditor() }
    let terminal = getenv("TERM").map { String(cString: $0) } ?? "dumb"
    if terminal != "dumb", terminal != "",
      let editor = LibEditEditor(historyPath: UserFiles.history, isColoured: { [repl] in repl.isColoured })
    {
      return editor
    }
    return PlainEditor(isInteractive: true) { [surroundings] in surroundings.show($0) }
  }

  private func greet() {
    surroundings.show("\(version): declare actors and treaties, and ask what comes of them\n")
    surroundings.show("`:help` lists the commands, Tab completes, Ctrl-D leaves\n")
  }
}
