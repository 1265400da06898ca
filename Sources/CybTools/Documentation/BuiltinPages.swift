import CybRuntime

/// The table of builtins as text: for `cyb doc`, and as `docs/builtins.md`.
public enum BuiltinPages {
  /// What `cyb doc NAME` shows.
  static func text(of builtin: Builtin) -> String {
    var text = "\(builtin.signature) -> \(builtin.returns)\n\n\(builtin.documentation.capitalisedSentence)\n"
    let width = builtin.parameters.map(\.name.count).max() ?? 0
    if !builtin.parameters.isEmpty { text += "\n" }
    for parameter in builtin.parameters {
      let blank = String(repeating: " ", count: width - parameter.name.count + 2)
      text += "  \(parameter.name)\(blank)\(parameter.documentation) (\(parameter.type.phrase))\n"
    }
    if !builtin.examples.isEmpty { text += "\n" }
    for example in builtin.examples { text += "  \(example.source)\(comment(example))\n" }
    return text
  }

  /// The page of all builtins, by category.
  public static func page() -> String {
    var page = """
      <!-- Made from the table of builtins by `make generate`; do not edit. -->

      # Builtin functions

      `f(x, a)` and `x.f(a)` are the same call. A parameter with `=` may be left out, one in brackets too; `…` takes any
      number of arguments. `cyb doc NAME` shows the same at the terminal.

      """
    for category in Builtin.Category.allCases {
      let members = BuiltinTable.all.filter { $0.category == category }
      guard !members.isEmpty else { continue }
      page += "\n## \(category.rawValue.prefix(1).uppercased() + category.rawValue.dropFirst())\n"
      for builtin in members {
        page += "\n### `\(builtin.signature)`\n\n\(builtin.documentation.capitalisedSentence)"
        page += " Returns \(builtin.returns).\n"
        if !builtin.parameters.isEmpty { page += "\n" }
        for parameter in builtin.parameters {
          page += "- `\(parameter.name)`: \(parameter.documentation) (\(parameter.type.phrase))\n"
        }
        guard !builtin.examples.isEmpty else { continue }
        page += "\n```cyb example\n"
        for example in builtin.examples { page += "\(example.source)\(comment(example))\n" }
        page += "```\n"
      }
    }
    return page
  }

  private static func comment(_ example: Builtin.Example) -> String {
    "    // " + example.result.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    // ")
  }
}
