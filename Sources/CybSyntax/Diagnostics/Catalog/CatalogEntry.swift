/// All that there is to know of a diagnostic code: `cyb explain`, `docs/errors.md` and the tests come from it.
public struct CatalogEntry: Sendable {
  public let code: DiagnosticCode
  /// What is wrong, in a few words.
  public let title: String
  /// Why it is wrong, and what to do; a paragraph or two of Markdown.
  public let explanation: String
  /// A script that yields the code.
  public let bad: String
  /// The same, mended: a script that yields no diagnostic.
  public let good: String
  /// Options of `cyb run` under which both examples are run.
  public let options: [String]
  /// Other files beside the examples, by their names.
  public let files: [String: String]
  /// Whether it is found without running the examples.
  public let isCheck: Bool
  /// Where it comes from, if a script alone cannot show it; the examples are then for reading, not for running.
  public let elsewhere: String?

  public init(
    _ code: DiagnosticCode, _ title: String, _ explanation: String, bad: String, good: String,
    options: [String] = [], files: [String: String] = [:], isCheck: Bool = false, elsewhere: String? = nil
  ) {
    self.code = code
    self.title = title
    self.explanation = explanation
    self.bad = bad
    self.good = good
    self.options = options
    self.files = files
    self.isCheck = isCheck
    self.elsewhere = elsewhere
  }
}
