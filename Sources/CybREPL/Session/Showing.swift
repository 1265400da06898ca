import Cyb
import CybRuntime
import CybSyntax
import CybTools

// How a session shows answers and diagnostics.
extension REPL {
  /// Columns to fit into; nothing where nothing is cut.
  var width: Int? { settings.width ?? surroundings.width }
  /// Lines to show at most; nothing where nothing is cut.
  var lines: Int? { settings.lines ?? surroundings.height.map { max($0 - 3, 10) } }

  /// Shows an answer, fitted into the terminal.
  func showAnswer(_ value: Value, undecided: [EntityID], isQuestion: Bool) {
    let (fit, whole) = withSession((Fitted(lines: []), { "" })) { session in
      let machine = session.machine
      if isQuestion || value.isReport {
        let text = isQuestion ? machine.shown(value, undecided: undecided) : machine.describe(value)
        return (Fitted(text: text, width: self.width, lines: self.lines), { text })
      }
      if let width = self.width {
        let page = TablePage(value, world: session.world, page: Page(columns: width, lines: self.lines))
        if let page { return (Fitted(page), { TablePage.whole(value, world: session.world) ?? "" }) }
      }
      let layout = Layout(world: session.world, width: self.width, lines: self.lines)
      return (layout.fit(value), { machine.describe(value) })
    }
    show(fit, whole: whole)
  }

  /// Shows a text, cut where it is longer than the terminal, with a count of what is left.
  func showText(_ text: String) { show(Fitted(text: text, width: width, lines: lines), whole: { text }) }

  private func show(_ fitted: Fitted, whole: @escaping () -> String) {
    if fitted.isCut { more = whole }
    var text = fitted.lines.joined(separator: "\n")
    if let note = fitted.note { text += (text.isEmpty ? "" : "\n") + note }
    surroundings.show(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Shows diagnostics under the entry.
  func complain(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let interruption = diagnostics.contains { $0.code == "cyb-interrupted" }
    // The terminal shows `^C` where the cursor was.
    if interruption, surroundings.width != nil { surroundings.complain("\n") }
    wasInterrupted = interruption
    surroundings.complain(interpreter.render(diagnostics, as: isColoured ? .coloured : .plain))
  }

  /// Tells that something asked for cannot be done.
  func complain(_ complaint: Complaint) {
    var text = "\(complaint.message)\n"
    if let help = complaint.help { text += "  help: \(help)\n" }
    surroundings.complain(text)
  }

  /// What may come next in an entry that is not finished.
  func showExpected(after text: String) {
    showText(interpreter.explainWhatFollows(text))
  }
}

extension Machine {
  /// Lets what `ask` prints fit a terminal.
  fileprivate func fitted(_ answer: Answer, _ page: Page) -> Fitted {
    let inner = Page(columns: max(page.columns - 2, 10), lines: page.lines)
    guard let table = TablePage(answer.value, world: world, page: inner) else {
      return Fitted(text: answer.printed, width: page.columns, lines: page.lines)
    }
    let fitted = Fitted(table)
    return Fitted(lines: [answer.question] + fitted.lines.map { "  " + $0 }, note: fitted.note)
  }

  /// Prints the answers of `ask` so that they fit; for nothing, as they are.
  func fitAnswers(into page: Page?) {
    answerSink = page.map { page in
      { [unowned self] answer in
        let fitted = self.fitted(answer, page)
        let text = fitted.lines.joined(separator: "\n") + "\n"
        if let note = fitted.note {
          try self.write(text + note + "\n", cutting: answer.printed)
        } else {
          try self.write(text.utf8)
        }
      }
    }
  }
}

extension Value {
  /// Whether it is a table, an explanation or another answer with a form of its own.
  fileprivate var isReport: Bool {
    guard case .object(let object) = self, let record = object as? RecordObject else { return false }
    return record.role != .plain
  }
}
