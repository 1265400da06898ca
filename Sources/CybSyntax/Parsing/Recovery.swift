/// Reports, and finding the way again after one.
extension Parser {
  mutating func report(_ diagnostic: Diagnostic) {
    guard !hasGivenUp else { return }
    diagnostics.append(diagnostic)
    lastErrorPosition = position
    if diagnostics.count >= options.errorLimit {
      diagnostics.append(
        Diagnostic(
          "cyb-too-many-errors", "more than \(options.errorLimit) errors; the rest is not read", at: currentSpan))
      giveUp()
    }
  }

  /// Reports a problem with the token at hand, unless one has been reported there.
  @inline(never) mutating func reportHere(_ diagnostic: Diagnostic) {
    guard lastErrorPosition != position, !hasGivenUp else { return }
    if kind == .unknown || current.flags.contains(.malformed) {
      // The lexer has reported it.
      lastErrorPosition = position
      return
    }
    report(diagnostic)
  }

  /// Reports that something else was wanted.
  @inline(never) mutating func unexpected(_ expected: String, help: String? = nil) {
    if at(.endOfFile) {
      if !openBrackets.isEmpty { needsMore = true }
    }
    reportHere(
      Diagnostic("cyb-unexpected-token", "expected \(expected), found \(describeCurrent())", at: placeOfCurrent)
        .help(help ?? hintForUnexpected()))
  }

  /// Reports that more is wanted: an operand, a name. At the end of the text it could still come.
  @inline(never) mutating func expectedMore(
    _ expected: String, code: DiagnosticCode = "cyb-unexpected-token", help: String? = nil
  ) {
    if at(.endOfFile) { needsMore = true }
    reportHere(
      Diagnostic(code, "expected \(expected), found \(describeCurrent())", at: placeOfCurrent)
        .help(help ?? hintForUnexpected()))
  }

  /// The token at hand; for one in a later line the end of the line before, where something is missing.
  var placeOfCurrent: Span { startsLine && !at(.endOfFile) ? placeBehind : currentSpan }

  /// The token at hand in the user's words.
  func describeCurrent() -> String {
    if startsLine, !at(.endOfFile) { return "the end of the line" }
    return describe(current)
  }

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .endOfFile: "the end of the text"
    case .number: "the number `\(text(of: token))`"
    case .date: "the date `\(text(of: token))`"
    case .text, .textHead: "a text"
    case .textMiddle, .textTail: "the end of the interpolation"
    default: token.kind.isReserved ? "the reserved word `\(text(of: token))`" : "`\(text(of: token))`"
    }
  }

  /// Skips to where a statement may begin: a new line, a `;`, or the `}` of the block at hand.
  mutating func skipToStatementEnd() {
    var nesting = 0
    while !at(.endOfFile) {
      switch kind {
      case .semicolon where nesting == 0: return
      case .leftParen, .leftBracket, .leftBrace: nesting += 1
      case .rightBrace where nesting == 0: return
      case .rightParen, .rightBracket, .rightBrace: nesting = max(0, nesting - 1)
      default: break
      }
      advance()
      if current.flags.contains(.newlineBefore), nesting == 0 || startsStatement { return }
    }
  }

  /// Skips to a comma or the closing bracket of the list at hand; false where a statement begins before.
  mutating func skipToElementEnd(_ closing: TokenKind) -> Bool {
    var nesting = 0
    while !at(.endOfFile) {
      if nesting == 0, at(.comma) || at(closing) { return true }
      if kind.isOpeningBracket {
        nesting += 1
      } else if kind.isClosingBracket {
        if nesting == 0 { return false }
        nesting -= 1
      }
      if current.flags.contains(.newlineBefore), startsStatement { return false }
      advance()
    }
    return false
  }

  /// Whether the word at hand begins a statement and nothing else.
  var startsStatement: Bool {
    switch kind {
    case .let, .var, .fn, .verb, .while, .break, .continue, .return, .import, .ask, .test, .expect, .suppose, .on: true
    default: false
    }
  }
}
