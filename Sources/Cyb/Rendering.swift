import CybSyntax

/// How diagnostics are shown.
public enum Rendering: Sendable {
  /// Text with the source line and carets.
  case plain
  /// The same with the colours of a terminal.
  case coloured
  /// One JSON object on a line for each.
  case json

  package func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    diagnostics.map { text($0, sources) }.joined()
  }

  private func text(_ diagnostic: Diagnostic, _ sources: SourceMap) -> String {
    var text = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)\n"
    if let span = diagnostic.span {
      let file = sources[span.file]
      let (line, column) = file.position(of: span.start)
      text += "  --> \(file.name):\(line):\(column)\n  | \(file.line(line))\n"
    }
    for note in diagnostic.notes { text += "  = note: \(note)\n" }
    for help in diagnostic.help { text += "  = help: \(help)\n" }
    return text
  }
}
