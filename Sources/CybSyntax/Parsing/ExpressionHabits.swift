/// Expressions and phrases as other languages write them, and what to say about them.
extension Parser {
  // MARK: Operators

  var isForeignOperator: Bool {
    kind.rawValue >= TokenKind.foreignAnd.rawValue && kind.rawValue <= TokenKind.foreignLessGreater.rawValue
  }

  /// The word or sign that stands for an operator of another language.
  private var translation: (own: String, help: String) {
    switch kind {
    case .foreignAnd: ("and", "write `and`")
    case .foreignOr: ("or", "write `or`")
    case .foreignNot: ("not ", "write `not`")
    case .foreignArrow: ("->", "a function is written `x -> e`")
    case .foreignIdentical: ("==", "write `==`")
    case .foreignDiffers, .foreignLessGreater: ("!=", "write `!=`")
    case .foreignPower: ("^", "a power is written `x ^ y`")
    case .foreignIncrement: ("", "to count up write `x += 1`")
    default: ("mod", "a remainder is written `a mod b`")
    }
  }

  mutating func reportForeignOperator() {
    let (own, help) = translation
    let written = text(of: current)
    var problem = Diagnostic("cyb-foreign-operator", "`\(written)` is no operator of the language", at: currentSpan)
      .help(help)
    if !own.isEmpty { problem = problem.fix(currentSpan, own) }
    reportHere(problem)
  }

  /// Reports an operator of another language behind an operand, and reads on behind it.
  mutating func foreignOperator(_ left: Expression) -> Expression {
    guard !startsLine || !at(.foreignNot) else { return left }
    reportForeignOperator()
    advance()
    guard !atStatementEnd, !kind.isClosingBracket, !at(.comma) else {
      return Expression(.invalid, span(from: left.span.start))
    }
    lastErrorPosition = -1
    _ = expression()
    lastErrorPosition = max(lastErrorPosition, position)
    return Expression(.invalid, span(from: left.span.start))
  }

  // MARK: Operands

  /// Reports that an operand is missing, in the words of what stands there.
  mutating func missingOperand() -> Expression {
    let place = currentSpan
    expect(.expression)
    let invalid = Expression(.invalid, Span(file: file.id, start: place.start, end: place.start))
    if startsLine, !at(.endOfFile), startsStatement {
      expectedMore("an expression", code: "cyb-expected-expression")
      return invalid
    }
    switch kind {
    case .foreignNot, .foreignIncrement:
      reportForeignOperator()
      advance()
      let value = operand()
      lastErrorPosition = max(lastErrorPosition, position)
      return Expression(.invalid, place.joined(value.span))
    case .plus:
      reportHere(Diagnostic("cyb-foreign-operator", "a number has no sign `+`", at: place).help("leave it out"))
      advance()
      let value = operand()
      return Expression(.invalid, place.joined(value.span))
    case .if, .try, .on:
      let what = at(.on) ? "an event" : "`\(text(of: current)) … else …`"
      reportHere(
        Diagnostic("cyb-parenthesise", "\(what) reaches to the end of an expression", at: place)
          .help("put it in parentheses"))
      let value = expression()
      lastErrorPosition = max(lastErrorPosition, position)
      return Expression(.invalid, place.joined(value.span))
    case .fn:
      reportHere(
        Diagnostic("cyb-foreign-keyword", "`fn` declares a function with a name", at: place)
          .help("a function without a name is written `x -> e`"))
      return invalid
    case .let, .var:
      expectedMore("an expression", code: "cyb-expected-expression", help: "a declaration is a statement of its own")
    case .any, .each, .anyone, .anything, .someone:
      reportHere(
        Diagnostic(
          "cyb-wrong-filler", "`\(text(of: current))` stands only in a norm, an event or a question", at: place))
      advance()
      if kind.isName, !startsLine { advance() }
      return Expression(.invalid, span(from: place.start))
    case .unknown:
      lastErrorPosition = position
      advance()
      lastErrorPosition = position
      return Expression(.invalid, place)
    default:
      if context.contains(.phrase), kind.isPhraseWord {
        reportHere(
          Diagnostic("cyb-expected-expression", "expected an expression, found `\(text(of: current))`", at: place)
            .help("in a norm, event or question `\(text(of: current))` is no name; in parentheses it is"))
      } else {
        expectedMore("an expression", code: "cyb-expected-expression", help: hintForMissingOperand())
      }
    }
    return invalid
  }

  /// What follows `is` and is no type.
  mutating func misreadTypeTest(_ negated: Bool) {
    let operation = negated ? "!=" : "=="
    switch kind {
    case .yes, .no, .true, .false, .number, .text, .textHead, .date, .leftBrace, .leftBracket, .leftParen:
      reportHere(
        Diagnostic("cyb-is-value", "`is` asks for a kind or type, not for a value", at: currentSpan)
          .help("to compare write `\(operation)`"))
      _ = operand(of: .range)
      lastErrorPosition = max(lastErrorPosition, position)
    case .in where negated:
      reportHere(
        Diagnostic("cyb-is-value", "`is not in` is no operator", at: currentSpan).help("write `not in`"))
      advance()
      _ = operand(of: .range)
      lastErrorPosition = max(lastErrorPosition, position)
    default: expectedMore("a kind or a type")
    }
  }

  // MARK: Calls and indices

  /// `f(x=1)`.
  mutating func keywordArgument(_ value: Expression, _ label: inout Name?) -> Expression {
    let place = currentSpan
    guard case .name(let name) = value.kind else {
      reportHere(
        Diagnostic("cyb-assignment-in-condition", "`=` assigns, it does not compare", at: place)
          .help("to compare write `==`").fix(place, "=="))
      advance()
      _ = expression()
      lastErrorPosition = position
      return Expression(.invalid, span(from: value.span.start))
    }
    reportHere(
      Diagnostic("cyb-keyword-argument", "a named argument is written with `:`", at: place)
        .help("write `\(name): …`").fix(place, ":"))
    advance()
    label = Name(name, value.span)
    let argument = expression()
    return argument
  }

  /// `xs[1:3]`.
  mutating func sliceColon() {
    reportHere(
      Diagnostic("cyb-slice-colon", "a slice is written with a range", at: currentSpan)
        .help("write `xs[1..<3]`; `1..3` takes the last one too"))
    advance()
    if !at(.rightBracket) { _ = expression() }
    lastErrorPosition = position
  }

  /// `xs[1, 2]`.
  mutating func indexComma() {
    unexpected("`]`", help: "an element of a list of lists is `xs[1][2]`")
    while take(.comma) { _ = expression() }
    lastErrorPosition = position
  }

  /// A bare comprehension that is not the only argument.
  mutating func bareComprehension(_ value: Expression) {
    report(
      Diagnostic("cyb-bare-comprehension", "a comprehension beside other arguments wants brackets", at: value.span)
        .help("write `[… for … in …]`"))
  }

  mutating func nestedComprehension() {
    unexpected(
      "the end of the comprehension",
      help: at(.if)
        ? "join conditions with `and`"
        : "put one comprehension into the other: `flatten([[… for y in ys] for x in xs])`")
    while at(.if) || at(.for) {
      advance()
      _ = expression()
    }
    lastErrorPosition = position
  }

  mutating func parenthesisedComprehension() {
    reportHere(
      Diagnostic("cyb-bare-comprehension", "a comprehension stands in brackets or braces", at: currentSpan)
        .help("write `[… for … in …]`"))
    _ = comprehension(Expression(.invalid, currentSpan), .list, current.start)
    lastErrorPosition = position
  }

  // MARK: Brackets

  mutating func looseLambda(_ place: Span) {
    report(
      Diagnostic("cyb-parenthesise", "a function `… -> …` reaches to the end of an expression", at: place)
        .help("put it in parentheses"))
  }

  mutating func tuple(_ place: Span, _ count: Int) {
    let problem = Diagnostic(
      "cyb-tuple", count == 0 ? "empty parentheses hold no value" : "parentheses hold one value, not \(count)",
      at: place)
    report(problem.help(count == 0 ? "the absence of a value is `nothing`" : "a list is written `[a, b]`"))
  }

  /// `{"a": 1}`.
  mutating func textKeys() {
    let place = currentSpan
    let written = String(text(of: current).dropFirst().dropLast())
    let isName =
      !written.isEmpty && written.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      && written.first?.isNumber == false
    var problem = Diagnostic("cyb-text-key", "a record has names for keys, a map stands in brackets", at: place)
    if isName { problem = problem.help("as a record: `{\(written): …}`").fix(place, written) }
    reportHere(problem.help("as a map: `[\"\(written)\": …]`"))
    lastErrorPosition = position
    var nesting = 0
    while !at(.endOfFile), nesting > 0 || !at(.rightBrace) {
      if kind.isOpeningBracket { nesting += 1 }
      if kind.isClosingBracket { nesting -= 1 }
      if nesting < 0 { return }
      advance()
    }
    lastErrorPosition = position
  }

  /// `{1: 2}`.
  mutating func mapInBraces() {
    reportHere(
      Diagnostic("cyb-text-key", "a map stands in brackets", at: currentSpan)
        .help("write `[key: value, …]`; between braces stands a set or a record"))
    advance()
    _ = expression()
    lastErrorPosition = position
  }

  /// `{k: v for k, v in m}`.
  mutating func braceComprehension(_ field: Field, _ start: UInt32, _ outer: Context) -> Expression {
    reportHere(
      Diagnostic("cyb-brace-comprehension", "a map is made in brackets", at: currentSpan)
        .help("write `[\(field.name.text): … for … in …]`"))
    context = []
    _ = comprehension(field.value, .set, start)
    close(.rightBrace, outer)
    lastErrorPosition = position
    return Expression(.invalid, span(from: start))
  }

  // MARK: Interpolations

  mutating func emptyInterpolation() {
    reportHere(
      Diagnostic("cyb-expected-expression", "nothing stands between the braces", at: currentSpan)
        .help("an interpolation is `{x}`; for the braces themselves write `{{}}`"))
  }

  mutating func unexpectedInInterpolation() {
    if at(.colon) {
      unexpected("`}`", help: "a number is formatted with a function: `{format(x, 2)}`; a brace itself is written `{{`")
    } else {
      unexpected("`}`", help: "a brace itself is written `{{`")
    }
  }

  // MARK: Phrases

  /// `has A not ratified T`.
  mutating func misplacedNot(_ owner: PhraseOwner) -> Name? {
    let help: String
    switch owner {
    case .question(let modal): help = "write `not \(modal.rawValue) …`"
    case .norm(.oblige): help = "a duty not to act is `forbid SUBJECT to ACT`"
    case .norm: help = "a norm speaks of an act; turn it round with `forbid` or `permit`"
    default: help = "what did not happen is not recorded"
    }
    reportHere(
      Diagnostic("cyb-misplaced-not", "`not` stands before the whole question, not before its verb", at: currentSpan)
        .help(help))
    advance()
    guard kind.isWord, !kind.cannotBeVerb, !startsLine else { return nil }
    return takeWord()
  }

  mutating func missingVerb(_ owner: PhraseOwner) {
    if at(.or) || at(.and), !startsLine {
      return expectedMore("a verb", help: "several subjects are a set: `{a, b}`")
    }
    let form: String
    switch owner {
    case .norm: form = "a verb, such as `use` or `ratify`"
    case .event, .trigger: form = "a verb, such as `uses` or `ratifies`"
    case .question(let modal):
      form = modal == .has ? "a verb, such as `used` or `ratified`" : "a verb, such as `use` or `ratify`"
    }
    expectedMore(form)
  }

  func fillerHint() -> String? {
    if kind.isPhraseWord { return "in a phrase `\(text(of: current))` is no name; in parentheses it is" }
    return nil
  }

  func subjectHint() -> String? {
    kind.isPhraseWord ? "in a phrase `\(text(of: current))` is no name; in parentheses it is" : nil
  }

  /// Whether `or` or `and` behind a filler joins it with another one rather than with another condition.
  func isJoinedRole(_ owner: PhraseOwner) -> Bool {
    guard peek().isName else { return false }
    if owner.isNorm { return true }
    switch peek(2) {
    case .for, .with, .against, .to, .of, .from, .about, .over:
      return !(tokens[min(position + 2, end)].flags.contains(.newlineBefore) && peek(3) == .colon)
    default: return false
    }
  }

  /// `for crime or espionage`.
  mutating func joinedRole<Filler>(_ preposition: Preposition, _ first: Filler) {
    let word = text(of: current)
    let start = tokens[position - 1]
    let second = tokens[position + 1]
    let firstText = text(of: start)
    let secondText = text(of: second)
    var problem = Diagnostic("cyb-or-in-role", "`\(word)` joins conditions, not what stands in a role", at: currentSpan)
      .help("several in one role are a set: `\(preposition.rawValue) {\(firstText), \(secondText)}`")
    if start.kind.isName, position < 2 || tokens[position - 2].kind != .dot, peek(2) != .dot, peek(2) != .leftParen {
      problem = problem.fix(span(of: start).joined(span(of: second)), "{\(firstText), \(secondText)}")
    }
    reportHere(problem)
    while at(.or) || at(.and) || at(.comma) && peek().isName && (peek(2) == .or || peek(2) == .comma) {
      advance()
      _ = term()
    }
    lastErrorPosition = position
  }

  private func hintForMissingOperand() -> String? {
    guard position > 0 else { return nil }
    switch tokens[position - 1].kind {
    case .try: return "`try e else e2` gives `e2` where `e` fails"
    case .ask where at(.is): return ForeignModal.help
    default: return nil
    }
  }

  // MARK: Anything

  /// Whether the token before the one at hand is such a name.
  private func isBehind(_ word: String) -> Bool {
    position > 0 && tokens[position - 1].kind == .name && text(of: tokens[position - 1]) == word
  }

  /// Advice for a token that fits nowhere.
  func hintForUnexpected() -> String? {
    guard !startsLine else { return nil }
    switch kind {
    case .assign: return "to compare write `==`"
    case .if: return "a choice is written `if c then a else b`"
    case .name where isBehind("lambda"): return "a function without a name is written `x -> e`"
    case .text where isBehind("f"), .textHead where isBehind("f"):
      return "every text takes `{x}` for a value: leave out the `f`"
    case .foreignAnd, .foreignOr, .foreignNot, .foreignArrow, .foreignIdentical, .foreignDiffers, .foreignPower,
      .foreignIncrement, .foreignModulo, .foreignLessGreater:
      return translation.help
    case .question: return "a choice is written `if c then a else b`"
    case .then: return "a statement is written `if c { … }`"
    case .unitMinute, .unitHour, .unitDay, .unitWeek, .unitMonth, .unitYear:
      return "a duration is a number with its unit; of a value make one by `n * 1 day`"
    default: return nil
    }
  }
}

/// Words with which a question begins in English, and not here.
enum ForeignModal {
  static let words: Set = [
    "does", "do", "did", "is", "was", "were", "have", "had", "will", "can", "could", "should", "shall",
  ]
  static let help = "a question begins with `has`, `may`, `must`, `would`, `might` or `who`: `would A honour T`"
}
