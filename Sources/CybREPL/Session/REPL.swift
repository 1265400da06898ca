import Cyb
import CybRuntime
import CybSyntax
import CybTools

/// An interactive session: takes entries and commands as texts and shows what comes of them. It knows no terminal.
public final class REPL {
  /// What came of an entry or a command.
  public enum Reply: Equatable {
    case done
    /// It failed; what was wrong has been shown.
    case failed
    /// The user wants to go on with this text.
    case goOn(String)
    /// The user wants to paste a block of lines.
    case paste
    /// A text that was edited elsewhere, to be entered.
    case run(String)
    case quit
  }

  /// One thing that was entered and is part of the state of the session.
  struct Logged {
    enum Kind {
      case entry
      /// A file that was loaded, or the file of settings and names of the user.
      case file(path: String, isInit: Bool)
      /// A fresh start; its text is the command.
      case restart
    }

    var kind: Kind
    /// As entered; of a file its content.
    var text: String
    /// What it changed; nothing where it changed nothing, and where that can no longer be taken back.
    var change: Change?

    var isRestart: Bool { if case .restart = kind { true } else { false } }
  }

  let surroundings: any Surroundings
  private let makeInterpreter: (Limits, _ isQuiet: Bool) -> Interpreter
  var settings: Settings {
    didSet { adapt() }
  }
  var interpreter: Interpreter
  /// Another one that is at work.
  var running: Interpreter?
  var log: [Logged] = []
  var undone: [Logged] = []
  /// The question asked last, as written and without `why`.
  var lastQuestion: String?
  var lastEntry = ""
  /// All of what was shown last, where it had been cut.
  var more: (() -> String)?
  /// Whether what failed last was stopped by the user.
  var wasInterrupted = false
  private var entryCount = 0

  /// How many entries can be taken back.
  static let undoLimit = 500
  /// How many fresh starts can be taken back.
  static let restartLimit = 10

  /// - Parameter makeInterpreter: makes a fresh world, for the start and for `:reset`; a quiet one prints nothing.
  public init(
    settings: Settings = Settings(), surroundings: any Surroundings,
    makeInterpreter: @escaping (Limits, _ isQuiet: Bool) -> Interpreter
  ) {
    self.settings = settings
    self.surroundings = surroundings
    self.makeInterpreter = makeInterpreter
    interpreter = makeInterpreter(settings.limits, false)
  }

  /// Stops what is running; from any thread, and from the handler of a signal.
  public func interrupt() { (running ?? interpreter).interrupt() }

  public var prompt: String { settings.prompt }

  /// As wide as the prompt, for the lines that go on with an entry.
  public var continuationPrompt: String {
    let width = TextWidth.of(settings.prompt)
    return width >= 5
      ? String(repeating: " ", count: width - 5) + "...> " : String(repeating: ".", count: max(width - 1, 1)) + " "
  }

  var isColoured: Bool { settings.colour ?? surroundings.isColoured }

  /// A fresh world with nothing entered.
  func makeFreshInterpreter() -> Interpreter { makeInterpreter(settings.limits, false) }

  /// The same, but what it prints is not shown.
  func makeQuietInterpreter() -> Interpreter { makeInterpreter(settings.limits, true) }

  func nextName() -> String {
    entryCount += 1
    return "<repl:\(entryCount)>"
  }

  /// Gives the machine the limits as they are set, and the size of the terminal.
  ///
  /// - Parameter cutsAnswers: whether long answers to `ask` are left to `:more`; else they are only wrapped.
  func adapt(cutsAnswers: Bool = true) {
    let limits = settings.limits
    let page = width.map { Page(columns: $0, lines: cutsAnswers ? lines : nil) }
    try? interpreter.perform { session in
      session.machine.limits = limits
      session.machine.page = page
      session.machine.fitAnswers(into: page)
    }
  }

  /// Works with the session behind the interpreter; the default where it is not to be had.
  func withSession<Result>(_ fallback: Result, _ work: (Session) throws -> Result) -> Result {
    (try? interpreter.perform(work)) ?? fallback
  }
}
