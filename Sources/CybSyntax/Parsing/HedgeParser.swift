public struct ParseOptions {
  var isREPL: Bool
  var limit: Int
  public init(isREPL: Bool = false, nestingLimit: Int = 500) {
    self.isREPL = isREPL
    limit = nestingLimit
  }
}
struct ParseError: Error {}

public struct Parser {
  var lexer: Lexer
  var token: Token
  let file: SourceFile
  let options: ParseOptions
  var diagnostics: [Diagnostic] = []
  var isIncomplete = false
  /// >0: newlines do not end expressions
  var brackets = 0
  var depth = 0
  /// within a phrase: prepositions etc. end expressions
  enum Context { case normal, phrase, norm }
  var context = Context.normal
  var inTerm = false
  var lastEnd = 0

  public static func parse(file: SourceFile, options: ParseOptions = .init()) -> SyntaxTree {
    var p = Parser(file, options)
    let statements = p.statements(until: nil)
    return SyntaxTree(
      file: file, statements: statements, comments: p.lexer.comments, diagnostics: p.lexer.diagnostics + p.diagnostics,
      isIncomplete: p.isIncomplete)
  }
  init(_ file: SourceFile, _ options: ParseOptions) {
    self.file = file
    self.options = options
    lexer = Lexer(file)
    token = lexer.next()
  }
  // basics
  var text: String { String(decoding: file.bytes[token.start..<token.end], as: UTF8.self) }
  var span: Span { lexer.span(token.start, token.end) }
  func from(_ s: Int) -> Span { lexer.span(s, max(s, lastEnd)) }
  mutating func advance() { lastEnd = token.end; token = lexer.next() }
  func isOp(_ s: String) -> Bool { token.kind == .op && text == s }
  func isWord(_ s: String) -> Bool { token.kind == .name && text == s }
  func peek() -> (Token, String) {
    var l = lexer
    let t = l.next()
    return (t, String(decoding: file.bytes[t.start..<t.end], as: UTF8.self))
  }
  mutating func fail(_ wanted: String) -> ParseError {
    if token.kind == .end { isIncomplete = true }
    let found = token.kind == .end ? "the end of the text" : "`\(text)`"
    if diagnostics.last?.span != span {
      diagnostics.append(Diagnostic("cyb-syntax", "expected \(wanted), but found \(found)", at: span))
    }
    return ParseError()
  }
  mutating func expectOp(_ s: String) throws {
    guard isOp(s) else { throw fail("`\(s)`") }
    advance()
  }
  mutating func expectWord(_ s: String) throws {
    guard isWord(s) else { throw fail("`\(s)`") }
    advance()
  }
  mutating func name(_ what: String = "a name") throws -> Name {
    guard token.kind == .name, !Parser.reserved.contains(text) else { throw fail(what) }
    defer { advance() }
    return Name(text, span)
  }
  mutating func anyName(_ what: String) throws -> Name {
    guard token.kind == .name || token.kind == .clauseID else { throw fail(what) }
    defer { advance() }
    return Name(text, span)
  }
  static let reserved: Set<String> = [
    "let", "var", "fn", "verb", "if", "then", "else", "for", "in", "is", "as", "while", "break", "continue", "return",
    "import", "ask", "try", "on", "test", "expect", "suppose", "supposing", "and", "or", "not", "mod", "has", "may", "must",
    "would", "might", "who", "why", "yes", "no", "unknown", "nothing", "true", "false", "any", "each", "anyone", "anything",
    "someone",
  ]
  static let prepositions = Set(Preposition.allCases.map(\.rawValue))
  mutating func takeDoc() -> String? {
    defer { lexer.pendingDoc = [] }
    return lexer.pendingDoc.isEmpty ? nil : lexer.pendingDoc.joined(separator: "\n")
  }
  mutating func nested<T>(_ body: (inout Parser) throws -> T) throws -> T {
    depth += 1
    defer { depth -= 1 }
    if depth > options.limit {
      diagnostics.append(Diagnostic("cyb-nesting", "the source is nested more than \(options.limit) levels deep", at: span))
      while token.kind != .end { lexer.position = lexer.bytes.count; token = lexer.next() }
      throw ParseError()
    }
    return try body(&self)
  }
  mutating func isolated<T>(_ body: (inout Parser) throws -> T, brackets b: Int, context c: Context = .normal) rethrows -> T {
    let saved = (brackets, context, inTerm)
    (brackets, context, inTerm) = (b, c, false)
    defer { (brackets, context, inTerm) = saved }
    return try body(&self)
  }
  // statements
  mutating func statements(until close: String?) -> [Statement] {
    var result: [Statement] = []
    while token.kind != .end {
      if let close, isOp(close) { break }
      if isOp(";") { advance(); continue }
      let s = token.start
      let doc = takeDoc()
      do {
        let st = try nested { try $0.isolated({ try $0.statement(doc) }, brackets: 0) }
        result.append(st)
        lexer.pendingDoc = token.newlineBefore ? lexer.pendingDoc : []
        if token.kind != .end, !token.newlineBefore, !isOp(";"), !(close.map { isOp($0) } ?? false) {
          throw fail("the end of the statement")
        }
      } catch {
        if token.start == s, token.kind != .end { advance() }
        var open = 0
        while token.kind != .end {
          if isOp("{") || isOp("(") || isOp("[") { open += 1 }
          if isOp("}") || isOp(")") || isOp("]") {
            if open == 0, close != nil, isOp("}") { break }
            open = max(0, open - 1)
          }
          if token.newlineBefore, open == 0, token.start != s { break }
          advance()
        }
      }
    }
    return result
  }
  mutating func block() throws -> Block {
    let s = token.start
    guard isOp("{") else { throw fail("`{`") }
    advance()
    let list = isolated({ $0.statements(until: "}") }, brackets: 0)
    try expectOp("}")
    return Block(statements: list, span: from(s))
  }
  mutating func statement(_ doc: String?) throws -> Statement {
    let s = token.start
    func make(_ k: Statement.Kind, _ p: Parser) -> Statement { Statement(k, p.from(s)) }
    if token.kind == .name {
      switch text {
      case "let", "var":
        let isVar = text == "var"
        advance()
        let n = try name()
        try expectOp("=")
        let v = try expression()
        return make(.binding(Binding(isVariable: isVar, name: n, value: v, documentation: doc)), self)
      case "if": return try conditional()
      case "for":
        advance()
        let a = try name()
        var b: Name?
        if isOp(",") { advance(); b = try name() }
        try expectWord("in")
        let e = try expression()
        return make(.forLoop(ForLoop(first: a, second: b, source: e, body: try block())), self)
      case "while":
        advance()
        let c = try expression()
        return make(.whileLoop(condition: c, body: try block()), self)
      case "break": advance(); return make(.break, self)
      case "continue": advance(); return make(.continue, self)
      case "return":
        advance()
        if token.newlineBefore || token.kind == .end || isOp(";") || isOp("}") { return make(.return(nil), self) }
        return make(.return(try expression()), self)
      case "fn":
        advance()
        let n = try name()
        try expectOp("(")
        var ps: [FunctionDeclaration.Parameter] = []
        while !isOp(")") {
          let pn = try name("a parameter")
          var d: Expression?
          if isOp("=") { advance(); d = try isolated({ try $0.expression() }, brackets: 1) }
          ps.append(.init(name: pn, defaultValue: d))
          if !isOp(")") { try expectOp(",") }
        }
        advance()
        let body: FunctionDeclaration.Body
        if isOp("=") { advance(); body = .expression(try expression()) } else { body = .block(try block()) }
        return make(.function(FunctionDeclaration(name: n, parameters: ps, body: body, documentation: doc)), self)
      case "import":
        advance()
        let ts = span
        guard case .text(let pieces) = try primary().kind else { throw fail("a path in quotes") }
        var path = ""
        for case .literal(let t) in pieces { path += t }
        var alias: Name?
        if isWord("as") { advance(); alias = try name() }
        return make(.importFile(ImportStatement(path: path, pathSpan: ts, alias: alias)), self)
      case "ask": advance(); return make(.ask(try expression()), self)
      case "expect":
        advance()
        if isWord("error"), peek().0.kind == .text {
          advance()
          let part = try primary()
          return make(.expectError(part: part, body: try block()), self)
        }
        return make(.expect(try expression()), self)
      case "test":
        advance()
        let t = try primary()
        return make(.test(name: t, body: try block()), self)
      case "suppose": advance(); return make(.suppose(try block()), self)
      case "verb": return try verbDeclaration(doc)
      default: break
      }
      if !Parser.reserved.contains(text) {
        let (n, t) = peek()
        if n.kind == .name, !n.newlineBefore, !Parser.reserved.contains(t), !["is", "in", "and", "or"].contains(t) {
          return try declaration(doc)
        }
        if n.kind == .op, t == "(", !n.newlineBefore, looksLikeComputedDeclaration() { return try declaration(doc) }
      }
    }
    let e = try expression()
    if token.kind == .op, !token.newlineBefore || text != "(" {
      let ops: [String: BinaryOperator?] = ["=": BinaryOperator?.none, "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide]
      if let op = ops[text] {
        let place = span
        advance()
        let v = try expression()
        switch e.kind {
        case .name, .member, .index: break
        default: diagnostics.append(Diagnostic("cyb-bad-target", "this cannot be assigned to", at: e.span))
        }
        return make(.assignment(Assignment(target: e, operation: op, place: place, value: v)), self)
      }
    }
    if !options.isREPL {
      switch e.kind {
      case .call, .event, .invalid: break
      case .ridden: break
      default:
        diagnostics.append(Diagnostic("cyb-no-effect", "this expression has no effect", at: e.span).help("write `ask` or `print(…)` to see it"))
      }
    }
    return make(.expression(e), self)
  }
  func looksLikeComputedDeclaration() -> Bool {
    var l = lexer
    var open = 0
    while true {
      let t = l.next()
      if t.kind == .end { return false }
      let b = file.bytes[t.start]
      if t.kind == .op, b == 40 || b == 91 || b == 123 { open += 1 }
      if t.kind == .op, b == 41 || b == 93 || b == 125 {
        open -= 1
        if open == 0 {
          let n = l.next()
          if n.newlineBefore || n.kind == .end { return false }
          let c = file.bytes[n.start]
          return n.kind == .text || (n.kind == .op && (c == 58 || c == 123 || c == 44))
        }
      }
      if t.kind == .text {
        // skip the text
        var p = t.end
        while p < file.bytes.count, file.bytes[p] != 34 { p += file.bytes[p] == 92 ? 2 : 1 }
        l.position = p + 1
      }
    }
  }
  mutating func conditional() throws -> Statement {
    let s = token.start
    var branches: [(condition: Expression, body: Block)] = []
    var otherwise: Block?
    advance()
    let c = try expression()
    branches.append((c, try block()))
    while isWord("else") {
      advance()
      if isWord("if") {
        advance()
        let c = try expression()
        branches.append((c, try block()))
      } else {
        otherwise = try block()
        break
      }
    }
    return Statement(.conditional(Conditional(branches: branches, otherwise: otherwise)), from(s))
  }
  mutating func roleType() throws -> VerbDeclaration.RoleType {
    var kinds = [try anyName("a kind")]
    while isWord("or") { advance(); kinds.append(try anyName("a kind")) }
    var optional = false
    if isOp("?") { advance(); optional = true }
    return .init(kinds: kinds, isOptional: optional)
  }
  mutating func verbDeclaration(_ doc: String?) throws -> Statement {
    let s = token.start
    advance()
    let n = try anyName("a verb")
    var third: Name?, participle: Name?
    if isOp("/") {
      advance()
      third = try anyName("the third person")
      try expectOp("/")
      participle = try anyName("the participle")
    }
    var object: VerbDeclaration.RoleType?
    var roles: [VerbDeclaration.Role] = []
    if token.kind == .name, !token.newlineBefore, !Parser.prepositions.contains(text) { object = try roleType() }
    while token.kind == .name, !token.newlineBefore, let p = Preposition(rawValue: text) {
      advance()
      roles.append(.init(preposition: p, type: try roleType()))
    }
    return Statement(
      .verb(VerbDeclaration(name: n, thirdPerson: third, participle: participle, object: object, roles: roles, documentation: doc)), from(s))
  }
  mutating func declaration(_ doc: String?) throws -> Statement {
    let s = token.start
    let word = try anyName("a kind")
    var names: [DeclaredName] = []
    repeat {
      if isOp(",") { advance() }
      let kind: DeclaredName.Kind
      if isOp("(") {
        advance()
        let e = try isolated({ try $0.expression() }, brackets: 1)
        try expectOp(")")
        kind = .computed(e)
      } else {
        kind = .fixed(try name())
      }
      var title: Expression?
      if token.kind == .text, !token.newlineBefore { title = try primary() }
      names.append(DeclaredName(kind: kind, title: title))
    } while isOp(",")
    var kind: Name?
    if isOp(":") { advance(); kind = try anyName("a kind") }
    var b: Body?
    if isOp("{"), !token.newlineBefore { b = try isolated({ try $0.body() }, brackets: 0) }
    return Statement(.declaration(Declaration(word: word, names: names, kind: kind, body: b, documentation: doc)), from(s))
  }
  mutating func body() throws -> Body {
    let s = token.start
    try expectOp("{")
    var members: [Body.Member] = []
    while !isOp("}") {
      if token.kind == .end { throw fail("`}`") }
      if isOp(",") || isOp(";") { advance(); continue }
      let doc = takeDoc()
      let ms = token.start
      if isWord("clause"), peek().1 != ":" {
        advance()
        let id = try anyName("a clause's name")
        var title: Expression?
        if token.kind == .text { title = try primary() }
        let b = try nested { try $0.body() }
        members.append(.clause(ClauseDeclaration(id: id, title: title, body: b, documentation: doc, span: from(ms))))
      } else if token.kind == .name, let m = Norm.Modality(rawValue: text), peek().1 != ":" {
        members.append(.norm(try norm(m, doc)))
      } else {
        let n = try anyName("a field")
        try expectOp(":")
        members.append(.field(Field(name: n, value: try expression(), documentation: doc)))
      }
      if !isOp("}"), !isOp(","), !isOp(";"), !token.newlineBefore { throw fail("a comma or a new line") }
    }
    advance()
    return Body(members: members, span: from(s))
  }
  // norms
  mutating func norm(_ m: Norm.Modality, _ doc: String?) throws -> Norm {
    let s = token.start
    advance()
    return try isolated(
      { p in
        let subject = try p.pattern()
        try p.expectWord("to")
        let act = try p.act()
        var tails = NormTails()
        loop: while p.token.kind == .name {
          switch p.text {
          case "when": p.advance(); tails.when = try p.tailExpression()
          case "unless": p.advance(); tails.unless = try p.tailExpression()
          case "where": p.advance(); tails.where = try p.tailExpression()
          case "within": p.advance(); tails.deadline = .within(try p.tailExpression())
          case "by": p.advance(); tails.deadline = .by(try p.tailExpression())
          case "after":
            p.advance()
            let subject = try p.pattern()
            tails.after = .init(subject: subject, act: try p.act())
          case "else":
            p.advance()
            guard p.isWord("oblige") else { throw p.fail("`oblige`") }
            tails.reparation = .oblige(try p.norm(.oblige, nil))
            break loop
          default: break loop
          }
        }
        return Norm(modality: m, subject: subject, act: act, tails: tails, documentation: doc, span: p.from(s))
      }, brackets: 0, context: .norm)
  }
  mutating func tailExpression() throws -> Expression { try expression() }
  mutating func pattern() throws -> Pattern {
    let s = token.start
    var kind: Pattern.Kind
    switch token.kind == .name ? text : "" {
    case "anyone": advance(); kind = .anyone
    case "anything": advance(); kind = .anything
    case "any": advance(); kind = .any(try anyName("a kind"))
    case "each": advance(); kind = .each(try anyName("a kind"))
    default: kind = .value(isOp("{") ? try primary() : try term())
    }
    var binding: Name?
    if isWord("as"), peek().1 != "of" { advance(); binding = try name() }
    return Pattern(kind: kind, binding: binding, span: from(s))
  }
  mutating func act() throws -> VerbPhrase<Pattern> {
    try phrase { try $0.pattern() }
  }
  static let tailWords: Set<String> = ["within", "by", "after", "when", "unless", "where", "else", "supposing", "as", "since", "and", "or", "in", "is", "not", "then", "mod", "for"]
  func startsObject() -> Bool {
    switch token.kind {
    case .end, .clauseID: return false
    case .number, .date, .text: return !token.newlineBefore
    case .op: return ["(", "["].contains(text) || (text == "{" && context == .norm) ? !token.newlineBefore : false
    case .name:
      if token.newlineBefore || Parser.prepositions.contains(text) || Parser.tailWords.contains(text) { return false }
      return !Parser.reserved.contains(text)
        || ["any", "each", "anyone", "anything", "someone", "nothing", "yes", "no", "unknown", "true", "false"].contains(text)
    }
  }
  mutating func phrase<F>(_ filler: (inout Parser) throws -> F) throws -> VerbPhrase<F> {
    let verb = try anyName("a verb")
    var object: F?
    if startsObject() { object = try filler(&self) }
    var roles: [PhraseRole<F>] = []
    while token.kind == .name, let p = Preposition(rawValue: text) {
      if p == .for {
        var l = lexer
        let a = l.next(), b = l.next()
        let bt = String(decoding: file.bytes[b.start..<b.end], as: UTF8.self)
        if a.kind == .name, bt == "in" || bt == "," {
          if bt == "in" { break }
          _ = l.next()
          let d = l.next()
          if String(decoding: file.bytes[d.start..<d.end], as: UTF8.self) == "in" { break }
        }
      }
      let place = span
      advance()
      roles.append(PhraseRole(preposition: p, place: place, filler: try filler(&self)))
    }
    return VerbPhrase(verb: verb, object: object, roles: roles)
  }
  mutating func term() throws -> Expression {
    let s = token.start
    if isOp("-") {
      advance()
      return Expression(.negate(try term()), from(s))
    }
    let saved = inTerm
    inTerm = true
    defer { inTerm = saved }
    return try trailers(try primary(), s)
  }
  mutating func eventFiller() throws -> EventFiller {
    let s = token.start
    if isWord("someone") { advance(); return EventFiller(kind: .someone, span: from(s)) }
    let e = isOp("{") ? try primary() : try term()
    return EventFiller(kind: .value(e), span: from(s))
  }
  mutating func event() throws -> EventExpression {
    let s = token.start
    advance()
    let date = try isolated({ try $0.expression() }, brackets: 0, context: .normal)
    try expectOp(":")
    let subject = try eventFiller()
    let outer = context
    if context != .norm { context = .phrase }
    defer { context = outer }
    let ph: VerbPhrase<EventFiller> = try phrase { try $0.eventFiller() }
    return EventExpression(date: date, subject: subject, phrase: ph, span: from(s))
  }
  mutating func asked() throws -> AskedFiller {
    let s = token.start
    switch token.kind == .name ? text : "" {
    case "anyone": advance(); return AskedFiller(kind: .anyone, span: from(s))
    case "anything": advance(); return AskedFiller(kind: .anything, span: from(s))
    case "someone": advance(); return AskedFiller(kind: .someone, span: from(s))
    case "any": advance(); return AskedFiller(kind: .any(try anyName("a kind")), span: from(s))
    default: return AskedFiller(kind: .value(isOp("{") ? try primary() : try term()), span: from(s))
    }
  }
  mutating func question() throws -> Expression {
    let s = token.start
    var why = false
    if isWord("why") { why = true; advance() }
    var subject: AskedFiller?
    let modal: Modal
    if isWord("who") {
      advance()
      guard let m = Modal(rawValue: text) else { throw fail("`has`, `may`, `must`, `would` or `might`") }
      modal = m
      advance()
    } else {
      guard let m = Modal(rawValue: text) else { throw fail("a question") }
      modal = m
      advance()
      subject = try asked()
    }
    let outer = context
    if context != .norm { context = .phrase }
    let ph: VerbPhrase<AskedFiller>
    do { ph = try phrase { try $0.asked() } } catch { context = outer; throw error }
    context = outer
    let riders = try self.riders()
    return Expression(.question(Question(isWhy: why, modal: modal, subject: subject, phrase: ph, riders: riders)), from(s))
  }
  mutating func riders() throws -> Riders {
    var r = Riders()
    while token.kind == .name {
      if isWord("since"), r.since == nil { advance(); r.since = try range() }
      else if isWord("as"), peek().1 == "of", r.asOf == nil { advance(); advance(); r.asOf = try range() }
      else if isWord("supposing"), r.supposing.isEmpty {
        advance()
        while true {
          if isWord("on") { r.supposing.append(.event(try event())) }
          else {
            let s = token.start
            let target = try trailers(try primary(), s)
            try expectOp("=")
            r.supposing.append(.assign(target: target, value: try range()))
          }
          guard isOp(",") else { break }
          // look past the comma
          let save = self
          advance()
          if isWord("on") { continue }
          let s = token.start
          if token.kind == .name, !Parser.reserved.contains(text), let e = try? trailers(try primary(), s), isOp("=") {
            _ = e
            var back = save
            back.advance()
            self = back
            continue
          }
          self = save
          break
        }
      } else { break }
    }
    return r
  }
  // expressions
  mutating func expression() throws -> Expression {
    try nested { try $0.expressionBody() }
  }
  mutating func expressionBody() throws -> Expression {
    let s = token.start
    if token.kind == .name {
      if isWord("if") {
        advance()
        let c = try expression()
        try expectWord("then")
        let a = try expression()
        try expectWord("else")
        let b = try expression()
        return Expression(.conditional(condition: c, then: a, otherwise: b), from(s))
      }
      if isWord("try") {
        advance()
        let a = try expression()
        try expectWord("else")
        return Expression(.attempt(a, otherwise: try expression()), from(s))
      }
      if isWord("on") {
        return Expression(.event(try event()), from(s))
      }
      if !Parser.reserved.contains(text), peek().1 == "->", peek().0.kind == .op {
        let p = try name()
        advance()
        return Expression(.lambda(Lambda(parameters: [p], body: try expression())), from(s))
      }
    }
    let e = try coalesce()
    if isOp("->") {
      var ps: [Name]?
      switch e.kind {
      case .parenthesised(let inner): if case .name(let n) = inner.kind { ps = [Name(n, inner.span)] }
      case .list(let es) where file.bytes[Int(e.span.start)] == 40:
        ps = []
        for x in es { if case .name(let n) = x.kind { ps?.append(Name(n, x.span)) } }
      default: break
      }
      guard let ps else { throw fail("an operator") }
      advance()
      return Expression(.lambda(Lambda(parameters: ps, body: try expression())), from(s))
    }
    return e
  }
  /// Whether the current token may continue an expression, newline considered.
  func continues(_ op: String) -> Bool {
    guard token.newlineBefore, brackets == 0 else { return true }
    if op == "-" { return false }
    if token.kind == .name {
      let (n, t) = peek()
      if n.kind == .op, [":", "=", "+=", "-="].contains(t) { return false }
    }
    return true
  }
  mutating func coalesce() throws -> Expression {
    let s = token.start
    var e = try disjunction()
    while isOp("??"), continues("??") {
      let place = Name("??", span)
      advance()
      e = Expression(.binary(e, .coalesce, place, try disjunction()), from(s))
    }
    return e
  }
  mutating func disjunction() throws -> Expression {
    let s = token.start
    var e = try conjunction()
    while isWord("or"), continues("or") {
      let place = Name("or", span)
      advance()
      e = Expression(.binary(e, .or, place, try conjunction()), from(s))
    }
    return e
  }
  mutating func conjunction() throws -> Expression {
    let s = token.start
    var e = try negation()
    while isWord("and"), continues("and") {
      let place = Name("and", span)
      advance()
      e = Expression(.binary(e, .and, place, try negation()), from(s))
    }
    return e
  }
  mutating func negation() throws -> Expression {
    let s = token.start
    if isWord("not") {
      advance()
      return try nested { p in Expression(.not(try p.negation()), p.from(s)) }
    }
    return try comparison()
  }
  mutating func comparison() throws -> Expression {
    let s = token.start
    let first = try membership()
    var links: [ComparisonLink] = []
    while token.kind == .op, let op = ComparisonOperator(rawValue: text), continues(text) {
      let place = span
      advance()
      links.append(ComparisonLink(comparison: op, place: place, operand: try membership()))
    }
    return links.isEmpty ? first : Expression(.comparison(first, links), from(s))
  }
  mutating func membership() throws -> Expression {
    let s = token.start
    var e = try range()
    while token.kind == .name {
      if isWord("in"), continues("in") {
        advance()
        e = Expression(.membership(e, negated: false, try range()), from(s))
      } else if isWord("not"), peek().1 == "in", continues("not") {
        advance()
        advance()
        e = Expression(.membership(e, negated: true, try range()), from(s))
      } else if isWord("is"), continues("is") {
        advance()
        var neg = false
        if isWord("not") { neg = true; advance() }
        e = Expression(.typeTest(e, negated: neg, try anyName("a kind or type")), from(s))
      } else { break }
    }
    return e
  }
  mutating func range() throws -> Expression {
    let s = token.start
    let low = try union()
    guard token.kind == .op, text == ".." || text == "..<", continues("..") else { return low }
    let ex = text == "..<"
    advance()
    let high = try union()
    var step: Expression?
    if isWord("by"), context != .norm { advance(); step = try union() }
    return Expression(.range(RangeExpression(lower: low, upper: high, excludesUpper: ex, step: step)), from(s))
  }
  mutating func binary(_ ops: [String], _ next: (inout Parser) throws -> Expression) throws -> Expression {
    let s = token.start
    var e = try next(&self)
    while (token.kind == .op || isWord("mod")), ops.contains(text), continues(text), let op = BinaryOperator(rawValue: text) {
      let place = Name(text, span)
      advance()
      e = Expression(.binary(e, op, place, try next(&self)), from(s))
    }
    return e
  }
  mutating func union() throws -> Expression { try binary(["&", "|"]) { try $0.sum() } }
  mutating func sum() throws -> Expression { try binary(["+", "-"]) { try $0.product() } }
  mutating func product() throws -> Expression { try binary(["*", "/", "mod"]) { try $0.unary() } }
  mutating func unary() throws -> Expression {
    let s = token.start
    if isOp("-") {
      advance()
      return try nested { p in Expression(.negate(try p.unary()), p.from(s)) }
    }
    let base = try operand()
    if isOp("^"), continues("^") {
      let place = Name("^", span)
      advance()
      return try nested { p in Expression(.binary(base, .power, place, try p.unary()), p.from(s)) }
    }
    return base
  }
  mutating func operand() throws -> Expression {
    let s = token.start
    if token.kind == .name, text == "why" || text == "who" || Modal(rawValue: text) != nil {
      let q = try question()
      return q
    }
    let e = try trailers(try primary(), s)
    if case .call = e.kind, !inTerm, token.kind == .name, ["since", "as", "supposing"].contains(text) {
      let r = try riders()
      if !r.isEmpty { return Expression(.ridden(e, r), from(s)) }
    }
    return e
  }
  mutating func trailers(_ base: Expression, _ s: Int) throws -> Expression {
    var e = base
    while token.kind == .op {
      if isOp("."), continues(".") {
        advance()
        e = Expression(.member(e, try anyName("a field's name")), from(s))
      } else if isOp("("), !token.newlineBefore || brackets > 0 {
        advance()
        let args = try isolated({ try $0.arguments() }, brackets: 1)
        try expectOp(")")
        e = Expression(.call(e, args), from(s))
      } else if isOp("["), !token.newlineBefore || brackets > 0 {
        advance()
        let i = try isolated({ try $0.expression() }, brackets: 1)
        try expectOp("]")
        e = Expression(.index(e, i), from(s))
      } else { break }
    }
    return e
  }
  mutating func arguments() throws -> [Argument] {
    var args: [Argument] = []
    while !isOp(")") {
      var label: Name?
      if token.kind == .name, peek().0.kind == .op, peek().1 == ":" {
        label = Name(text, span)
        advance()
        advance()
      }
      let s = token.start
      let e = try expression()
      if isWord("for"), label == nil, args.isEmpty {
        let c = try comprehension(.argument, e, s)
        return [Argument(label: nil, value: c)]
      }
      args.append(Argument(label: label, value: e))
      if isOp(",") { advance() } else if !isOp(")") { throw fail("`,` or `)`") }
    }
    return args
  }
  mutating func comprehension(_ form: Comprehension.Form, _ e: Expression, _ s: Int) throws -> Expression {
    try expectWord("for")
    let a = try name()
    var b: Name?
    if isOp(",") { advance(); b = try name() }
    try expectWord("in")
    let source = try expression()
    var c: Expression?
    if isWord("if") { advance(); c = try expression() }
    return Expression(.comprehension(Comprehension(form: form, element: e, first: a, second: b, source: source, condition: c)), from(s))
  }
  static let units: [String: DurationUnit] = {
    var m: [String: DurationUnit] = [:]
    for u in DurationUnit.allCases { m[u.rawValue] = u; m[String(u.rawValue.dropLast())] = u }
    return m
  }()
  mutating func primary() throws -> Expression {
    let s = token.start
    switch token.kind {
    case .number:
      var t = text
      advance()
      let percent = t.hasSuffix("%")
      if percent { t.removeLast() }
      let n = (Double(t.filter { $0 != "_" }) ?? 0) / (percent ? 100 : 1)
      if token.kind == .name, !token.newlineBefore, let u = Parser.units[text] {
        advance()
        return Expression(.duration(n, u), from(s))
      }
      return Expression(.number(n), from(s))
    case .date:
      let t = text
      let sp = span
      advance()
      guard let m = Parser.minutes(t) else {
        diagnostics.append(Diagnostic("cyb-invalid-date", "`\(t)` is no valid date", at: sp))
        return Expression(.invalid, sp)
      }
      return Expression(.date(DateLiteral(minutes: m, hasTime: t.contains("T"))), sp)
    case .text: return try textLiteral()
    case .op:
      if isOp("(") {
        advance()
        var es: [Expression] = []
        try isolated({ p in
          while !p.isOp(")") {
            es.append(try p.expression())
            if p.isOp(",") { p.advance() } else if !p.isOp(")") { throw p.fail("`)`") }
          }
        }, brackets: 1)
        advance()
        if es.count == 1 { return Expression(.parenthesised(es[0]), from(s)) }
        guard isOp("->") else { throw fail("`->`") }
        return Expression(.list(es), from(s))
      }
      if isOp("[") { return try listOrMap() }
      if isOp("{") { return try setOrRecord() }
      throw fail("an expression")
    case .name:
      switch text {
      case "nothing": advance(); return Expression(.nothing, from(s))
      case "yes", "true": advance(); return Expression(.truth(.yes), from(s))
      case "no", "false": advance(); return Expression(.truth(.no), from(s))
      case "unknown": advance(); return Expression(.truth(.unknown), from(s))
      default:
        guard !Parser.reserved.contains(text) else { throw fail("an expression") }
        defer { advance() }
        return Expression(.name(text), span)
      }
    case .clauseID, .end: throw fail("an expression")
    }
  }
  mutating func listOrMap() throws -> Expression {
    let s = token.start
    advance()
    let kind: Expression.Kind = try isolated({ p in
      if p.isOp("]") { return .list([]) }
      if p.isOp(":"), p.peek().1 == "]" { p.advance(); return .map([]) }
      let e = try p.expression()
      if p.isOp(":") {
        p.advance()
        let v = try p.expression()
        if p.isWord("for") { return try p.comprehension(.map(v), e, s).kind }
        var entries = [MapEntry(key: e, value: v)]
        while p.isOp(",") {
          p.advance()
          if p.isOp("]") { break }
          let k = try p.expression()
          try p.expectOp(":")
          entries.append(MapEntry(key: k, value: try p.expression()))
        }
        return .map(entries)
      }
      if p.isWord("for") { return try p.comprehension(.list, e, s).kind }
      var es = [e]
      while p.isOp(",") {
        p.advance()
        if p.isOp("]") { break }
        es.append(try p.expression())
      }
      return .list(es)
    }, brackets: 1)
    try expectOp("]")
    return Expression(kind, from(s))
  }
  mutating func setOrRecord() throws -> Expression {
    let s = token.start
    advance()
    if isOp("}") { advance(); return Expression(.record([]), from(s)) }
    let isRecord = (token.kind == .name || token.kind == .clauseID) && peek().0.kind == .op && peek().1 == ":"
    if isRecord {
      var fields: [Field] = []
      try isolated({ p in
        while !p.isOp("}") {
          if p.isOp(",") || p.isOp(";") { p.advance(); continue }
          let n = try p.anyName("a field")
          try p.expectOp(":")
          fields.append(Field(name: n, value: try p.expression()))
          if !p.isOp("}"), !p.isOp(","), !p.isOp(";"), !p.token.newlineBefore { throw p.fail("a comma or a new line") }
        }
      }, brackets: 0)
      advance()
      return Expression(.record(fields), from(s))
    }
    let kind: Expression.Kind = try isolated({ p in
      let e = try p.expression()
      if p.isWord("for") { return try p.comprehension(.set, e, s).kind }
      var es = [e]
      while p.isOp(",") {
        p.advance()
        if p.isOp("}") { break }
        es.append(try p.expression())
      }
      return .set(es)
    }, brackets: 1)
    try expectOp("}")
    return Expression(kind, from(s))
  }
  mutating func textLiteral() throws -> Expression {
    let s = token.start
    var p = s + 1
    let b = file.bytes
    var pieces: [TextPiece] = []
    var current: [UInt8] = []
    while true {
      guard p < b.count, b[p] != 10 else {
        diagnostics.append(Diagnostic("cyb-unterminated-text", "the text is not closed", at: lexer.span(s, s + 1)))
        isIncomplete = p >= b.count
        lexer.position = p
        advance()
        throw ParseError()
      }
      let c = b[p]
      if c == 34 { p += 1; break }
      if c == 92 {
        let n = p + 1 < b.count ? b[p + 1] : 0
        current.append(n == 110 ? 10 : n == 116 ? 9 : n)
        p += 2
      } else if c == 123 {
        if p + 1 < b.count, b[p + 1] == 123 { current.append(123); p += 2; continue }
        if !current.isEmpty { pieces.append(.literal(String(decoding: current, as: UTF8.self))); current = [] }
        lexer.position = p + 1
        token = lexer.next()
        let e = try isolated({ try $0.expression() }, brackets: 1)
        pieces.append(.interpolation(e))
        guard isOp("}") else { throw fail("`}`") }
        p = token.end
      } else if c == 125, p + 1 < b.count, b[p + 1] == 125 { current.append(125); p += 2 } else { current.append(c); p += 1 }
    }
    if !current.isEmpty || pieces.isEmpty { pieces.append(.literal(String(decoding: current, as: UTF8.self))) }
    lexer.position = p
    token.end = p
    advance()
    return Expression(.text(pieces), from(s))
  }
  static func minutes(_ t: String) -> Int64? {
    let parts = t.split(separator: "T")
    let d = parts[0].split(separator: "-")
    guard d.count == 3, d[0].count == 4, d[1].count == 2, d[2].count == 2, let y = Int64(d[0]), let m = Int64(d[1]), let day = Int64(d[2]),
      (1...12).contains(m), y > 0
    else { return nil }
    let leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
    let lengths: [Int64] = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day >= 1, day <= lengths[Int(m) - 1] else { return nil }
    let yy = m <= 2 ? y - 1 : y
    let era = yy / 400
    let yoe = yy - era * 400
    let doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
    var result = (era * 146097 + doe - 719468) * 1440
    if parts.count == 2 {
      let hm = parts[1].split(separator: ":")
      guard hm.count == 2, let h = Int64(hm[0]), let mi = Int64(hm[1]), h < 24, mi < 60 else { return nil }
      result += h * 60 + mi
    }
    return result
  }
}

public enum SourceText {
  public static func add(_ bytes: [UInt8], name: String, to map: SourceMap) -> (SourceFile, [Diagnostic]) {
    let s = String(decoding: bytes, as: UTF8.self)
    let file = map.add(name: name, bytes: Array(s.utf8))
    if Array(s.utf8) != bytes { return (file, [Diagnostic("cyb-not-utf8", "the file is not UTF-8", at: nil)]) }
    return (file, [])
  }
}
public enum Suggestions {
  public static func closest(to name: String, among names: [String]) -> String? {
    let a = Array(name)
    var best: (Int, String)?
    for n in names where n != name {
      let b = Array(n)
      guard abs(a.count - b.count) <= 2 else { continue }
      var row = Array(0...b.count)
      for i in 0..<a.count {
        var prev = row[0]
        row[0] = i + 1
        for j in 0..<b.count {
          let cur = row[j + 1]
          row[j + 1] = min(row[j + 1] + 1, row[j] + 1, prev + (a[i] == b[j] ? 0 : 1))
          prev = cur
        }
      }
      if row[b.count] <= max(1, a.count / 4), best == nil || row[b.count] < best!.0 { best = (row[b.count], n) }
    }
    return best?.1
  }
}
