import Cyb
import CybRuntime
import CybSyntax

/// Everything that has a name and a documentation: what `cyb doc NAME` looks up, and the REPL's help.
public struct DocumentationIndex: Sendable {
  public enum Category: String, CaseIterable, Sendable {
    case builtin = "builtin function"
    case kind
    case verb
    case entity = "entity of the prelude"
    case field
    case word = "word of the language"
    case type
    case command
  }

  public struct Entry: Sendable {
    public let name: String
    public let category: Category
    /// One line.
    public let summary: String
    /// All that is known, in several lines, the name in the first one.
    public let text: String
  }

  public let entries: [Entry]

  /// The source of the prelude.
  public var prelude: String { Prelude.source }

  /// The index of what every script knows.
  ///
  /// - Parameter commands: names and abstracts of the commands of the command line.
  public init(commands: [(name: String, abstract: String)] = []) {
    entries =
      Self.builtins + Self.prelude() + Self.fields + Self.words + Self.types
      + commands.map { command in
        Entry(
          name: command.name, category: .command, summary: command.abstract,
          text: "cyb \(command.name)\n\n\(command.abstract) See `cyb \(command.name) --help`.\n")
      }
  }

  /// The entries of a name; there may be several, since fields, verbs and functions have namespaces of their own.
  public func entries(named name: String) -> [Entry] { entries.filter { $0.name == name } }

  /// The name closest to one that does not exist.
  public func closest(to name: String) -> String? { Suggestions.closest(to: name, among: entries.map(\.name)) }

  /// All names with their summaries, by category.
  public func list() -> String {
    Category.allCases.compactMap { category -> String? in
      let members = entries.filter { $0.category == category }
      guard !members.isEmpty else { return nil }
      let width = min(members.map(\.name.count).max() ?? 0, 20)
      return category.rawValue + "\n"
        + members.map { entry in
          "  " + entry.name + String(repeating: " ", count: max(width - entry.name.count, 0) + 2) + entry.summary + "\n"
        }.joined()
    }.joined(separator: "\n")
  }

  private static let builtins = BuiltinTable.all.map { builtin in
    Entry(
      name: builtin.name, category: .builtin, summary: builtin.documentation.firstSentence,
      text: BuiltinPages.text(of: builtin))
  }

  private static let fields = KnownFields.all.map { field in
    var text = "\(field.name): \(field.domain.description)\n\nA field of \(field.kind.article) \(field.kind): "
    text += field.documentation + ".\n"
    if let value = field.defaultValue { text += "Unless given it is \(Literal.text(value)).\n" }
    return Entry(name: field.name, category: .field, summary: "\(field.kind): \(field.documentation)", text: text)
  }

  private static let words = Words.all.flatMap { entry in
    entry.words.map { word in
      Entry(
        name: word, category: .word, summary: entry.meaning,
        text: "\(entry.form)\n\n\(entry.meaning.capitalisedSentence)\n")
    }
  }

  private static let types = ValueType.allCases.filter { $0 != .nothing }.map { type in
    Entry(
      name: type.rawValue, category: .type, summary: "a type, as in `x is \(type.rawValue)`",
      text: "x is \(type.rawValue)\n\nA type of values; `is` tells whether a value has it.\n")
  }

  /// Kinds, verbs and entities that the prelude declares.
  private static func prelude() -> [Entry] {
    let interpreter = Interpreter()
    let found = try? interpreter.perform { session in
      kinds(session.world) + verbs(session.world)
        + session.world.entities.map { entity in
          let kind = session.world.name(of: entity.kind)
          let about = entity.documentation ?? ""
          return Entry(
            name: entity.name, category: .entity, summary: "\(kind): \(about.firstSentence)",
            text: source(of: entity.declaration, session.sources) + "\n\n" + about + "\n")
        }
    }
    return found ?? []
  }

  private static func kinds(_ world: World) -> [Entry] {
    world.kinds.map { kind in
      let parent = kind.parent.map { world.name(of: $0) }
      let fields = KnownFields.all.filter { "\($0.kind)" == kind.name }
      let about = kind.documentation ?? (kind.parent == nil ? "A built-in kind." : "")
      var text = "kind \(kind.name)" + (parent.map { ": \($0)" } ?? "") + "\n\n\(about)\n"
      if !fields.isEmpty {
        let width = fields.map(\.name.count).max() ?? 0
        text += "\nFields that the law and the model read:\n"
        for field in fields {
          let blank = String(repeating: " ", count: width - field.name.count + 2)
          text += "  \(field.name)\(blank)\(field.documentation)\n"
        }
      }
      return Entry(
        name: kind.name, category: .kind, summary: (parent.map { "a kind of \($0). " } ?? "") + about.firstSentence,
        text: text)
    }
  }

  private static func verbs(_ world: World) -> [Entry] {
    world.verbs.map { verb in
      func role(_ role: Verb.Role) -> String {
        let kinds = role.kinds.map { kind in
          switch kind {
          case .kind(let kind): world.name(of: kind)
          case .type(let type): type.rawValue
          }
        }
        return kinds.joined(separator: " or ") + (role.isOptional ? "?" : "")
      }
      var form = "verb \(verb.name)/\(verb.thirdPerson)/\(verb.participle)"
      if let object = verb.object { form += " " + role(object) }
      for (preposition, filler) in verb.roles { form += " \(preposition.rawValue) \(role(filler))" }
      let about = verb.documentation ?? ""
      return Entry(name: verb.name, category: .verb, summary: about.firstSentence, text: "\(form)\n\n\(about)\n")
    }
  }

  /// The line of a declaration.
  private static func source(of span: Span, _ sources: SourceMap) -> String {
    let file = sources[span.file]
    return file.line(file.position(of: span.start).line)
  }
}

/// A value as it is written in a script, apart from any world.
enum Literal {
  static func text(_ value: Value) -> String {
    switch value {
    case .nothing, .undefined: "nothing"
    case .truth(let truth): "\(truth)"
    case .number(let number): NumberText.of(number)
    case .object(let object) where object.tag == .set: "the empty set"
    case .object(let object) where object.tag == .map: "the empty map"
    default: "\(value.typePhrase)"
    }
  }
}

extension BuiltinKind {
  /// `a` or `an`.
  var article: String { self == .actor || self == .outlook ? "an" : "a" }
}

extension String {
  /// The text up to its first full stop or line break.
  var firstSentence: String {
    var result = ""
    let characters = Array(self)
    for (index, character) in characters.enumerated() {
      if character == "\n" { break }
      result.append(character)
      if character == ".", index + 1 == characters.count || characters[index + 1] == " " { break }
    }
    return result
  }

  /// With a capital letter in front and a full stop behind.
  var capitalisedSentence: String { prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".") }
}
