/// Bodies of declarations and clauses.
extension Parser {
  /// What a body belongs to, for messages and completion.
  enum BodyOwner {
    case declaration(word: String)
    case clause

    var word: String {
      switch self {
      case .declaration(let word): word
      case .clause: "clause"
      }
    }
  }

  /// `body = "{" { MSEP } [ member { MSEP { MSEP } member } { MSEP } ] "}" ;`
  mutating func body(_ owner: BodyOwner) -> Body {
    let start = current.start
    guard enter() else { return Body(members: [], span: currentSpan) }
    defer { leave() }
    let outer = open(.newlines)
    var members: [Body.Member] = []
    while true {
      while at(.comma) || at(.semicolon) { advance() }
      if at(.rightBrace) || at(.endOfFile) { break }
      let before = position
      if let member = member(owner) { members.append(member) }
      if !atMemberEnd {
        if lastErrorPosition < before { unexpected("a comma or a new line") }
        skipToMemberEnd()
        if startsStatement, current.flags.contains(.newlineBefore), peek() != .colon { break }
      }
      if position == before { advance() }
    }
    if isRecording { expect(.field(owner: owner.word, given: fieldNames(members))) }
    close(.rightBrace, outer)
    return Body(members: members, span: span(from: start))
  }

  private func fieldNames(_ members: [Body.Member]) -> [String] {
    guard expectation != nil else { return [] }
    return members.compactMap { if case .field(let field) = $0 { field.name.text } else { nil } }
  }

  /// Whether a field or another member may end before the token at hand.
  var atMemberEnd: Bool { at(.comma) || atStatementEnd }

  private mutating func skipToMemberEnd() {
    var nesting = 0
    while !at(.endOfFile) {
      if nesting == 0, atMemberEnd { return }
      if kind.isOpeningBracket { nesting += 1 }
      if kind.isClosingBracket { nesting = max(0, nesting - 1) }
      advance()
      if startsStatement, current.flags.contains(.newlineBefore), peek() != .colon { return }
    }
  }

  /// `member = field | clauseDecl | norm ;`
  private mutating func member(_ owner: BodyOwner) -> Body.Member? {
    let documentation = takeDocumentation()
    if kind.isWord, peek() == .colon { return .field(field(documentation)) }
    if kind.isName {
      switch kind {
      case .clause where peek().isWord: return clauseDeclaration(documentation).map { .clause($0) }
      case .forbid, .oblige, .permit, .empower: return norm(documentation).map { .norm($0) }
      default: break
      }
    }
    misreadMember(owner)
    return nil
  }

  /// `field = FIELD ":" expr ;`
  mutating func field(_ documentation: String?) -> Field {
    let name = takeWord()
    advance()
    if isRecording { expect(.value(field: name.text)) }
    return Field(name: name, value: expression(), documentation: documentation)
  }

  /// `clauseDecl = "clause" CLAUSEID [ TEXT ] body ;`
  mutating func clauseDeclaration(_ documentation: String?) -> ClauseDeclaration? {
    let start = current.start
    advance()
    let id = takeWord()
    let title = (at(.text) || at(.textHead)) && !startsLine ? textLiteral() : nil
    guard at(.leftBrace) else {
      if at(.colon), !startsLine {
        unexpected("`{`", help: "the fields and norms of a clause stand between braces: `clause \(id.text) { … }`")
      } else {
        unexpected("`{` and the norms of the clause")
      }
      return nil
    }
    if startsLine { braceOnNextLine("`clause`") }
    let body = body(.clause)
    return ClauseDeclaration(id: id, title: title, body: body, documentation: documentation, span: span(from: start))
  }
}
