import CybTools

/// Leads a session: reads entries from an editor, line by line until they are complete, and submits them.
public final class Dialogue {
  private let repl: REPL
  private let editor: any LineEditor
  private let keepsGoing: Bool
  /// The lines of the entry that is being read.
  private var begun = ""

  /// - Parameter keepsGoing: whether to go on after an error where nobody types.
  public init(_ repl: REPL, _ editor: any LineEditor, keepsGoing: Bool = false) {
    self.repl = repl
    self.editor = editor
    self.keepsGoing = keepsGoing
    editor.completer = { [unowned self] text in
      let completions = self.repl.completions(atEndOf: self.begun + text)
      return Completions(
        candidates: completions.candidates, start: max(completions.start - self.begun.utf8.count, 0))
    }
  }

  /// Runs until the user leaves or the input ends.
  ///
  /// - Returns: whether no entry failed.
  public func run() -> Bool {
    var hasFailed = false
    var draft = ""
    while let text = readEntry(draft) {
      draft = ""
      var reply = submit(text)
      while case .run(let edited) = reply {
        repl.surroundings.show(edited + "\n")
        reply = submit(edited)
      }
      if reply == .paste { reply = readBlock().map(submit) ?? .done }
      switch reply {
      case .quit: return !hasFailed
      case .goOn(let unfinished): draft = unfinished
      case .failed:
        hasFailed = true
        if !editor.isInteractive, !keepsGoing { return false }
      case .done, .paste, .run: break
      }
    }
    return !hasFailed
  }

  private func submit(_ text: String) -> REPL.Reply {
    if text.contains(where: { !$0.isWhitespace }) { editor.remember(text) }
    return repl.submit(text)
  }

  /// An entry or a command; nothing at the end of the input.
  private func readEntry(_ draft: String) -> String? {
    begun = ""
    defer { begun = "" }
    var text = ""
    switch editor.readLine(prompt: repl.prompt, draft: draft) {
    case .end: return nil
    case .interrupted: return ""
    case .line(let line): text = line
    }
    while true {
      guard goesOn(&text) else { return text }
      begun = text + "\n"
      switch editor.readLine(prompt: repl.continuationPrompt, draft: "") {
      case .end: return text
      case .interrupted: return ""
      case .line(let line):
        if editor.isInteractive, line.allSatisfy(\.isWhitespace) { return text }
        text += "\n" + line
        if line.hasSuffix(":?") { return text }
      }
    }
  }

  /// Whether a text wants more lines. Where the lines come from a pipe, one that goes on with a complete entry is taken
  /// along.
  private func goesOn(_ text: inout String) -> Bool {
    while true {
      if repl.isIncomplete(text, &openness) { return true }
      guard !editor.isInteractive, let next = editor.peekLine(), repl.continues(text, with: next) else { return false }
      guard case .line(let line) = editor.readLine(prompt: "", draft: "") else { return false }
      text += "\n" + line
    }
  }

  private var openness = REPL.Openness()

  /// The lines of `:paste`.
  private func readBlock() -> String? {
    if editor.isInteractive { repl.surroundings.show("paste, then `:end` or Ctrl-D on a line of its own\n") }
    var lines: [String] = []
    while true {
      switch editor.readLine(prompt: "", draft: "") {
      case .interrupted: return nil
      case .end: return lines.joined(separator: "\n")
      case .line(":end"): return lines.joined(separator: "\n")
      case .line(let line): lines.append(line)
      }
    }
  }
}
