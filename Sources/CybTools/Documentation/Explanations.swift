import CybSyntax

/// The catalog of diagnostic codes as text: for `cyb explain` and for `docs/errors.md`.
public enum Explanations {
  /// What `cyb explain CODE` shows; nothing where there is no such code.
  public static func text(of code: String) -> String? {
    guard let entry = DiagnosticCatalog.entry(for: code) else { return nil }
    var text = "\(entry.code): \(entry.title)\n\n\(entry.explanation)\n"
    if let elsewhere = entry.elsewhere { text += "\nIt \(elsewhere).\n" }
    if !entry.options.isEmpty { text += "\nWith `\(entry.options.joined(separator: " "))`:\n" }
    text += "\nwrong:\n\n" + indented(entry.bad) + "\nright:\n\n" + indented(entry.good)
    return text
  }

  /// The code that is closest to one that does not exist.
  public static func closest(to code: String) -> String? {
    let codes = DiagnosticCatalog.all.map(\.code.name)
    return Suggestions.closest(to: code, among: codes) ?? Suggestions.closest(to: "cyb-" + code, among: codes)
  }

  /// All codes with their titles, by topic: `cyb explain` without a code.
  public static func list() -> String {
    let width = DiagnosticCatalog.all.map(\.code.name.count).max() ?? 0
    return DiagnosticCatalog.topics.map { topic in
      topic.title + "\n"
        + topic.entries.map { entry in
          "  " + entry.code.name + String(repeating: " ", count: width - entry.code.name.count + 2) + entry.title + "\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// The error index, as a page of Markdown.
  public static func page() -> String {
    var page = """
      <!-- Made from Sources/CybSyntax/Diagnostics/Catalog by `make generate`; do not edit. -->

      # Error index

      Every diagnostic has a stable code. `cyb explain CODE` shows the same at the terminal.

      """
    for topic in DiagnosticCatalog.topics {
      page += "\n## \(topic.title)\n"
      for entry in topic.entries {
        page += "\n### \(entry.code)\n\n**\(entry.title)**. \(entry.explanation)\n"
        if let elsewhere = entry.elsewhere { page += "\nIt \(elsewhere).\n" }
        if !entry.options.isEmpty { page += "\nWith `\(entry.options.joined(separator: " "))`:\n" }
        let language = entry.elsewhere == nil ? "cyb" : "text"
        page += "\nWrong:\n\n```\(language)\(entry.elsewhere == nil ? " wrong" : "")\n\(entry.bad)\n```\n"
        page += "\nRight:\n\n```\(language)\(entry.elsewhere == nil ? " right" : "")\n\(entry.good)\n```\n"
      }
    }
    return page
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }
}
