/// Statements as other languages write them, and what to say about them.
extension Parser {
  // MARK: Blocks

  /// `{` on a line of its own: reported, and read as if it stood where it belongs.
  mutating func braceOnNextLine(_ owner: String) {
    reportHere(
      Diagnostic("cyb-brace-on-next-line", "`{` begins a new line", at: currentSpan)
        .help("a line break ends a statement, so `{` stands on the line of \(owner)")
        .label(placeBehind, "put it here"))
  }

  mutating func missingBlock(_ owner: String) {
    expect(.token("{"))
    if at(.endOfFile), !openBrackets.isEmpty { needsMore = true }
    if at(.colon), !startsLine {
      reportHere(
        Diagnostic("cyb-colon-block", "`:` begins no block", at: currentSpan)
          .help("the statements of \(owner) stand between `{` and `}`"))
    } else if owner == "`suppose`", !startsLine, !at(.endOfFile) {
      unexpected(
        "`{` and the block of `suppose`",
        help: "for one question write the change behind it: `ask … supposing T.quorum = 3`")
    } else if at(.foreignArrow), owner == "the function" {
      unexpected("`{` and the block of the function", help: "a function of one expression is written `fn f(x) = e`")
    } else {
      unexpected("`{` and the block of \(owner)")
    }
  }

  /// Whether the `{` at hand begins a block of statements rather than a set or a record.
  func isBlockAhead() -> Bool {
    switch peek() {
    case .let, .var, .return, .while, .ask, .break, .continue, .expect, .fn: true
    case .for: peek(2).isName && (peek(3) == .in || peek(3) == .comma)
    default: peek().isName && peek(2).isAssignment
    }
  }

  /// `x -> { let … }`.
  mutating func blockLambda(_ start: UInt32) -> Expression {
    report(
      Diagnostic("cyb-block-lambda", "after `->` stands one expression, not a block", at: currentSpan)
        .help("declare a function: `fn name(x) { … }`, and name it here"))
    _ = block(after: "the function")
    return Expression(.invalid, span(from: start))
  }

  // MARK: Words of other languages

  /// A statement that begins with a word another language would have there; nothing where it may be in order.
  mutating func foreignStatement() -> Statement.Kind? {
    let next = tokens[min(position + 1, end)]
    guard !next.flags.contains(.newlineBefore) else { return nil }
    let word = kind
    switch word {
    case .forbid, .oblige, .permit, .empower:
      guard isNormAhead() else { return nil }
      return normOutside()
    case .clause:
      guard next.kind.isWord, peek(2) == .leftBrace || peek(2) == .text || peek(2) == .textHead else { return nil }
      return clauseOutside()
    case .name, .from: break
    default: return nil
    }
    guard next.kind.isWord || next.kind == .leftBrace || next.kind == .text || next.kind == .number else { return nil }
    let written = text(of: current)
    let help: String
    switch written {
    case "def", "func", "function", "fun", "proc", "sub":
      guard next.kind.isName, peek(2) == .leftParen else { return nil }
      help = "a function begins with `fn`"
    case "const", "val", "final", "auto":
      guard next.kind.isName, peek(2) == .assign || peek(2) == .colon else { return nil }
      help = "a value that stays is declared with `let`, one that changes with `var`"
    case "elif", "elsif", "elseif": help = "write `} else if … {` behind the block before"
    case "from":
      guard next.kind.isName, peek(2) == .import else { return nil }
      help = "all names of a file come with `import \"\(text(of: next)).cyb\"`"
    case "foreach": help = "a loop begins with `for`: `for x in xs { … }`"
    case "assert":
      guard next.kind != .leftBrace, next.kind != .text else { return nil }
      help = "an expectation is written `expect e`"
    case "until", "unless", "loop", "repeat", "switch", "match", "do":
      guard next.kind == .leftBrace || written == "until" || written == "switch" || written == "match" else {
        return nil
      }
      guard peek(2) != .leftBrace || next.kind == .leftBrace, peek(2) != .colon else { return nil }
      help = "there are `if`, `for` and `while`"
    default: return nil
    }
    report(Diagnostic("cyb-foreign-keyword", "`\(written)` is no word of the language", at: currentSpan).help(help))
    let replacement = written == "foreach" ? TokenKind.for : help.hasPrefix("a function") ? .fn : nil
    if let replacement, let spelling = Vocabulary.spelling(of: replacement) {
      diagnostics[diagnostics.count - 1].fixIts.append(.init(span: currentSpan, replacement: spelling))
      if replacement == .fn {
        _ = functionStatement(nil)
        return .invalid
      }
    }
    advance()
    lastErrorPosition = position
    skipForeignStatement()
    return .invalid
  }

  /// Skips a statement of another language with the block behind it.
  private mutating func skipForeignStatement() {
    while !atStatementEnd, !at(.leftBrace) { advance() }
    if at(.leftBrace) { _ = block(after: "it") }
  }

  private func isNormAhead() -> Bool {
    switch peek() {
    case .anyone, .any, .each, .anything: true
    case .leftBrace: false
    default: peek().isName && peek(2) == .to
    }
  }

  private mutating func normOutside() -> Statement.Kind {
    report(
      Diagnostic("cyb-norm-outside", "a norm stands in a clause of a treaty", at: currentSpan)
        .help("write it within `treaty NAME { clause 1 { … } }`"))
    _ = norm(nil)
    return .invalid
  }

  private mutating func clauseOutside() -> Statement.Kind {
    report(
      Diagnostic("cyb-clause-outside", "a clause stands in a treaty", at: currentSpan)
        .help("write it within `treaty NAME { … }`"))
    _ = clauseDeclaration(nil)
    return .invalid
  }

  // MARK: Declarations

  /// `lett x = 1`, `A signs T`: two words that look like a declaration, and what follows them says otherwise.
  mutating func misreadDeclaration(_ word: Name, _ names: [DeclaredName]) -> Statement.Kind? {
    guard names.count == 1, case .fixed(let name) = names[0].kind, !startsLine else { return nil }
    if at(.assign) {
      let keyword = Suggestions.closest(to: word.text, among: ["let", "var"])
      var problem = Diagnostic("cyb-misspelt-keyword", "no statement begins with `\(word.text)`", at: word.span)
        .help(keyword.map { "did you mean `\($0)`?" } ?? "a value is declared with `let \(name.text) = …`")
      if let keyword { problem = problem.fix(word.span, keyword) }
      report(problem)
      advance()
      _ = expression()
      return .invalid
    }
    if at(.leftParen) {
      let isFunction = Suggestions.closest(to: word.text, among: ["fn"]) != nil
      report(
        Diagnostic("cyb-misspelt-keyword", "no statement begins with `\(word.text) \(name.text)(`", at: word.span)
          .help(isFunction ? "did you mean `fn`?" : "a function is declared with `fn \(name.text)(…)`"))
      skipForeignStatement()
      return .invalid
    }
    if at(.in) {
      report(
        Diagnostic("cyb-misspelt-keyword", "no statement begins with `\(word.text)`", at: word.span)
          .help("a loop reads `for \(name.text) in … { … }`"))
      skipForeignStatement()
      return .invalid
    }
    if kind.isName || kind.isPhraseWord || preposition != nil || at(.leftParen) || at(.any) || at(.anyone) {
      if preposition != nil || peek().isName == false || startsEvent {
        report(
          Diagnostic("cyb-event-without-date", "an event begins with its date", at: word.span.joined(name.span))
            .help("write `on 2012-04-27: \(word.text) \(name.text) …`"))
        skipToStatementEnd()
        return .invalid
      }
    }
    if let modal = misplacedModal(word) { return modal }
    return nil
  }

  private var startsEvent: Bool {
    peek() == .endOfFile || peek().isWord || tokens[min(position + 1, end)].flags.contains(.newlineBefore)
  }

  /// `Atlantia may use k`: the modal verb stands first.
  private mutating func misplacedModal(_ word: Name) -> Statement.Kind? { nil }

  // MARK: Bodies

  /// What begins a line of a body and is no member.
  mutating func misreadMember(_ owner: BodyOwner) {
    let help: String?
    if kind.isWord, peek() == .assign {
      reportHere(
        Diagnostic("cyb-equals-in-body", "a field is written with `:`", at: span(of: tokens[position + 1]))
          .help("write `\(text(of: current)): …`").fix(span(of: tokens[position + 1]), ":"))
      advance()
      advance()
      _ = expression()
      return
    }
    if at(.text), peek() == .colon {
      reportHere(
        Diagnostic("cyb-text-key", "the name of a field stands without quotes", at: currentSpan)
          .help("write `\(text(of: current).dropFirst().dropLast()): …`"))
      advance()
      advance()
      _ = expression()
      return
    }
    if let own = Self.modality(of: text(of: current)), peek() != .colon {
      help = "such a norm begins with `\(own.rawValue)`"
    } else if at(.clause) {
      help = "a clause has an id of letters and digits, then its title: `clause 1 \"Title\" { … }`"
    } else if kind.isName, case .declaration = owner, isNormAhead() {
      help =
        Suggestions.closest(to: text(of: current), among: Norm.Modality.allCases.map(\.rawValue))
        .map { "did you mean `\($0)`?" } ?? "a norm begins with `forbid`, `oblige`, `permit` or `empower`"
    } else if at(.fn) || at(.let) || at(.var) {
      help = "functions and values are declared outside; a field reads `name: value`"
    } else if kind.isWord {
      let near = Suggestions.closest(
        to: text(of: current), among: Norm.Modality.allCases.map(\.rawValue) + ["clause"])
      help = near.map { "did you mean `\($0)`?" } ?? "a field reads `\(text(of: current)): value`"
    } else {
      help = nil
    }
    // It begins a line of its own, so the place is here and not where the line before ends.
    if at(.endOfFile) {
      unexpected("a field, a clause or a norm", help: help)
    } else {
      reportHere(
        Diagnostic(
          "cyb-unexpected-token", "expected a field, a clause or a norm, found \(describe(current))", at: currentSpan
        ).help(help))
    }
    if !at(.comma), !at(.semicolon), !at(.rightBrace), !at(.endOfFile) { advance() }
    lastErrorPosition = position
  }

  /// The norm that a word of the same sense begins.
  private static func modality(of word: String) -> Norm.Modality? {
    switch word {
    case "prohibit", "ban", "disallow", "prevent", "outlaw": .forbid
    case "require", "obligate", "shall", "must", "mandate": .oblige
    case "allow", "may": .permit
    case "authorise", "authorize", "enable", "entitle": .empower
    default: nil
    }
  }

  /// What stands where a record wants `name: value`.
  mutating func misreadField() {
    if at(.text), peek() == .colon { return textKeys() }
    if kind.isWord, peek() == .assign {
      reportHere(
        Diagnostic("cyb-equals-in-body", "a field is written with `:`", at: span(of: tokens[position + 1]))
          .help("write `\(text(of: current)): …`").fix(span(of: tokens[position + 1]), ":"))
      advance()
      advance()
      _ = expression()
      return
    }
    unexpected("a field `name: value`")
    advance()
    lastErrorPosition = position
  }

  // MARK: Types, imports, loops

  /// `x: number`: there are no annotations of types.
  mutating func typeAnnotation() {
    report(
      Diagnostic("cyb-type-annotation", "types are not written", at: currentSpan)
        .help("leave out `: …`; to check a value write `expect x is number`"))
    advance()
    if kind.isWord { advance() }
    lastErrorPosition = position
  }

  /// `fn f(x) -> number`.
  mutating func returnType() {
    report(
      Diagnostic("cyb-type-annotation", "the type of a result is not written", at: currentSpan)
        .help("leave out `-> …`"))
    advance()
    if kind.isWord { advance() }
    lastErrorPosition = position
  }

  mutating func unquotedImport() {
    if kind.isWord, !startsLine {
      let word = text(of: current)
      report(
        Diagnostic("cyb-unexpected-token", "the path of a file is a text", at: currentSpan)
          .help("write `import \"\(word).cyb\"`"))
      advance()
      lastErrorPosition = position
    } else {
      expectedMore("the path of a file as a text", help: "write `import \"path.cyb\"`")
    }
  }

  func forHint() -> String? {
    if at(.assign) { return "to count write `for i in 1..10 { … }`" }
    if at(.of) { return "write `in` for `of`" }
    return "a loop reads `for x in xs { … }`"
  }

  /// `for (x in xs) {`.
  mutating func parenthesisedFor() -> Statement.Kind {
    report(
      Diagnostic("cyb-parenthesised-loop", "the head of a loop stands without parentheses", at: currentSpan)
        .help("a loop reads `for x in xs { … }`, or `for i in 0..<n { … }` to count"))
    let outer = open()
    _ = skipToElementEnd(.rightParen)
    while at(.comma), skipPastComma() {}
    close(.rightParen, outer)
    if at(.leftBrace) { _ = block(after: "`for`") }
    return .invalid
  }

  private mutating func skipPastComma() -> Bool {
    advance()
    return skipToElementEnd(.rightParen)
  }

  // MARK: Ends of statements

  /// Reports what follows a complete statement on its line.
  mutating func reportTrailing(_ statement: Statement) {
    if kind.isClosingBracket { return unmatchedBracket() }
    if isForeignOperator { return reportForeignOperator() }
    let help: String?
    var expression: Expression?
    switch statement.kind {
    case .ask(let value), .expression(let value), .expect(let value): expression = value
    case .binding(let binding): expression = binding.value
    default: break
    }
    if kind.isWord || at(.leftBrace) || at(.leftParen), case .set? = expression?.kind, case .expression = statement.kind
    {
      report(
        Diagnostic("cyb-event-without-date", "an event begins with its date", at: statement.span)
          .help("write `on 2012-04-27: \(file.text(statement.span)) …`"))
      return
    }
    if case .ask = statement.kind, case .name(let word)? = expression?.kind, ForeignModal.words.contains(word) {
      report(
        Diagnostic("cyb-misplaced-modal", "no question begins with `\(word)`", at: statement.span)
          .help(ForeignModal.help))
      return
    }
    if let expression, [.has, .may, .must, .would, .might].contains(kind) {
      let modal = text(of: current)
      report(
        Diagnostic("cyb-misplaced-modal", "`\(modal)` stands before the subject", at: currentSpan)
          .help("ask `\(modal) \(file.text(expression.span)) …`"))
      return
    }
    if case .expression(let value) = statement.kind, case .name(let name) = value.kind,
      kind == .text || kind == .textHead || kind == .number
    {
      switch name {
      case "print": help = "`print` is a function: `print(…)`"
      case "raise", "throw": help = "`expect E` ends the script where E does not hold"
      default: help = "a call has parentheses: `\(name)(…)`"
      }
    } else if at(.question) {
      help = "a choice is written `if c then a else b`"
    } else if at(.comma), case .ask = statement.kind {
      help = "each question wants an `ask` of its own"
    } else if at(.for), peek().isName, peek(2) == .in || peek(2) == .comma {
      help = "a comprehension stands in brackets: `[e for x in xs]`"
    } else if preposition != nil, let expression, endsInJoin(expression) {
      help = "for several in one role write a set: `for {a, b}`"
    } else if isPhrase(expression), kind.isWord,
      ["at", "on", "in", "by", "onto", "into", "towards", "upon"].contains(text(of: current))
    {
      help = "a role begins with one of `with for against to of from about over`"
    } else {
      help = hintForUnexpected()
    }
    unexpected("the end of the statement", help: help)
  }

  private func isPhrase(_ expression: Expression?) -> Bool {
    switch expression?.kind {
    case .question, .event: true
    default: false
    }
  }

  /// Whether an expression is a question joined by `or` or `and` with a bare name.
  private func endsInJoin(_ expression: Expression) -> Bool {
    if case .binary(let left, .or, _, let right) = expression.kind, case .question = left.kind, case .name = right.kind
    {
      return true
    }
    return false
  }

  /// `x <- 5`, which reads as a comparison with `-5`.
  private func isArrow(_ left: Expression, _ links: [ComparisonLink]) -> Bool {
    guard links.count == 1, links[0].comparison == .less else { return false }
    return file.text(Span(file: file.id, start: left.span.end, end: links[0].operand.span.end)).contains("<-")
  }

  /// An expression as a statement must do something.
  mutating func checkEffect(_ value: Expression) {
    if options.isREPL, blockDepth == 0 { return }
    switch value.kind {
    case .call, .event, .invalid: return
    case .ridden: return
    default: break
    }
    let written = file.text(value.span)
    let isShort = !written.contains(where: \.isNewline) && written.utf8.count <= 40
    let first = tokens[position > 0 ? position - 1 : 0]
    var problem = Diagnostic("cyb-no-effect", "this has no effect", at: value.span)
    switch value.kind {
    case .question: problem = problem.help("to print the answer write `ask \(isShort ? written : "…")`")
    case .comparison(let left, let links)
    where links.count == 1 && links[0].comparison == .equal && isTarget(left):
      problem = problem.help("to assign write `=`").help("to check it write `expect \(isShort ? written : "…")`")
    case .comparison(let left, let links) where isTarget(left) && isArrow(left, links):
      problem = problem.help("to assign write `=`, to declare a name `let \(file.text(left.span)) = …`")
    case .negate:
      problem = problem.help("a line that begins with `-` does not go on with the line before; put the `-` at its end")
    case .parenthesised, .list:
      problem = problem.help("a bracket that begins a line does not go on with the line before")
    case .name(let name) where ["pass", "end", "begin"].contains(name):
      problem = problem.help("blocks stand between `{` and `}`, and may be empty")
    case .name: problem = problem.help("to print it write `print(\(written))`; a call has parentheses")
    default: problem = problem.help("to print it write `print(\(isShort ? written : "…"))`, to keep it `let x = …`")
    }
    _ = first
    report(problem)
    // A statement that is complete does not hide what follows it.
    lastErrorPosition = -1
  }
}
