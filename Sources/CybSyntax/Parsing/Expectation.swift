/// What may come at the end of a text: for completion, and for the prompt's question what it waits for.
public struct Expectation: Sendable {
  /// One sort of thing that may come next.
  public enum Category: Equatable, Sendable {
    /// A statement: a keyword, a declaration, a call.
    case statement
    /// An operand: a name, a literal, a question.
    case expression
    /// A binary operator.
    case `operator`
    /// A verb, in the form that the phrase asks for.
    case verb(VerbForm)
    /// A preposition of that verb (nothing in the declaration of one), save those used already.
    case preposition(verb: String?, used: [Preposition])
    /// Who acts, in an event or question.
    case subject
    /// The subject of a norm.
    case pattern
    /// The object of a verb, or what fills one of its roles.
    case filler(verb: String, preposition: Preposition?)
    /// `has`, `may`, `must`, `would` or `might`.
    case modal
    /// `who`.
    case who
    case date
    /// `since`, `as of` or `supposing`.
    case rider
    /// `target = value` or an event.
    case change
    /// A name that the statement introduces.
    case newName
    case kindName
    /// A kind or a type, after `is`.
    case typeName
    /// A field or function, after `.`; with the text before the dot.
    case member(of: String)
    /// An argument of that function; with the labels given already.
    case argument(of: String, given: [String])
    /// The name of a field: of a kind (or `clause`), or of a record where `owner` is nothing.
    case field(owner: String?, given: [String])
    /// The value of that field.
    case value(field: String)
    /// A tail of a norm, save those given already.
    case tail(modality: String, given: [String])
    /// A path of a file, as a text.
    case path
    /// The inside of a text that is still open.
    case insideText
    /// That very word or sign.
    case token(String)
  }

  public internal(set) var categories: [Category] = []
  /// The word that stands right at the end of the text, to be completed; empty where none is begun.
  public internal(set) var prefix = ""
  /// The offset in bytes where `prefix` begins.
  public internal(set) var prefixStart: Int

  /// Takes a word that touches the end of the text away from the tokens: the parser says what may stand there.
  mutating func takePrefix(_ lexed: inout Lexer.Output, _ file: SourceFile) {
    guard lexed.tokens.count > 1 else { return }
    let last = lexed.tokens[lexed.tokens.count - 2]
    let end = lexed.tokens[lexed.tokens.count - 1]
    if last.flags.contains(.malformed), last.kind == .text || last.kind == .textTail {
      categories = [.insideText]
    } else if last.kind.isWord, last.end == end.start {
      prefixStart = Int(last.start)
      prefix = String(decoding: file.bytes[prefixStart...].prefix(Int(last.end) - prefixStart), as: UTF8.self)
      lexed.tokens.remove(at: lexed.tokens.count - 2)
    }
  }
}

/// The forms of a verb.
public enum VerbForm: String, Sendable {
  case infinitive, thirdPerson, participle
}

extension Parser {
  /// What may come at the end of a text.
  public static func expectation(atEndOf file: SourceFile, options: ParseOptions = .init(isREPL: true)) -> Expectation {
    let result = run(file, options, recording: Expectation(prefixStart: file.bytes.count)) { $0.parseFile() }
    return result.expectation ?? Expectation(prefixStart: file.bytes.count)
  }

  /// Notes what may come, where the text ends here.
  @inline(__always) mutating func expect(_ category: Expectation.Category) {
    if isRecording, at(.endOfFile) { record(category) }
  }

  @inline(never) private mutating func record(_ category: Expectation.Category) {
    // What is looked for after a report at the end of the text is not what belongs there.
    guard lastErrorPosition != position, let known = expectation?.categories, known != [.insideText],
      !known.contains(category)
    else { return }
    expectation?.categories.append(category)
  }
}
