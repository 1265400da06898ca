import CybSyntax

/// A run-time error on its way up: what went wrong, and, once a node has seen it, where.
///
/// Builtins throw it without a place; the call node adds the place of the call, or of the argument it names.
public struct Failure: Error, Sendable {
  public var diagnostic: Diagnostic
  /// Which argument of a builtin is to blame.
  public var argument: Int?

  public init(_ code: DiagnosticCode, _ message: String, help: String? = nil, argument: Int? = nil) {
    diagnostic = Diagnostic(code, message, at: nil).help(help)
    self.argument = argument
  }

  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  /// The same, with a place where it had none.
  public func located(at span: Span) -> Failure {
    guard diagnostic.span == nil else { return self }
    var copy = self
    copy.diagnostic.span = span
    return copy
  }
}
