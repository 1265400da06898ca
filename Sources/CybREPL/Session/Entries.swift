import Cyb
import CybRuntime
import CybSyntax
import CybTools

// Entries: when they are complete, and what happens with them.
extension REPL {
  /// Whether an entry must go on: the text ends in the middle of something.
  public func isIncomplete(_ text: String) -> Bool {
    !Command.isCommand(text) && parse(text).isIncomplete
  }

  /// What is known of an entry that was found to be incomplete, so that not every further line needs a look at all.
  struct Openness {
    /// The bytes looked at, where a bracket was open behind them.
    fileprivate var length = 0
  }

  /// The same for an entry that grows line by line: while a bracket is open, only a line that may close it counts.
  func isIncomplete(_ text: String, _ openness: inout Openness) -> Bool {
    if openness.length > 0, openness.length < text.utf8.count {
      let added = text.utf8.dropFirst(openness.length)
      let closing: [UInt8] = Array(")]}\"/:".utf8)
      if !added.contains(where: closing.contains) {
        openness.length = text.utf8.count
        return true
      }
    }
    openness.length = 0
    guard !Command.isCommand(text) else { return false }
    let tree = parse(text)
    if tree.isIncomplete, tree.diagnostics.first?.code == "cyb-unclosed-bracket" { openness.length = text.utf8.count }
    return tree.isIncomplete
  }

  /// Whether a line goes on with an entry that is complete without it, such as `else` behind a block.
  public func continues(_ text: String, with line: String) -> Bool {
    guard !Command.isCommand(text), !Command.isCommand(line) else { return false }
    let alone = parse(text)
    guard !alone.hasErrors, let last = alone.statements.last else { return false }
    let both = parse(text + "\n" + line)
    guard both.statements.count == alone.statements.count, let longer = both.statements.last else { return false }
    return longer.span.start == last.span.start && longer.span.end > last.span.end
  }

  /// Takes a whole entry or a command.
  public func submit(_ text: String) -> Reply {
    if text.allSatisfy(\.isWhitespace) { return .done }
    if let begun = unfinished(text) {
      showExpected(after: begun)
      return .goOn(begun)
    }
    if Command.isCommand(text) { return perform(text) }
    lastEntry = text
    return enter(text)
  }

  /// The text before a `:?` at its end.
  private func unfinished(_ text: String) -> String? {
    guard text.hasSuffix(":?"), !Command.isCommand(text) else { return nil }
    return String(text.dropLast(2))
  }

  /// Runs an entry and shows its answer.
  func enter(_ text: String, silently: Bool = false) -> Reply {
    more = nil
    // The terminal may have another size by now.
    adapt()
    let entry: Interpreter.Entry
    do { entry = try interpreter.enterAsStep(text, name: nextName()) } catch {
      complain(error.diagnostics)
      return .failed
    }
    if let uncut = withSession(nil, { $0.machine.takeUncut() }) { more = { uncut } }
    let result = entry.result
    guard !result.failed else {
      complain(result.diagnostics)
      return .failed
    }
    let tree = parse(text)
    noteQuestion(in: tree, result.diagnostics)
    keep(Logged(kind: .entry, text: text, change: entry.step.map(Change.step)))
    if let answer = result.answer { remember(answer) }
    if let value = result.value, !silently, !endsInSemicolon(text, tree) {
      show(value, result, isCall: endsInCall(tree))
    }
    complain(result.diagnostics)
    return .done
  }

  /// Gives `_` its value.
  private func remember(_ answer: Value) {
    _ = try? interpreter.perform { session in try session.remember(answer) }
  }

  private func show(_ value: Value, _ result: Session.Result, isCall: Bool) {
    // A call that returns nothing, such as of `print`, has no answer.
    if case .nothing = value, isCall { return }
    showAnswer(value, undecided: result.undecided, isQuestion: result.isQuestion)
  }

  /// Adds to what can be taken back.
  func keep(_ logged: Logged) {
    log.append(logged)
    if logged.change != nil { undone = [] }
    let steps = log.compactMap(\.change?.step)
    guard steps.count > Self.undoLimit, let index = log.firstIndex(where: { $0.change?.step != nil }) else { return }
    _ = try? interpreter.perform { session in session.settle(steps[0], later: Array(steps.dropFirst())) }
    for earlier in log[...index].indices { log[earlier].change = nil }
  }

  /// Runs a file; its names are known from then on.
  public func load(_ path: String, isInit: Bool = false) -> Reply {
    more = nil
    adapt(cutsAnswers: false)
    do {
      let entry = try interpreter.runAsStep(file: path)
      complain(entry.result.diagnostics)
      if entry.result.failed { return .failed }
      let text = withSession("") { session in
        session.sources.files.last { $0.name == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      }
      keep(Logged(kind: .file(path: path, isInit: isInit), text: text, change: entry.step.map(Change.step)))
      return .done
    } catch {
      complain(error.diagnostics)
      return .failed
    }
  }

  /// The tree of a text, apart from the session's own sources.
  func parse(_ text: String) -> SyntaxTree {
    let file = SourceFile(id: FileID(index: .max), name: "<entry>", bytes: Array(text.utf8))
    return Parser.parse(
      file: file, options: ParseOptions(isREPL: true, nestingLimit: settings.limits.sourceNesting))
  }

  private func endsInCall(_ tree: SyntaxTree) -> Bool {
    guard case .expression(let expression)? = tree.statements.last?.kind, case .call = expression.kind else {
      return false
    }
    return true
  }

  private func endsInSemicolon(_ text: String, _ tree: SyntaxTree) -> Bool {
    guard let last = tree.statements.last else { return false }
    return text.utf8.dropFirst(Int(last.span.end)).contains(UInt8(ascii: ";"))
  }

  /// Remembers the question that an entry ends with, for `:why`.
  private func noteQuestion(in tree: SyntaxTree, _ diagnostics: [Diagnostic]) {
    switch tree.statements.last?.kind {
    case .expression(let expression)?, .ask(let expression)?:
      lastQuestion = nil
      var inner = expression
      while case .parenthesised(let nested) = inner.kind { inner = nested }
      guard case .question(let question) = inner.kind else { return }
      let text = tree.file.text(inner.span)
      lastQuestion = question.isWhy ? String(text.dropFirst("why".count)).trimmed : text
    default: break
    }
  }
}

extension String {
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
