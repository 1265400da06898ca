import CybRuntime
import CybSyntax

extension Expectation.Category {
  /// Whether it is no more than the words that are listed.
  fileprivate var isOneOfAList: Bool {
    switch self {
    case .preposition, .tail: true
    default: false
    }
  }
}

// What may come next, in words.
extension Completer {
  /// A line for each sort of thing, with examples.
  func explanation(of expectation: Expectation) -> String {
    let prefix = expectation.prefix
    let lines = categories(of: expectation).compactMap { category -> String? in
      let fitting = words(category).filter { $0.hasPrefix(prefix) && $0 != "_" }
      var seen = Set<String>()
      let unique = fitting.filter { seen.insert($0).inserted }
      if unique.isEmpty, !prefix.isEmpty || category.isOneOfAList { return nil }
      let shown = unique.prefix(12).joined(separator: ", ")
      let rest = unique.count > 12 ? ", and \(unique.count - 12) more" : ""
      return "  " + phrase(category) + (shown.isEmpty ? "" : ": " + shown + rest)
    }
    if lines.isEmpty {
      return prefix.isEmpty ? "nothing more is expected\n" : "nothing that begins with `\(prefix)` fits here\n"
    }
    return "what may come next:\n" + lines.joined(separator: "\n") + "\n"
  }

  private func phrase(_ category: Expectation.Category) -> String {
    switch category {
    case .statement: "a statement"
    case .expression: "an expression"
    case .operator: "an operator"
    case .verb(.infinitive): "a verb"
    case .verb(.thirdPerson): "a verb, in the third person"
    case .verb(.participle): "a verb, as a participle"
    case .preposition(let verb?, _): "a role of `\(verb)`"
    case .preposition(nil, _): "a preposition"
    case .subject: "who acts"
    case .pattern: "whom the norm speaks to"
    case .filler(let verb, let preposition?):
      "what stands behind `\(preposition.rawValue)` of `\(verb)`" + kinds(verb, preposition)
    case .filler(let verb, nil): "the object of `\(verb)`" + kinds(verb, nil)
    case .modal: "a modal verb"
    case .who: "`who`"
    case .date: "a date, such as 2011-11-01"
    case .rider: "a rider"
    case .change: "a change: `target = value`, or an event"
    case .newName: "a new name"
    case .kindName: "a kind"
    case .typeName: "a kind or a type"
    case .member(let owner): "a field or function of `\(owner)`"
    case .argument(let function, _): "an argument of `\(function)`"
    case .field(let owner?, _): "a field of this \(owner)"
    case .field(nil, _): "a field's name"
    case .value(let field):
      KnownFields.all.first { $0.name == field }.map { "the value of `\(field)`, \($0.domain.description)" }
        ?? "the value of `\(field)`"
    case .tail: "a condition or deadline"
    case .path: "a path, as a text"
    case .insideText: "the rest of the text, and `\"`"
    case .token(let word): "`\(word)`"
    }
  }

  private func kinds(_ word: String, _ preposition: Preposition?) -> String {
    guard let verb = verb(word), let role = preposition.map(verb.role) ?? verb.object else { return "" }
    let names = role.kinds.map { kind in
      switch kind {
      case .kind(let kind): world.name(of: kind)
      case .type(let type): type.rawValue
      }
    }
    return " (" + names.joined(separator: " or ") + ")"
  }
}
