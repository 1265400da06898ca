import CybRuntime

/// Commands that go back and forth.
enum UndoCommands {
  static let all = [
    Command(
      "undo", "", "bring back the world as it was before the last entry that changed it",
      run: { repl, _ throws(Complaint) in
        guard let taken = repl.takeBack() else { throw Complaint("there is nothing to take back") }
        repl.surroundings.show("took back: \(taken.summary)\n")
        return .done
      }),
    Command(
      "redo", "", "do again what was taken back last",
      run: { repl, _ throws(Complaint) in
        guard let done = repl.doAgain() else { throw Complaint("nothing was taken back") }
        repl.surroundings.show("did again: \(done.summary)\n")
        return .done
      }),
    Command(
      "reset", "", "start anew: forget all that was entered and loaded; `:undo` brings it back",
      run: { repl, _ throws(Complaint) in
        let before = repl.standing
        repl.startAnew()
        repl.keepRestart(":reset", before)
        return .done
      }),
  ]
}

extension REPL.Logged {
  /// Its first line, short enough for a message.
  var summary: String {
    switch kind {
    case .entry: break
    case .file(let path, _): return "the file \(path)"
    case .restart: return text
    }
    let lines = text.split(whereSeparator: \.isNewline)
    let line = TextWidth.prefix(of: lines.first ?? "", 60)
    return lines.count > 1 || line.count < lines.first?.count ?? 0 ? line + " …" : line
  }
}
