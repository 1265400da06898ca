/// Where a filler stands in a phrase.
enum PhrasePlace {
  case subject, object, role
}

/// What a phrase belongs to.
enum PhraseOwner {
  case norm(Norm.Modality)
  case trigger
  case event
  case question(Modal)

  /// The form that the verb takes.
  var form: VerbForm {
    switch self {
    case .norm: .infinitive
    case .trigger, .event: .thirdPerson
    case .question(let modal): modal == .has ? .participle : .infinitive
    }
  }

  var isNorm: Bool {
    switch self {
    case .norm, .trigger: true
    default: false
    }
  }
}

/// A type of filler: what may stand in the roles of a norm, an event or a question.
protocol PhraseFiller: Sendable {
  static func parse(_ parser: inout Parser, _ place: PhrasePlace) -> Self?
}

/// The verb phrase, common to norms, events and questions.
extension Parser {
  /// ```
  /// act = WORD [ pattern ] { PREP pattern } ;
  /// ```
  /// and in an event or a question the same with their fillers.
  mutating func phrase<Filler: PhraseFiller>(_: Filler.Type, _ owner: PhraseOwner) -> VerbPhrase<Filler>? {
    let outer = context
    defer { context = outer }
    context.insert(.phrase)
    guard let verb = phraseVerb(owner) else { return nil }
    var object: Filler?
    var roles: [PhraseRole<Filler>] = []
    if isRecording { expect(.filler(verb: verb.text, preposition: nil)) }
    if startsFiller(owner.isNorm ? .role : .object) {
      guard let filler = Filler.parse(&self, .object) else { return nil }
      object = filler
    }
    while let preposition, wordContinues, preposition != .for || !isComprehensionAhead {
      let place = currentSpan
      advance()
      if isRecording { expect(.filler(verb: verb.text, preposition: preposition)) }
      guard startsFiller(.role, afterPreposition: true), let filler = Filler.parse(&self, .role) else {
        expectedMore("what stands in the role `\(preposition.rawValue)`", help: fillerHint())
        return nil
      }
      roles.append(PhraseRole(preposition: preposition, place: place, filler: filler))
      if at(.or) || at(.and), !startsLine, isJoinedRole(owner) {
        joinedRole(preposition, roles[roles.count - 1].filler)
      }
    }
    if isRecording { expect(.preposition(verb: verb.text, used: roles.map(\.preposition))) }
    return VerbPhrase(verb: verb, object: object, roles: roles)
  }

  /// The verb of a phrase: any word, save those that join expressions.
  private mutating func phraseVerb(_ owner: PhraseOwner) -> Name? {
    expect(.verb(owner.form))
    if at(.not) { return misplacedNot(owner) }
    if kind.isWord, !kind.cannotBeVerb, !startsLine || !(startsStatement || peek() == .colon || peek().isAssignment) {
      return takeWord()
    }
    missingVerb(owner)
    return nil
  }

  /// The preposition at hand.
  var preposition: Preposition? {
    switch kind {
    case .for: .for
    case .with: .with
    case .against: .against
    case .to: .to
    case .of: .of
    case .from: .from
    case .about: .about
    case .over: .over
    default: nil
    }
  }

  /// Whether at `for` stands `for NAME in` or `for NAME, NAME in`, which always open a loop.
  var isComprehensionAhead: Bool {
    guard at(.for), peek().isName else { return false }
    if peek(2) == .in { return true }
    return peek(2) == .comma && peek(3).isName && peek(4) == .in
  }

  /// Whether the token at hand can begin a filler. An object begins on the line of its verb.
  private func startsFiller(_ place: PhrasePlace, afterPreposition: Bool = false) -> Bool {
    if startsLine, !afterPreposition || startsStatement || peek() == .colon || peek().isAssignment { return false }
    switch kind {
    case .number, .date, .text, .textHead, .yes, .no, .unknownTruth, .true, .false, .nothing, .leftParen,
      .leftBracket, .any, .each, .anyone, .anything, .someone:
      return true
    case .leftBrace: return place != .object
    default: return kind.isName && !kind.isPhraseWord
    }
  }

  // MARK: Fillers

  /// `pattern = ( "anyone" | "anything" | ( "any" | "each" ) NAME | term | setTerm ) [ "as" NAME ] ;`
  mutating func pattern(_ place: PhrasePlace, _ word: String) -> Pattern? {
    guard startsFiller(.role, afterPreposition: true) else {
      expect(.pattern)
      expectedMore("who it speaks to, after `\(word)`", help: "such as `anyone`, `any state`, `any party` or an actor")
      return nil
    }
    return Pattern.parse(&self, place)
  }

  /// A quantifier (`anyone`, `any KIND` …) as found, or a term.
  enum RawFiller {
    case anyone, anything, someone
    case any(Name)
    case each(Name)
    case value(Expression)
  }

  fileprivate mutating func rawFiller() -> RawFiller? {
    switch kind {
    case .anyone:
      advance()
      return .anyone
    case .anything:
      advance()
      return .anything
    case .someone:
      advance()
      return .someone
    case .any, .each:
      let isEach = at(.each)
      advance()
      expect(.kindName)
      guard let name = name("a kind") else { return nil }
      return isEach ? .each(name) : .any(name)
    default:
      return .value(term())
    }
  }

  /// ```
  /// term    = ( NAME | literal | list | "(" expr ")" ) { trailer } ;
  /// setTerm = ( setLit | setComp ) { trailer } ;
  /// ```
  mutating func term() -> Expression {
    let outer = context
    context.insert(.phrase)
    defer { context = outer }
    return trailers(at(.leftBrace) ? braces() : primary())
  }

  fileprivate mutating func refuse(_ start: UInt32, _ message: String, help: String) {
    report(Diagnostic("cyb-wrong-filler", message, at: span(from: start)).help(help))
  }
}

extension Pattern: PhraseFiller {
  static func parse(_ parser: inout Parser, _ place: PhrasePlace) -> Pattern? {
    let start = parser.current.start
    guard let raw = parser.rawFiller() else { return nil }
    let kind: Kind
    switch raw {
    case .anyone: kind = .anyone
    case .anything: kind = .anything
    case .any(let name): kind = .any(name)
    case .each(let name): kind = .each(name)
    case .value(let value): kind = .value(value)
    case .someone:
      parser.refuse(start, "`someone` is an actor that is not known, which a norm cannot name", help: "write `anyone`")
      kind = .anyone
    }
    var binding: Name?
    if parser.at(.as), parser.peek() != .of, parser.wordContinues {
      parser.advance()
      parser.expect(.newName)
      binding = parser.name("a name for what the pattern matches")
    }
    return Pattern(kind: kind, binding: binding, span: parser.span(from: start))
  }
}

extension EventFiller: PhraseFiller {
  /// ```
  /// filler = object | setTerm ;
  /// object = term | "someone" ;
  /// ```
  static func parse(_ parser: inout Parser, _ place: PhrasePlace) -> EventFiller? {
    let start = parser.current.start
    guard let raw = parser.rawFiller() else { return nil }
    let kind: Kind
    switch raw {
    case .someone: kind = .someone
    case .value(let value): kind = .value(value)
    case .anyone, .anything, .any, .each:
      let written = parser.file.text(parser.span(from: start))
      parser.refuse(
        start, "an event names who and what, not `\(written)`",
        help: place == .object
          ? "leave out what is not established"
          : "write `someone` for an actor that is not known, or leave the role out")
      kind = .someone
    }
    return EventFiller(kind: kind, span: parser.span(from: start))
  }
}

extension AskedFiller: PhraseFiller {
  /// ```
  /// asked       = askedObject | setTerm ;
  /// askedObject = term | "anyone" | "anything" | "someone" | "any" NAME ;
  /// ```
  static func parse(_ parser: inout Parser, _ place: PhrasePlace) -> AskedFiller? {
    let start = parser.current.start
    guard let raw = parser.rawFiller() else { return nil }
    let kind: Kind
    switch raw {
    case .anyone: kind = .anyone
    case .anything: kind = .anything
    case .someone: kind = .someone
    case .any(let name): kind = .any(name)
    case .value(let value): kind = .value(value)
    case .each(let name):
      parser.refuse(
        start, "`each` belongs in a duty, not in a question",
        help: "ask about one of them, or about `any \(name.text)`")
      kind = .any(name)
    }
    return AskedFiller(kind: kind, span: parser.span(from: start))
  }
}

extension TokenKind {
  /// Words that join expressions and hence are never a verb.
  var cannotBeVerb: Bool {
    switch self {
    case .and, .or, .not, .mod, .then, .else, .in, .is, .as, .supposing: true
    default: false
    }
  }
}
