import CybRuntime
import CybSyntax

/// A script that failed, with all that was found.
public struct CybError: Error, CustomStringConvertible, Sendable {
  /// Why a run ended.
  public enum Reason: Sendable {
    /// The script is wrong, or failed, or gave a value of another type than asked for.
    case failed
    /// It used up what `Limits` allow.
    case limit
    /// It was interrupted.
    case interrupted
  }

  /// Errors and warnings, in the order in which they were found; there is at least one error.
  public let diagnostics: [Diagnostic]
  /// The diagnostics as text, each with its source line and carets, without colour.
  public let rendering: String
  /// What the script had printed, where the host is a `CapturingHost`.
  public let output: String

  init(_ diagnostics: [Diagnostic], sources: SourceMap, output: String = "") {
    self.diagnostics = diagnostics
    self.output = output
    rendering = Rendering.plain.render(diagnostics, in: sources)
  }

  public var description: String { rendering }

  /// The first error.
  public var first: Diagnostic? { diagnostics.first { $0.severity == .error } }

  public var reason: Reason { Reason(diagnostics) }
}

extension CybError.Reason {
  /// Of several reasons the one that ended the run.
  package init(_ diagnostics: [Diagnostic]) {
    let codes = diagnostics.lazy.filter { $0.severity == .error }.map(\.code.name)
    if codes.contains("cyb-interrupted") {
      self = .interrupted
    } else if codes.contains(where: { $0.hasPrefix("cyb-limit-") }) {
      self = .limit
    } else {
      self = .failed
    }
  }
}
