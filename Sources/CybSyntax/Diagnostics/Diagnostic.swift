/// A message about a source text, as data; rendered elsewhere (terminal, plain, JSON).
///
/// Wording: lower case, no full stop, the user's text in backticks, advice in `help`, no host-language types.
public struct Diagnostic: Error, Equatable, Sendable {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// A secondary place with what it has to do with the problem.
  public struct Label: Equatable, Sendable {
    public var span: Span
    public var message: String

    public init(span: Span, message: String) {
      self.span = span
      self.message = message
    }
  }

  /// An edit that would mend the problem: replace `span` by `replacement`.
  public struct FixIt: Equatable, Sendable {
    public var span: Span
    public var replacement: String

    public init(span: Span, replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  /// One call on the way to a run-time error, innermost first.
  public struct Frame: Equatable, Sendable {
    public var function: String
    public var call: Span
    /// How often in a row it was made.
    public var count: Int

    public init(function: String, call: Span, count: Int = 1) {
      self.function = function
      self.call = call
      self.count = count
    }
  }

  public var code: DiagnosticCode
  public var severity: Severity
  public var message: String
  /// Where it is; nothing for a problem that has no place in a source (a file that cannot be read).
  public var span: Span?
  /// What to say right under the carets.
  public var caption: String?
  public var labels: [Label] = []
  public var notes: [String] = []
  public var help: [String] = []
  public var fixIts: [FixIt] = []
  public var stack: [Frame] = []
  /// How many calls further out are not in `stack`.
  public var omittedCalls = 0

  public init(_ code: DiagnosticCode, _ message: String, at span: Span?, severity: Severity = .error) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
  }

  /// The same with a line of advice.
  public func help(_ text: String?) -> Diagnostic {
    guard let text else { return self }
    var copy = self
    copy.help.append(text)
    return copy
  }

  /// The same with a note.
  public func note(_ text: String) -> Diagnostic {
    var copy = self
    copy.notes.append(text)
    return copy
  }

  /// The same with a second place.
  public func label(_ span: Span?, _ message: String) -> Diagnostic {
    guard let span else { return self }
    var copy = self
    copy.labels.append(Label(span: span, message: message))
    return copy
  }

  /// The same with a few words under the carets.
  public func caption(_ text: String) -> Diagnostic {
    var copy = self
    copy.caption = text
    return copy
  }

  /// The same with an edit that mends it.
  public func fix(_ span: Span, _ replacement: String) -> Diagnostic {
    var copy = self
    copy.fixIts.append(FixIt(span: span, replacement: replacement))
    return copy
  }
}

extension Array where Element == Diagnostic {
  /// Sorted by their places; those of one place, and those without any, keep their order.
  public var inOrderOfText: [Diagnostic] {
    func key(_ index: Int) -> (UInt32, UInt32, Int) {
      guard let span = self[index].span else { return (0, 0, index) }
      return (span.file.index, span.start, index)
    }
    return indices.sorted { key($0) < key($1) }.map { self[$0] }
  }
}
