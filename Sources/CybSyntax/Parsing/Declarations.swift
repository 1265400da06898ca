/// Declarations of entities, kinds and verbs.
extension Parser {
  /// `declaration = NAME declName { "," declName } [ ":" NAME ] [ body ] ;`
  mutating func declaration(_ documentation: String?) -> Statement.Kind {
    let word = takeWord()
    guard let first = declaredName() else { return .invalid }
    return declaration(word, [first], documentation)
  }

  /// `NAME ( … )` at the start of a statement: a call, unless `:`, a title, `,` or a body follows on the line.
  mutating func declarationOrCall(_ documentation: String?) -> Statement.Kind {
    let before = position
    let value = expression()
    guard !startsLine, case .call(let callee, let arguments) = value.kind, case .name(let word) = callee.kind else {
      return afterExpression(value, from: before)
    }
    switch kind {
    case .colon, .comma, .text, .textHead, .leftBrace: break
    default: return afterExpression(value, from: before)
    }
    guard arguments.count == 1, arguments[0].label == nil, !isComprehension(arguments[0].value) else {
      return afterExpression(value, from: before)
    }
    let title = at(.text) || at(.textHead) ? textLiteral() : nil
    let name = DeclaredName(kind: .computed(arguments[0].value), title: title)
    return declaration(Name(word, callee.span), [name], documentation)
  }

  private func isComprehension(_ expression: Expression) -> Bool {
    if case .comprehension(let comprehension) = expression.kind, case .argument = comprehension.form { return true }
    return false
  }

  /// `declName = ( NAME | "(" expr ")" ) [ TEXT ] ;`
  private mutating func declaredName() -> DeclaredName? {
    let kind: DeclaredName.Kind
    if at(.leftParen) {
      let outer = open()
      let value = expression()
      close(.rightParen, outer)
      kind = .computed(value)
    } else if let name = name("a name to declare") {
      kind = .fixed(name)
    } else {
      return nil
    }
    let hasTitle = (at(.text) || at(.textHead)) && !startsLine
    return DeclaredName(kind: kind, title: hasTitle ? textLiteral() : nil)
  }

  /// The rest of a declaration, behind its first name.
  private mutating func declaration(
    _ word: Name, _ first: [DeclaredName], _ documentation: String?
  ) -> Statement.Kind {
    var names = first
    while take(.comma) {
      guard let next = declaredName() else { return .invalid }
      names.append(next)
    }
    if let misread = misreadDeclaration(word, names) { return misread }
    var kind: Name?
    if at(.colon), !startsLine {
      advance()
      expect(.kindName)
      kind = name("a kind")
      if kind == nil { return .invalid }
    }
    var members: Body?
    if at(.leftBrace), !startsLine || isBodyOnNextLine {
      if startsLine { braceOnNextLine("`\(word.text)`") }
      members = body(.declaration(word: kind?.text ?? word.text))
    }
    return .declaration(
      Declaration(word: word, names: names, kind: kind, body: members, documentation: documentation))
  }

  /// Whether the `{` that begins this line can only be the body of the declaration in the line above.
  private var isBodyOnNextLine: Bool {
    let next = peek()
    return next == .rightBrace || (next.isWord && (peek(2) == .colon || next == .clause))
      || [.forbid, .oblige, .permit, .empower].contains(next)
  }

  /// `verbDecl = "verb" WORD [ "/" WORD "/" WORD ] [ roleType ] { PREP roleType } ;`
  mutating func verbDeclaration(_ documentation: String?) -> Statement.Kind {
    advance()
    guard kind.isWord, !startsLine else {
      expect(.newName)
      expectedMore("the verb's infinitive")
      return .invalid
    }
    if kind.cannotBeVerb {
      reportHere(
        Diagnostic(
          "cyb-reserved-word", "`\(text(of: current))` cannot be a verb: it joins what stands around it",
          at: currentSpan))
    }
    let name = takeWord()
    var forms: [Name] = []
    while take(.slash) {
      guard kind.isWord else {
        expectedMore("a form of the verb", help: "the forms are `verb pay/pays/paid`")
        return .invalid
      }
      forms.append(takeWord())
    }
    if !forms.isEmpty, forms.count != 2 {
      report(
        Diagnostic(
          "cyb-verb-forms", "a verb has three forms, here are \(forms.count + 1)",
          at: name.span.joined(forms[forms.count - 1].span)
        )
        .help("infinitive, third person and participle: `verb pay/pays/paid`"))
      return .invalid
    }
    var object: VerbDeclaration.RoleType?
    var roles: [VerbDeclaration.Role] = []
    expect(.kindName)
    if isRecording { expect(.preposition(verb: nil, used: [])) }
    if kind.isName, preposition == nil, !startsLine {
      object = roleType()
      if object == nil { return .invalid }
    }
    while let preposition, !startsLine {
      advance()
      guard let type = roleType() else { return .invalid }
      roles.append(VerbDeclaration.Role(preposition: preposition, type: type))
      if isRecording { expect(.preposition(verb: nil, used: roles.map(\.preposition))) }
    }
    return .verb(
      VerbDeclaration(
        name: name, thirdPerson: forms.first, participle: forms.last, object: object, roles: roles,
        documentation: documentation))
  }

  /// `roleType = NAME { "or" NAME } [ "?" ] ;`
  private mutating func roleType() -> VerbDeclaration.RoleType? {
    expect(.kindName)
    guard let first = kindName() else { return nil }
    var kinds = [first]
    while take(.or) {
      guard let next = kindName() else { return nil }
      kinds.append(next)
    }
    return VerbDeclaration.RoleType(kinds: kinds, isOptional: take(.question))
  }

  private mutating func kindName() -> Name? {
    name("a kind or type")
  }
}
