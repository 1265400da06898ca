/// Looking at tokens and moving over them.
extension Parser {
  @inline(__always) var current: Token { tokens[position] }
  @inline(__always) var kind: TokenKind { tokens[position].kind }

  @inline(__always) func at(_ kind: TokenKind) -> Bool { tokens[position].kind == kind }

  @inline(__always) func peek(_ distance: Int = 1) -> TokenKind {
    position + distance <= end ? tokens[position + distance].kind : .endOfFile
  }

  @inline(__always) mutating func advance() {
    if position < end { position += 1 }
  }

  /// Moves over a token of that kind, if it is there.
  @inline(__always) mutating func take(_ kind: TokenKind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  @inline(__always) func span(of token: Token) -> Span { Span(file: file.id, start: token.start, end: token.end) }

  @inline(__always) var currentSpan: Span { span(of: current) }

  @inline(__always) var previousEnd: UInt32 { position > 0 ? tokens[position - 1].end : 0 }

  /// From a start to the end of the token before.
  @inline(__always) func span(from start: UInt32) -> Span {
    Span(file: file.id, start: start, end: max(start, previousEnd))
  }

  /// The empty place just behind the token before.
  var placeBehind: Span { Span(file: file.id, start: previousEnd, end: previousEnd) }

  func rawBytes(of token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + Int(token.start), count: Int(token.end - token.start))
  }

  func text(of token: Token) -> String { String(decoding: rawBytes(of: token), as: UTF8.self) }

  /// The word at hand as a name, whatever word it is; moves over it.
  mutating func takeWord() -> Name {
    let token = current
    advance()
    return Name(text(of: token), span(of: token))
  }

  // MARK: Lines

  /// Whether the token at hand begins a line, where lines matter.
  @inline(__always) var startsLine: Bool {
    context.contains(.newlines) && current.flags.contains(.newlineBefore)
  }

  /// Whether a word at hand goes on with what stands before it: at the start of a line it does not where it is a
  /// field's name or a variable that is assigned to.
  @inline(__always) var wordContinues: Bool {
    guard startsLine else { return true }
    let next = peek()
    return next != .colon && !next.isAssignment
  }

  /// Whether a statement may end before the token at hand.
  @inline(__always) var atStatementEnd: Bool {
    switch kind {
    case .semicolon, .endOfFile, .rightBrace: true
    default: startsLine
    }
  }

  /// Whether the token at hand may be a name, as the surroundings have it.
  @inline(__always) var atName: Bool {
    let kind = kind
    return kind.isName && !(kind.isPhraseWord && context.contains(.phrase))
  }

  // MARK: Depth

  /// Enters a level of nesting; false, with a diagnostic, where there are too many.
  @inline(__always) mutating func enter() -> Bool {
    depth += 1
    untilLook -= 1
    if untilLook < 0 { look() }
    if depth <= options.nestingLimit { return true }
    tooDeep()
    return false
  }

  @inline(__always) mutating func leave() { depth -= 1 }

  @inline(never) private mutating func look() {
    untilLook = 1024
    if !options.mayGoOn() { giveUp() }
  }

  @inline(never) private mutating func tooDeep() {
    report(
      Diagnostic(
        "cyb-nesting-too-deep", "this nests deeper than \(options.nestingLimit) levels", at: currentSpan
      ).help("name parts of it with `let`"))
    giveUp()
  }

  /// Counts a link of a chain (an operator, a member, a call) on top of the expression at hand.
  @inline(__always) mutating func grow() {
    height += 1
    if height > options.chainLimit { tooLong() }
  }

  @inline(never) private mutating func tooLong() {
    report(
      Diagnostic(
        "cyb-chain-too-long", "this expression chains more than \(options.chainLimit) operations", at: currentSpan
      ).help("name parts of it with `let`, or compute it in a loop"))
    giveUp()
  }

  /// Skips the rest of the text without a further report.
  mutating func giveUp() {
    hasGivenUp = true
    position = end
    handedBack = nil
  }

  // MARK: Brackets

  /// Moves over an opening bracket, into a context of its own; gives the context to go back to.
  mutating func open(_ inner: Context = []) -> Context {
    openBrackets.append(OpenBracket(kind: kind, span: currentSpan))
    advance()
    let outer = context
    context = inner
    return outer
  }

  /// Moves over the closing bracket that belongs to the innermost open one, or reports what stands there instead.
  mutating func close(_ closing: TokenKind, _ outer: Context, expecting alternatives: String = "") {
    let opened = openBrackets.removeLast()
    context = outer
    if take(closing) || isBehindOpenText { return }
    let wanted = "`\(Vocabulary.spelling(of: closing) ?? "")`"
    if at(.endOfFile) {
      needsMore = true
      reportHere(
        Diagnostic("cyb-unclosed-bracket", "\(wanted) is missing at the end of the text", at: currentSpan)
          .label(opened.span, "opened here")
          .help(hintForComment(behind: opened.span)))
      return
    }
    let expected = alternatives.isEmpty ? wanted : "\(alternatives) or \(wanted)"
    reportHere(
      Diagnostic("cyb-unclosed-bracket", "expected \(expected), found \(describeCurrent())", at: placeOfCurrent)
        .label(opened.span, "opened here"))
    // A closing bracket of the wrong kind is taken for this one, unless it closes another that is open.
    if kind.isClosingBracket, !openBrackets.contains(where: { $0.kind == opening(of: kind) }) { advance() }
  }

  /// Advice where a bracket is followed by a comment on its line, such as in `print(7 // 2)`.
  private func hintForComment(behind bracket: Span) -> String? {
    let comment = comments.first { $0.kind == .line && $0.span.start > bracket.end }
    guard let comment, !file.text(Span(file: file.id, start: bracket.end, end: comment.span.start)).contains("\n"),
      file.text(comment.span).contains(")") || file.text(comment.span).contains("]")
    else { return nil }
    return "`//` begins a comment; a quotient without its remainder is `floor(a / b)`"
  }

  /// Whether the line before ends in a text that is not closed, which has swallowed whatever stood behind it.
  var isBehindOpenText: Bool {
    guard position > 0, at(.endOfFile) || current.flags.contains(.newlineBefore) else { return false }
    let previous = tokens[position - 1]
    return previous.flags.contains(.malformed) && (previous.kind == .text || previous.kind == .textTail)
  }

  private func opening(of closing: TokenKind) -> TokenKind {
    switch closing {
    case .rightParen: .leftParen
    case .rightBracket: .leftBracket
    default: .leftBrace
    }
  }
}
