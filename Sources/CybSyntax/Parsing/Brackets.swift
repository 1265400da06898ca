/// Parentheses, lists, maps, sets and records.
extension Parser {
  /// `"(" expr ")"`, or the parameters of a lambda where `->` follows.
  mutating func parentheses() -> Expression {
    let start = current.start
    let mayBeLambda = lambdaStart == position
    let outer = open()
    var elements: [Expression] = []
    while !at(.rightParen), !at(.endOfFile) {
      let before = position
      elements.append(expression())
      if at(.for), elements.count == 1 { parenthesisedComprehension() }
      if take(.comma) { continue }
      if at(.rightParen) { break }
      guard lastErrorPosition >= before, skipToElementEnd(.rightParen), take(.comma) else { break }
    }
    if elements.isEmpty, at(.endOfFile) { expect(.expression) }
    close(.rightParen, outer)
    let place = span(from: start)
    if at(.arrow), !startsLine {
      if !mayBeLambda { looseLambda(place) }
      var parameters: [Name] = []
      for element in elements {
        if case .name(let name) = element.kind {
          parameters.append(Name(name, element.span))
        } else {
          report(
            Diagnostic("cyb-unexpected-token", "a parameter of `->` is a name", at: element.span)
              .help("write `(a, b) -> …`"))
        }
      }
      return lambda(parameters, start)
    }
    guard elements.count == 1 else {
      if lastErrorPosition < 0 || diagnostics.last?.span.map({ $0.start < start }) ?? true {
        tuple(place, elements.count)
      }
      return Expression(.invalid, place)
    }
    height += 1
    return Expression(.parenthesised(elements[0]), place)
  }

  /// ```
  /// list = "[" "]" | "[" ":" "]" | "[" expr { "," expr } [ "," ] "]" | "[" expr comp "]"
  ///      | "[" expr ":" expr { "," expr ":" expr } [ "," ] "]" | "[" expr ":" expr comp "]" ;
  /// ```
  mutating func list() -> Expression {
    let start = current.start
    let outer = open()
    if at(.colon), peek() == .rightBracket {
      advance()
      close(.rightBracket, outer)
      return Expression(.map([]), span(from: start))
    }
    var elements: [Expression] = []
    var entries: [MapEntry] = []
    var isMap: Bool?
    while !at(.rightBracket), !at(.endOfFile) {
      let before = position
      let elementStart = current.start
      let element = expression()
      if at(.colon), isMap ?? true {
        advance()
        isMap = true
        let value = expression()
        if at(.for), entries.isEmpty {
          let made = comprehension(element, .map(value), start)
          close(.rightBracket, outer)
          return Expression(made.kind, span(from: start))
        }
        entries.append(MapEntry(key: element, value: value))
      } else if at(.for), elements.isEmpty, isMap == nil {
        let made = comprehension(element, .list, elementStart)
        close(.rightBracket, outer)
        return Expression(made.kind, span(from: start))
      } else {
        if isMap ?? false, lastErrorPosition < before { unexpected("`:` and the value of the entry") }
        if isMap == false, at(.colon) {
          unexpected("`,` or `]`", help: "all elements of a map have a key: `[k: v, …]`")
        }
        isMap = isMap ?? false
        elements.append(element)
      }
      if take(.comma) { continue }
      if at(.rightBracket) { break }
      guard lastErrorPosition >= before || missingComma("another element") else { break }
      guard skipToElementEnd(.rightBracket) else { break }
      if !take(.comma) { break }
    }
    expect(.expression)
    close(.rightBracket, outer, expecting: "`,`")
    height += 1
    return Expression(isMap ?? false ? .map(entries) : .list(elements), span(from: start))
  }

  /// ```
  /// setLit  = "{" expr { "," expr } [ "," ] "}" ;
  /// setComp = "{" expr comp "}" ;
  /// record  = "{" { NL } [ field { MSEP { MSEP } field } { MSEP } ] "}" ;
  /// ```
  mutating func braces() -> Expression {
    let start = current.start
    if peek() == .rightBrace || (peek().isWord && peek(2) == .colon) { return record(start) }
    let outer = open()
    var elements: [Expression] = []
    if at(.text), peek() == .colon { textKeys() }
    while !at(.rightBrace), !at(.endOfFile) {
      let before = position
      let elementStart = current.start
      let element = expression()
      if at(.for), elements.isEmpty {
        let made = comprehension(element, .set, elementStart)
        close(.rightBrace, outer)
        return Expression(made.kind, span(from: start))
      }
      if at(.colon), lastErrorPosition < before { mapInBraces() }
      elements.append(element)
      if take(.comma) { continue }
      if at(.rightBrace) { break }
      guard lastErrorPosition >= before || missingComma("another element") else { break }
      guard skipToElementEnd(.rightBrace) else { break }
      if !take(.comma) { break }
    }
    expect(.expression)
    close(.rightBrace, outer, expecting: "`,`")
    height += 1
    return Expression(.set(elements), span(from: start))
  }

  private mutating func record(_ start: UInt32) -> Expression {
    let outer = open(.newlines)
    var fields: [Field] = []
    while true {
      while at(.comma) || at(.semicolon) { advance() }
      if at(.rightBrace) || at(.endOfFile) { break }
      let before = position
      let documentation = takeDocumentation()
      if kind.isWord, peek() == .colon {
        fields.append(field(documentation))
        if at(.for), fields.count == 1, isComprehensionAhead { return braceComprehension(fields[0], start, outer) }
      } else {
        misreadField()
      }
      guard !atMemberEnd else { continue }
      if lastErrorPosition < before { unexpected("`,`, `}` or a new line") }
      guard skipToElementEnd(.rightBrace) else { break }
      if position == before { advance() }
    }
    if isRecording { expect(.field(owner: nil, given: expectation == nil ? [] : fields.map(\.name.text))) }
    close(.rightBrace, outer, expecting: "`,`")
    height += 1
    return Expression(.record(fields), span(from: start))
  }
}
