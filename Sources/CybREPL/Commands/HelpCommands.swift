import CybRuntime

/// Commands that tell how things are done.
enum HelpCommands {
  static let all = [
    Command(
      "help", "[NAME]", "list the commands, or tell more of one", argument: .command,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else {
          repl.showText(overview)
          return .done
        }
        let command = try CommandTable.command(argument.first == ":" ? String(argument.dropFirst()) : argument)
        repl.showText(text(of: command))
        return .done
      }),
    Command(
      "doc", "NAME", "what a name of the language, the prelude or this session is for",
      details:
        "Functions with their parameters and examples, kinds, verbs with their roles, fields, and codes of errors.",
      argument: .name,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else { throw Complaint("`:doc` wants a name", help: "such as `:doc mean`") }
        repl.showText(try repl.documentation(of: argument))
        return .done
      }),
    Command(
      "?", "", "what may come next; also at the end of an unfinished entry",
      details: "`ask may Atlantia use :?` tells what `use` takes, and leaves the entry as it was.",
      run: { repl, _ throws(Complaint) in
        repl.showExpected(after: "")
        return .done
      }),
    Command(
      "paste", "", "take all lines up to a line `:end` or Ctrl-D as one entry",
      run: { _, _ throws(Complaint) in .paste }),
    Command("quit", "", "leave; so does Ctrl-D", run: { _, _ throws(Complaint) in .quit }),
  ]

  private static var overview: String {
    let width = CommandTable.all.map { $0.signature.count }.max() ?? 0
    let rows = CommandTable.all.map { command in
      "  " + command.signature + String(repeating: " ", count: width - command.signature.count + 2) + command.summary
    }
    return """
      Declare, record and ask as in a script; an expression shows its answer. `_` is the last answer, a `;` at the end
      silences. An entry goes on over lines until it is complete; an empty line or Ctrl-C gives it up.

      \(rows.joined(separator: "\n"))

      Any beginning that fits one command is enough. Tab completes, Ctrl-R searches what was entered before.
      """
  }

  static func text(of command: Command) -> String {
    let text = "\(command.signature)\n  \(command.summary)"
    guard !command.details.isEmpty else { return text }
    return text + "\n\n"
      + command.details.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(
        separator: "\n")
  }
}

extension Command {
  /// Name and argument as written.
  public var signature: String { ":" + name + (usage.isEmpty ? "" : " " + usage) }
}
