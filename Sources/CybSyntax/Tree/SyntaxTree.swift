/// What the parser makes of one source text: statements, what the formatter needs beside them, and diagnostics.
public struct SyntaxTree: Sendable {
  public var file: SourceFile
  public var statements: [Statement]
  /// Comments in the order of the text, documentation comments included.
  public var comments: [Comment]
  public var diagnostics: [Diagnostic]
  /// Whether the text ends in the middle of something that more lines could complete (for the REPL).
  public var isIncomplete: Bool

  public init(
    file: SourceFile, statements: [Statement], comments: [Comment], diagnostics: [Diagnostic], isIncomplete: Bool
  ) {
    self.file = file
    self.statements = statements
    self.comments = comments
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

public struct Comment: Equatable, Sendable {
  public enum Kind: Sendable {
    case line, block, documentation
  }

  public var kind: Kind
  public var span: Span

  public init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}
