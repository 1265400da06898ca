import CybSyntax

/// How diagnostics are shown.
public enum Rendering: Sendable {
  /// Text with the source lines and carets.
  case plain
  /// The same with the colours of a terminal.
  case coloured
  /// One JSON object on a line for each; see `DiagnosticJSON`.
  case json

  package func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    switch self {
    case .plain: DiagnosticText(sources: sources, usesColor: false).render(diagnostics)
    case .coloured: DiagnosticText(sources: sources, usesColor: true).render(diagnostics)
    case .json: DiagnosticJSON(sources: sources).render(diagnostics)
    }
  }
}
