/// A command of the prompt: `:name argument`. The table of them is what help, completion and the manual are made from.
public struct Command: Sendable {
  /// What stands behind the name, for completion.
  enum Argument: Sendable {
    case nothing, command, name, path, expression, setting
  }

  public let name: String
  /// How its argument is written in help: `FILE`, `[NAME]`; empty for none.
  public let usage: String
  /// One line that says what it does.
  public let summary: String
  /// More for `:help NAME`; empty where the line says all.
  public let details: String
  let argument: Argument
  let run: @Sendable (REPL, String) throws(Complaint) -> REPL.Reply

  init(
    _ name: String, _ usage: String = "", _ summary: String, details: String = "", argument: Argument = .nothing,
    run: @escaping @Sendable (REPL, String) throws(Complaint) -> REPL.Reply
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.details = details
    self.argument = argument
    self.run = run
  }

  /// Whether an entry is a command.
  public static func isCommand(_ text: String) -> Bool { text.first { !$0.isWhitespace } == ":" }

  /// The word behind the colon, and the rest.
  static func split(_ text: String) -> (name: String, argument: String) {
    let body = text.drop { $0.isWhitespace }.dropFirst()
    let name = body.prefix { !$0.isWhitespace }
    return (String(name), String(body.dropFirst(name.count)).trimmed)
  }
}

extension REPL {
  /// Runs a command.
  func perform(_ text: String) -> Reply {
    let (name, argument) = Command.split(text)
    do throws(Complaint) {
      let command = try CommandTable.command(name)
      if case .nothing = command.argument, !argument.isEmpty {
        throw Complaint("`:\(command.name)` takes nothing behind it")
      }
      return try command.run(self, argument)
    } catch {
      complain(error)
      return .failed
    }
  }
}
