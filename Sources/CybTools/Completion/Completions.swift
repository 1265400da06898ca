import Cyb
import CybRuntime
import CybSyntax

/// What may stand at the end of a text that is being written.
public struct Completions: Sendable {
  /// Whole words, in the order in which they should be offered.
  public var candidates: [String]
  /// The offset in bytes where the word begins that they would replace.
  public var start: Int

  public init(candidates: [String], start: Int) {
    self.candidates = candidates
    self.start = start
  }
}

extension Interpreter {
  /// The words that may go on at the end of a text, as an entry at the prompt: names, fields after `.`, verbs after a
  /// subject, roles and prepositions where the verb wants them, clauses, builtins and words of the language.
  public func completions(atEndOf text: String) -> Completions {
    let file = SourceFile(id: FileID(index: .max), name: "<entry>", bytes: Array(text.utf8))
    let expectation = Parser.expectation(atEndOf: file)
    let words = try? perform { session in
      Completer(session: session, before: String(decoding: file.bytes.prefix(expectation.prefixStart), as: UTF8.self))
        .words(for: expectation)
    }
    return Completions(candidates: words ?? [], start: expectation.prefixStart)
  }

  /// Tells a reader what may come next, a line for each sort of thing, with examples from this world.
  public func explainWhatFollows(_ text: String) -> String {
    let file = SourceFile(id: FileID(index: .max), name: "<entry>", bytes: Array(text.utf8))
    let expectation = Parser.expectation(atEndOf: file)
    let before = String(decoding: file.bytes.prefix(expectation.prefixStart), as: UTF8.self)
    let text = try? perform { session in
      Completer(session: session, before: before).explanation(of: expectation)
    }
    return text ?? ""
  }
}

/// Finds what fits an expectation in the world of a session.
struct Completer {
  let session: Session
  /// The text before the word to be completed.
  let before: String

  var world: World { session.world }

  /// The words that fit, those that begin with the prefix; in another case where none does.
  func words(for expectation: Expectation) -> [String] {
    var seen = Set<String>()
    let all = categories(of: expectation).flatMap(words).filter { !$0.isEmpty && seen.insert($0).inserted }
    let prefix = expectation.prefix
    let exact = all.filter { $0.hasPrefix(prefix) }
    if !exact.isEmpty || prefix.isEmpty { return exact }
    let lower = prefix.lowercased()
    return all.filter { $0.lowercased().hasPrefix(lower) }
  }

  /// What may stand here. That a new statement may begin is said only where one has not begun.
  func categories(of expectation: Expectation) -> [Expectation.Category] {
    let last = before.last { $0 != " " && $0 != "\t" }
    let isAtStart = last.map { "\n;{}".contains($0) } ?? true
    return expectation.categories.filter { isAtStart || expectation.categories.count == 1 || $0 != .statement }
  }

  func words(_ category: Expectation.Category) -> [String] {
    switch category {
    case .statement: statementWords + names + builtins + questionWords + literals
    case .expression: names + builtins + questionWords + literals + ["not", "if", "try"]
    case .operator: ["and", "or", "not in", "in", "is", "is not", "mod"]
    case .verb(let form): verbs(form)
    case .preposition(let verb, let used): prepositions(of: verb, used: used)
    case .subject: entities(of: [BuiltinKind.actor.id]) + ["someone"] + variables
    case .pattern:
      ["any", "anyone", "anything", "each", "party", "parties"] + entities(of: [BuiltinKind.actor.id]) + variables
    case .filler(let verb, let preposition): fillers(verb, preposition)
    case .modal: Modal.allCases.map(\.rawValue)
    case .who: ["who"]
    case .date: variables
    case .rider: ["as of", "since", "supposing"]
    case .change: ["on"] + names
    case .newName, .insideText, .path: []
    case .kindName: kinds
    case .typeName: kinds + ValueType.allCases.map(\.rawValue)
    case .member(let owner): members(of: owner)
    case .argument(let function, let given): labels(of: function, given: given) + words(.expression)
    case .field(let owner, let given): fields(of: owner, given: given)
    case .value(let field): values(of: field)
    case .tail(let modality, let given): tails(modality, given)
    case .token(let word): word.first?.isLetter ?? false ? [word] : []
    }
  }

  var statementWords: [String] {
    ["ask", "on", "let", "var", "fn", "if", "for", "while", "import", "suppose", "test", "expect", "verb", "kind"]
      + kinds
  }

  var questionWords: [String] { ["why", "who"] + Modal.allCases.map(\.rawValue) }

  var literals: [String] { ["yes", "no", "unknown", "nothing"] }

  /// Names that scripts and the prelude have declared; kinds too, since they are values.
  var names: [String] { session.knownNames + ["events"] }

  var builtins: [String] { BuiltinTable.all.map(\.name) }

  var kinds: [String] {
    let own = session.knownNames.filter { if case .kind = session.meaning(of: $0) { true } else { false } }
    return own + BuiltinKind.allCases.map(\.description)
  }

  /// Names of variables and functions.
  var variables: [String] {
    session.knownNames.filter { name in
      switch session.meaning(of: name) {
      case .variable, .function: name != "_"
      default: false
      }
    }
  }

  /// Names of the declared entities of any of these kinds.
  func entities(of kinds: [KindID]) -> [String] {
    session.knownNames.filter { name in
      guard case .entity(let entity) = session.meaning(of: name) else { return false }
      return kinds.contains { world.isEntity(entity, of: $0) }
    }
  }
}
