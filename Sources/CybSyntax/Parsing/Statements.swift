/// Files, blocks and simple statements.
extension Parser {
  /// `file = { SEP } [ statement { SEP { SEP } statement } { SEP } ] ;`
  mutating func parseFile() -> [Statement] {
    statements(inBlock: false)
  }

  /// `block = "{" { SEP } [ statement { SEP { SEP } statement } { SEP } ] "}" ;`
  ///
  /// `owner` says what the block belongs to, for the message where there is none.
  mutating func block(after owner: String) -> Block {
    let start = current.start
    guard at(.leftBrace) else {
      missingBlock(owner)
      return Block(statements: [], span: span(from: start))
    }
    if startsLine { braceOnNextLine(owner) }
    guard enter() else { return Block(statements: [], span: currentSpan) }
    defer { leave() }
    let outer = open(.newlines)
    blockDepth += 1
    let body = statements(inBlock: true)
    blockDepth -= 1
    expect(.statement)
    close(.rightBrace, outer)
    return Block(statements: body, span: span(from: start))
  }

  private mutating func statements(inBlock: Bool) -> [Statement] {
    var result: [Statement] = []
    while true {
      while take(.semicolon) {}
      if at(.endOfFile) { break }
      if at(.rightBrace) {
        if inBlock { break }
        unmatchedBracket()
        advance()
        continue
      }
      let before = position
      result.append(statement())
      if !atStatementEnd {
        // After an error in the statement the rest of its line is skipped without another.
        if lastErrorPosition < before { reportTrailing(result[result.count - 1]) }
        skipToStatementEnd()
      }
      if position == before { advance() }
    }
    if !inBlock { expect(.statement) }
    return result
  }

  mutating func unmatchedBracket() {
    reportHere(
      Diagnostic("cyb-unmatched-bracket", "`\(text(of: current))` closes nothing", at: currentSpan)
        .help("remove it, or open a bracket before it"))
  }

  /// ```
  /// statement = letStmt | varStmt | assignment | ifStmt | forStmt | whileStmt | "break" | "continue" | returnStmt
  ///           | fnStmt | importStmt | askStmt | expectStmt | testStmt | supposeStmt
  ///           | verbDecl | declaration | exprStmt ;
  /// ```
  mutating func statement() -> Statement {
    let start = current.start
    let documentation = takeDocumentation()
    let kind: Statement.Kind
    switch self.kind {
    case .let, .var: kind = bindingStatement(documentation)
    case .if: kind = ifStatement()
    case .for: kind = forStatement()
    case .while: kind = whileStatement()
    case .break:
      advance()
      kind = .break
    case .continue:
      advance()
      kind = .continue
    case .return: kind = returnStatement()
    case .fn: kind = functionStatement(documentation)
    case .import: kind = importStatement()
    case .ask: kind = askStatement()
    case .expect: kind = expectStatement()
    case .test: kind = testStatement()
    case .suppose: kind = supposeStatement()
    case .verb: kind = verbDeclaration(documentation)
    default: kind = wordStatement(documentation)
    }
    return Statement(kind, span(from: start))
  }

  /// A statement that begins with no reserved word: a declaration, an assignment or an expression.
  private mutating func wordStatement(_ documentation: String?) -> Statement.Kind {
    if at(.endOfFile) {
      expect(.statement)
    }
    if kind.isName {
      if let misread = foreignStatement() { return misread }
      let next = tokens[min(position + 1, end)]
      if !next.flags.contains(.newlineBefore) {
        if next.kind.isName { return declaration(documentation) }
        if next.kind == .leftParen { return declarationOrCall(documentation) }
      }
    }
    return expressionStatement()
  }

  /// ```
  /// exprStmt   = expr ;
  /// assignment = target ASSIGNOP expr ;
  /// ```
  private mutating func expressionStatement() -> Statement.Kind {
    let before = position
    let value = expression()
    return afterExpression(value, from: before)
  }

  mutating func afterExpression(_ value: Expression, from before: Int) -> Statement.Kind {
    if kind.isAssignment, !startsLine { return assignment(to: value) }
    if position == before {
      // Nothing was read, and that has been reported.
      return .invalid
    }
    if atStatementEnd { checkEffect(value) }
    return .expression(value)
  }

  /// `target = NAME { trailer } ;`, the last trailer a member or an index
  private mutating func assignment(to target: Expression) -> Statement.Kind {
    let place = currentSpan
    let operation: BinaryOperator? =
      switch kind {
      case .addAssign: .add
      case .subtractAssign: .subtract
      case .multiplyAssign: .multiply
      case .divideAssign: .divide
      case .intersectAssign: .intersection
      case .uniteAssign: .union
      default: nil
      }
    let isTarget = isTarget(target)
    if !isTarget {
      report(
        Diagnostic("cyb-not-assignable", "nothing can be assigned to this", at: target.span)
          .help("a name, a field `x.f` or an element `x[i]` can stand before `\(text(of: current))`")
          .help(operation == nil ? "to compare write `==`" : nil))
    }
    advance()
    let value = expression()
    guard isTarget else { return .invalid }
    return .assignment(Assignment(target: target, operation: operation, place: place, value: value))
  }

  /// Whether an expression is a name with members, indices and calls behind it, the last of them no call.
  func isTarget(_ expression: Expression) -> Bool {
    if case .call = expression.kind { return false }
    var rest = expression
    while true {
      switch rest.kind {
      case .name: return true
      case .member(let base, _), .index(let base, _), .call(let base, _): rest = base
      default: return false
      }
    }
  }

  /// ```
  /// letStmt = "let" NAME "=" expr ;
  /// varStmt = "var" NAME "=" expr ;
  /// ```
  private mutating func bindingStatement(_ documentation: String?) -> Statement.Kind {
    let isVariable = at(.var)
    advance()
    if at(.leftParen) || at(.leftBracket), !startsLine {
      unexpected("a name", help: "each name wants a `\(isVariable ? "var" : "let")` of its own")
      return .invalid
    }
    guard let name = name("a name for the \(isVariable ? "variable" : "value")") else { return .invalid }
    if at(.colon) { typeAnnotation() }
    guard take(.assign) else {
      expect(.token("="))
      unexpected("`=`", help: at(.comma) ? "each name wants a `let` of its own" : nil)
      return .invalid
    }
    let value = expression()
    return .binding(Binding(isVariable: isVariable, name: name, value: value, documentation: documentation))
  }

  /// `returnStmt = "return" [ expr ] ;`
  private mutating func returnStatement() -> Statement.Kind {
    advance()
    expect(.expression)
    return .return(atStatementEnd ? nil : expression())
  }

  /// `importStmt = "import" TEXT [ "as" NAME ] ;`
  private mutating func importStatement() -> Statement.Kind {
    advance()
    guard at(.text) || at(.textHead) else {
      expect(.path)
      unquotedImport()
      return .invalid
    }
    let place = currentSpan
    let path = textLiteral()
    var alias: Name?
    if at(.as), !startsLine {
      advance()
      alias = name("a name for the file")
    } else {
      expect(.token("as"))
    }
    guard case .text(let pieces) = path.kind, pieces.count <= 1 else {
      report(Diagnostic("cyb-unexpected-token", "a path is a text without interpolation", at: place))
      return .invalid
    }
    var written = ""
    if case .literal(let value)? = pieces.first { written = value }
    return .importFile(ImportStatement(path: written, pathSpan: place, alias: alias))
  }

  /// `askStmt = "ask" expr ;`
  private mutating func askStatement() -> Statement.Kind {
    advance()
    return .ask(expression())
  }

  /// `expectStmt = "expect" expr | "expect" "error" TEXT block ;`
  private mutating func expectStatement() -> Statement.Kind {
    advance()
    expect(.token("error"))
    if at(.errorWord), peek() == .text || peek() == .textHead {
      advance()
      let part = textLiteral()
      return .expectError(part: part, body: block(after: "`expect error`"))
    }
    return .expect(expression())
  }

  /// `testStmt = "test" TEXT block ;`
  private mutating func testStatement() -> Statement.Kind {
    advance()
    guard at(.text) || at(.textHead) else {
      expectedMore("the name of the test as a text", help: "write `test \"what it shows\" { … }`")
      return .invalid
    }
    let name = textLiteral()
    return .test(name: name, body: block(after: "`test`"))
  }

  /// `supposeStmt = "suppose" block ;`
  private mutating func supposeStatement() -> Statement.Kind {
    advance()
    return .suppose(block(after: "`suppose`"))
  }

  // MARK: Names and documentation

  /// A name that a statement introduces or refers to; reports where there is none.
  mutating func name(_ wanted: String) -> Name? {
    if atName, !startsLine { return takeWord() }
    expect(.newName)
    if kind.isWord, !startsLine {
      let word = text(of: current)
      reportHere(
        Diagnostic("cyb-reserved-word", "`\(word)` is a word of the language and cannot be a name", at: currentSpan)
          .help("take another name, such as `\(word)_`"))
      if kind.isReserved, peek() == .assign || peek() == .leftParen || peek() == .comma || peek() == .in {
        advance()
        lastErrorPosition = position
        return Name(word, span(of: tokens[position - 1]))
      }
    } else {
      expectedMore(wanted)
    }
    return nil
  }

  /// The `///` lines right above the token at hand.
  mutating func takeDocumentation() -> String? {
    guard current.flags.contains(.documentationBefore) else { return nil }
    let start = current.start
    while nextComment < comments.count, comments[nextComment].span.start < start { nextComment += 1 }
    while nextComment > 0, comments[nextComment - 1].span.start >= start { nextComment -= 1 }
    var first = nextComment
    var below = start
    while first > 0, comments[first - 1].kind == .documentation,
      comments[first - 1].span.end > previousEnd || position == 0,
      hasOneLineBreak(comments[first - 1].span.end, below)
    {
      first -= 1
      below = comments[first].span.start
    }
    guard first < nextComment else { return nil }
    return comments[first..<nextComment].map { comment in
      var line = file.text(comment.span).dropFirst(3)
      if line.first == " " { line = line.dropFirst() }
      while let last = line.last, last == " " || last == "\t" { line = line.dropLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// Whether between two offsets stand blanks and one line break.
  private func hasOneLineBreak(_ start: UInt32, _ end: UInt32) -> Bool {
    var breaks = 0
    var index = Int(start)
    while index < Int(end) {
      switch bytes[index] {
      case 0x0A: breaks += 1
      case 0x0D:
        breaks += 1
        if index + 1 < Int(end), bytes[index + 1] == 0x0A { index += 1 }
      case 0x20, 0x09: break
      default: return false
      }
      index += 1
    }
    return breaks == 1
  }
}
