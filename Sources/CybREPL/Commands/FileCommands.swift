import Cyb

/// Commands that read and write files.
enum FileCommands {
  static let all = [
    Command(
      "load", "FILE", "run a file here, and keep its names", argument: .path,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else { throw Complaint("`:load` wants a file", help: "such as `:load london.cyb`") }
        return repl.load(argument.unquoted)
      }),
    Command(
      "reload", "", "start anew, and run again the files that were loaded",
      details: "Entries made since are forgotten; `:undo` brings them back. Where a file fails, all stays as it is.",
      run: { repl, _ throws(Complaint) in
        let files = repl.log.compactMap { logged -> (path: String, isInit: Bool)? in
          if case .file(let path, let isInit) = logged.kind { (path, isInit) } else { nil }
        }
        guard files.contains(where: { !$0.isInit }) else { throw Complaint("no file was loaded") }
        return repl.reload(files)
      }),
    Command(
      "save", "FILE", "write what was entered, as a script that runs to the same state",
      details: """
        What was taken back or failed is left out, a question becomes an `ask`, of a name declared anew the last
        declaration counts. The script is tried first, and written only if it leads to this very state.
        """, argument: .path,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else { throw Complaint("`:save` wants a file", help: "such as `:save session.cyb`") }
        try repl.save(to: argument.unquoted)
        return .done
      }),
    Command(
      "edit", "[NAME]", "edit the last entry, or the declaration of a name, in $EDITOR and run it", argument: .name,
      run: { repl, argument throws(Complaint) in
        let start = argument.isEmpty ? repl.lastEntry : try repl.declaration(of: argument)
        let text = try repl.surroundings.edit(start).trimmed
        return text.isEmpty ? .done : .run(text)
      }),
  ]
}

extension REPL {
  /// Starts anew with some files; where one fails everything stays as it was.
  func reload(_ files: [(path: String, isInit: Bool)]) -> Reply {
    let before = standing
    startAnew()
    for file in files where load(file.path, isInit: file.isInit) != .done {
      standing = before
      surroundings.complain("all is as it was before\n")
      return .failed
    }
    keepRestart(":reload", before)
    return .done
  }
}

extension String {
  /// Without the quotes around it.
  fileprivate var unquoted: String {
    count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self
  }
}
