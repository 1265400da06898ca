/// Branches, loops and functions.
extension Parser {
  /// `ifStmt = "if" expr block { "else" "if" expr block } [ "else" block ] ;`
  mutating func ifStatement() -> Statement.Kind {
    let before = position
    var branches: [(condition: Expression, body: Block)] = []
    var otherwise: Block?
    repeat {
      advance()
      let condition = condition("if")
      if branches.isEmpty, at(.then) {
        // An expression after all.
        position = before
        let value = expression()
        return afterExpression(value, from: before)
      }
      branches.append((condition, block(after: "`if`")))
      guard takeElse() else { break }
      if at(.if), !current.flags.contains(.newlineBefore) { continue }
      otherwise = block(after: "`else`")
      break
    } while true
    return .conditional(Conditional(branches: branches, otherwise: otherwise))
  }

  private mutating func takeElse() -> Bool {
    if at(.else), peek() != .colon {
      advance()
      return true
    }
    if at(.else), peek() == .colon, peek(2) != .endOfFile, tokens[position + 2].flags.contains(.newlineBefore) {
      advance()
      return true
    }
    expect(.token("else"))
    if kind.isName, let mended = ["elif", "elsif", "elseif"].first(where: { text(of: current) == $0 }) {
      report(
        Diagnostic("cyb-foreign-keyword", "`\(mended)` is no word of the language", at: currentSpan)
          .help("write `else if`").fix(currentSpan, "else if"))
      // What follows is read as the condition of an `else if`.
      return readForeignElseIf()
    }
    return false
  }

  private mutating func readForeignElseIf() -> Bool {
    advance()
    _ = expression()
    _ = block(after: "`if`")
    return takeElse()
  }

  /// The expression after `if` or `while`, with a hint for `=` in it.
  mutating func condition(_ word: String) -> Expression {
    let value = expression()
    if at(.assign) {
      report(
        Diagnostic("cyb-assignment-in-condition", "`=` assigns, it does not compare", at: currentSpan)
          .help("to compare write `==`").fix(currentSpan, "=="))
      advance()
      let right = expression()
      return Expression(.invalid, value.span.joined(right.span))
    }
    return value
  }

  /// `forStmt = "for" NAME [ "," NAME ] "in" expr block ;`
  mutating func forStatement() -> Statement.Kind {
    advance()
    if at(.leftParen) { return parenthesisedFor() }
    guard let first = name("a name for each element") else { return .invalid }
    var second: Name?
    if take(.comma) {
      second = name("a second name")
      if second == nil { return .invalid }
    }
    guard take(.in) else {
      expect(.token("in"))
      unexpected("`in`", help: forHint())
      return .invalid
    }
    let source = expression()
    return .forLoop(ForLoop(first: first, second: second, source: source, body: block(after: "`for`")))
  }

  /// `whileStmt = "while" expr block ;`
  mutating func whileStatement() -> Statement.Kind {
    advance()
    let condition = condition("while")
    return .whileLoop(condition: condition, body: block(after: "`while`"))
  }

  /// `fnStmt = "fn" NAME "(" [ param { "," param } ] ")" ( block | "=" expr ) ;`
  mutating func functionStatement(_ documentation: String?) -> Statement.Kind {
    advance()
    guard let name = name("a name for the function") else { return .invalid }
    guard at(.leftParen), !startsLine else {
      unexpected("`(`", help: "a function without parameters is written `fn \(name.text)() = …`")
      return .invalid
    }
    let outer = open()
    var parameters: [FunctionDeclaration.Parameter] = []
    while !at(.rightParen), !at(.endOfFile) {
      guard let parameter = parameter() else {
        guard skipToElementEnd(.rightParen) else { break }
        if !take(.comma) { break }
        continue
      }
      parameters.append(parameter)
      guard take(.comma) else { break }
    }
    close(.rightParen, outer, expecting: "`,`")
    if at(.arrow), !startsLine { returnType() }
    let body: FunctionDeclaration.Body
    if take(.assign) {
      if at(.leftBrace), isBlockAhead() {
        report(
          Diagnostic(
            "cyb-block-after-equals", "a function with statements is written without `=`",
            at: span(of: tokens[position - 1])
          )
          .help("write `fn \(name.text)(…) { … }`; after `=` stands one expression"))
        body = .block(block(after: "the function"))
      } else {
        body = .expression(expression())
      }
    } else {
      body = .block(block(after: "the function"))
    }
    return .function(
      FunctionDeclaration(name: name, parameters: parameters, body: body, documentation: documentation))
  }

  /// `param = NAME [ "=" expr ] ;`
  private mutating func parameter() -> FunctionDeclaration.Parameter? {
    guard let name = name("a parameter") else { return nil }
    if at(.colon) { typeAnnotation() }
    let value = take(.assign) ? expression() : nil
    return FunctionDeclaration.Parameter(name: name, defaultValue: value)
  }
}
