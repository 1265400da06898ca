/// Operands: names, literals, brackets, and the members, calls and indices behind them.
extension Parser {
  /// `operand = question { rider } | primary { trailer } { rider } ;`, riders on a primary only after a call
  mutating func operand() -> Expression {
    let outerHeight = height
    height = 0
    defer { height = max(outerHeight, height) }
    switch kind {
    case .why, .who, .has, .may, .must, .would, .might: return question()
    default: break
    }
    let value = trailers(primary())
    guard case .call = value.kind, !context.contains(.rider),
      kind == .as || kind == .since || kind == .supposing || kind == .endOfFile
    else { return value }
    let riders = riders()
    return riders.isEmpty ? value : Expression(.ridden(value, riders), span(from: value.span.start))
  }

  /// `primary = NAME | literal | list | setLit | setComp | record | "(" expr ")" ;`
  ///
  /// ```
  /// literal = NUMBER [ UNIT ] | DATE | TEXT | "yes" | "no" | "true" | "false" | "unknown" | "nothing" ;
  /// ```
  mutating func primary() -> Expression {
    let token = current
    if let known = handedBack, known.start == position {
      handedBack = nil
      position = known.end
      return known.expression
    }
    switch token.kind {
    case .number: return number()
    case .date:
      advance()
      let value = DateLiteral(bytes: rawBytes(of: token))
      return Expression(value.map { .date($0) } ?? .invalid, span(of: token))
    case .text, .textHead: return textLiteral()
    case .yes, .true: return truth(.yes)
    case .no, .false: return truth(.no)
    case .unknownTruth: return truth(.unknown)
    case .nothing:
      advance()
      return Expression(.nothing, span(of: token))
    case .leftParen: return parentheses()
    case .leftBracket: return list()
    case .leftBrace: return braces()
    default:
      if atName {
        advance()
        return Expression(.name(text(of: token)), span(of: token))
      }
      return missingOperand()
    }
  }

  private mutating func truth(_ value: TruthLiteral) -> Expression {
    let place = currentSpan
    advance()
    return Expression(.truth(value), place)
  }

  private mutating func number() -> Expression {
    let token = current
    advance()
    guard !token.flags.contains(.malformed) else { return Expression(.invalid, span(of: token)) }
    let value = NumberLiteral.value(rawBytes(of: token))
    if value.isInfinite {
      report(
        Diagnostic("cyb-number-too-large", "`\(text(of: token))` is too large for a number", at: span(of: token))
          .help("the largest is about 1.8e308"))
      return Expression(.invalid, span(of: token))
    }
    let isPercent = bytes[Int(token.end) - 1] == UInt8(ascii: "%")
    guard !isPercent, !current.flags.contains(.newlineBefore), let unit else {
      return Expression(.number(value), span(of: token))
    }
    advance()
    return Expression(.duration(value, unit), span(from: token.start))
  }

  private var unit: DurationUnit? {
    switch kind {
    case .unitMinute: .minutes
    case .unitHour: .hours
    case .unitDay: .days
    case .unitWeek: .weeks
    case .unitMonth: .months
    case .unitYear: .years
    default: nil
    }
  }

  /// `trailer = "." MEMBER | "(" [ args ] ")" | "[" expr "]" ;`
  mutating func trailers(_ first: Expression) -> Expression {
    var value = first
    while true {
      switch kind {
      case .dot:
        advance()
        if isRecording { expect(.member(of: file.text(value.span))) }
        guard kind.isWord else {
          if at(.leftBracket) || at(.leftParen) {
            unexpected("a field's name after `.`", help: "an index needs no dot: `x[i]`")
          } else {
            expectedMore("a field's name after `.`")
          }
          return Expression(.invalid, span(from: value.span.start))
        }
        let name = takeWord()
        value = Expression(.member(value, name), value.span.joined(name.span))
      case .leftParen where !startsLine:
        let arguments = arguments(of: value)
        value = Expression(.call(value, arguments), span(from: value.span.start))
      case .leftBracket where !startsLine:
        value = index(of: value)
      default: return value
      }
      grow()
      if hasGivenUp { return value }
    }
  }

  private mutating func index(of value: Expression) -> Expression {
    let outer = open()
    if at(.rightBracket) { expectedMore("an index or a range") }
    let index = expression()
    if at(.colon) { sliceColon() }
    if at(.comma) { indexComma() }
    close(.rightBracket, outer)
    return Expression(.index(value, index), span(from: value.span.start))
  }

  /// ```
  /// args = expr comp | arg { "," arg } [ "," ] ;
  /// arg  = [ NAME ":" ] expr ;
  /// ```
  private mutating func arguments(of callee: Expression) -> [Argument] {
    let outer = open()
    var arguments: [Argument] = []
    var given: [String] = []
    while true {
      if isRecording { expect(.argument(of: file.text(callee.span), given: given)) }
      if at(.rightParen) || at(.endOfFile) { break }
      let before = position
      var label: Name?
      if kind.isWord, peek() == .colon {
        label = takeWord()
        advance()
        if expectation != nil, let label { given.append(label.text) }
      }
      let start = current.start
      var value = expression()
      if at(.for) {
        value = comprehension(value, .argument, start)
        if !arguments.isEmpty || at(.comma) { bareComprehension(value) }
      } else if at(.assign) {
        value = keywordArgument(value, &label)
      }
      arguments.append(Argument(label: label, value: value))
      if take(.comma) { continue }
      if at(.rightParen) { break }
      guard lastErrorPosition >= before || missingComma("another argument") else { break }
      guard skipToElementEnd(.rightParen) else { break }
      if !take(.comma) { break }
    }
    close(.rightParen, outer, expecting: "`,`")
    return arguments
  }

  /// Reports two elements without a comma between them; false where the list rather ends here.
  mutating func missingComma(_ what: String) -> Bool {
    guard !at(.endOfFile), !kind.isClosingBracket, !isBehindOpenText,
      !(current.flags.contains(.newlineBefore) && startsStatement)
    else {
      return false
    }
    unexpected("`,` before \(what)")
    return true
  }

  /// `comp = "for" NAME [ "," NAME ] "in" expr [ "if" expr ] ;`
  mutating func comprehension(_ element: Expression, _ form: Comprehension.Form, _ start: UInt32) -> Expression {
    advance()
    let invalid = Expression(.invalid, span(from: start))
    guard let first = name("a name for each element") else { return invalid }
    var second: Name?
    if take(.comma) {
      second = name("a second name")
      if second == nil { return invalid }
    }
    guard take(.in) else {
      expect(.token("in"))
      unexpected("`in`", help: "a comprehension reads `[e for x in xs]`")
      return invalid
    }
    let source = expression()
    let condition = take(.if) ? expression() : nil
    if at(.if) || at(.for) { nestedComprehension() }
    let comprehension = Comprehension(
      form: form, element: element, first: first, second: second, source: source, condition: condition)
    return Expression(.comprehension(comprehension), span(from: start))
  }
}
