import CybRuntime

/// Commands that go back and forth.
enum UndoCommands {
  static let all = [
    Command(
      "undo", "", "bring back the world as it was before the last entry that changed it",
      run: { repl, _ throws(Complaint) in
        guard let index = repl.log.lastIndex(where: { $0.step != nil }), let step = repl.log[index].step else {
          throw Complaint("there is nothing to take back")
        }
        repl.withSession(()) { $0.takeBack(step) }
        // What was asked since then is forgotten with it.
        let taken = Array(repl.log[index...])
        repl.undone += taken.reversed()
        repl.log.removeSubrange(index...)
        repl.lastQuestion = nil
        repl.surroundings.show("took back: \(taken[0].summary)\n")
        return .done
      }),
    Command(
      "redo", "", "do again what was taken back last",
      run: { repl, _ throws(Complaint) in
        guard let first = repl.undone.popLast() else { throw Complaint("nothing was taken back") }
        if let step = first.step { repl.withSession(()) { $0.doAgain(step) } }
        repl.log.append(first)
        while let next = repl.undone.last, next.step == nil {
          repl.log.append(next)
          repl.undone.removeLast()
        }
        repl.surroundings.show("did again: \(first.summary)\n")
        return .done
      }),
    Command(
      "reset", "", "start anew: forget all that was entered and loaded",
      run: { repl, _ throws(Complaint) in
        repl.startAnew()
        return .done
      }),
  ]
}

extension REPL {
  /// Forgets everything.
  func startAnew() {
    interpreter = makeFreshInterpreter()
    log = []
    undone = []
    lastQuestion = nil
    more = nil
  }
}

extension REPL.Logged {
  /// Its first line, short enough for a message.
  var summary: String {
    if case .file(let path, _) = kind { return "the file \(path)" }
    let lines = text.split(whereSeparator: \.isNewline)
    let line = TextWidth.prefix(of: lines.first ?? "", 60)
    return lines.count > 1 || line.count < lines.first?.count ?? 0 ? line + " …" : line
  }
}
