/// A tree as an S-expression: everything that it means, without places and comments.
///
/// Two trees are the same where their dumps are; the tests of parser and formatter compare by it.
public struct TreeDump {
  private var output = ""

  /// The statements of a tree, one to a line.
  public static func dump(_ tree: SyntaxTree) -> String {
    var dump = TreeDump()
    for statement in tree.statements {
      dump.statement(statement)
      dump.output += "\n"
    }
    return dump.output
  }

  public static func dump(_ expression: Expression) -> String {
    var dump = TreeDump()
    dump.expression(expression)
    return dump.output
  }

  private mutating func node(_ head: String, _ parts: (inout TreeDump) -> Void) {
    output += "(" + head
    parts(&self)
    output += ")"
  }

  private mutating func word(_ text: String) { output += " " + text }

  private mutating func quoted(_ text: String) { output += " " + JSONText.quoted(text) }

  private mutating func documentation(_ text: String?) {
    guard let text else { return }
    output += " (doc"
    quoted(text)
    output += ")"
  }

  // MARK: Statements

  private mutating func block(_ block: Block) {
    output += " (block"
    for item in block.statements {
      output += " "
      statement(item)
    }
    output += ")"
  }

  private mutating func statement(_ statement: Statement) {
    switch statement.kind {
    case .binding(let binding):
      node(binding.isVariable ? "var" : "let") {
        $0.documentation(binding.documentation)
        $0.word(binding.name.text)
        $0.child(binding.value)
      }
    case .assignment(let assignment):
      node("set" + (assignment.operation?.rawValue ?? "")) {
        $0.child(assignment.target)
        $0.child(assignment.value)
      }
    case .conditional(let conditional):
      node("if") {
        for branch in conditional.branches {
          $0.child(branch.condition)
          $0.block(branch.body)
        }
        if let otherwise = conditional.otherwise { $0.block(otherwise) }
      }
    case .forLoop(let loop):
      node("for") {
        $0.word(loop.first.text)
        if let second = loop.second { $0.word(second.text) }
        $0.child(loop.source)
        $0.block(loop.body)
      }
    case .whileLoop(let condition, let body):
      node("while") {
        $0.child(condition)
        $0.block(body)
      }
    case .break: output += "(break)"
    case .continue: output += "(continue)"
    case .return(let value): node("return") { dump in value.map { dump.child($0) } }
    case .function(let function): self.function(function)
    case .importFile(let file):
      node("import") {
        $0.quoted(file.path)
        if let alias = file.alias { $0.word(alias.text) }
      }
    case .ask(let value): node("ask") { $0.child(value) }
    case .expect(let value): node("expect") { $0.child(value) }
    case .expectError(let part, let body):
      node("expect-error") {
        $0.child(part)
        $0.block(body)
      }
    case .test(let name, let body):
      node("test") {
        $0.child(name)
        $0.block(body)
      }
    case .suppose(let body): node("suppose") { $0.block(body) }
    case .verb(let verb): self.verb(verb)
    case .declaration(let declaration): self.declaration(declaration)
    case .expression(let value): node("do") { $0.child(value) }
    case .invalid: output += "(invalid)"
    }
  }

  private mutating func function(_ function: FunctionDeclaration) {
    node("fn") {
      $0.documentation(function.documentation)
      $0.word(function.name.text)
      for parameter in function.parameters {
        $0.output += " (" + parameter.name.text
        if let value = parameter.defaultValue { $0.child(value) }
        $0.output += ")"
      }
      switch function.body {
      case .block(let body): $0.block(body)
      case .expression(let value): $0.child(value)
      }
    }
  }

  private mutating func verb(_ verb: VerbDeclaration) {
    func type(_ type: VerbDeclaration.RoleType) -> String {
      type.kinds.map(\.text).joined(separator: "|") + (type.isOptional ? "?" : "")
    }
    node("verb") {
      $0.documentation(verb.documentation)
      $0.word([verb.name, verb.thirdPerson, verb.participle].compactMap { $0?.text }.joined(separator: "/"))
      if let object = verb.object { $0.word(type(object)) }
      for role in verb.roles { $0.word(role.preposition.rawValue + ":" + type(role.type)) }
    }
  }

  private mutating func declaration(_ declaration: Declaration) {
    node("declare") {
      $0.documentation(declaration.documentation)
      $0.word(declaration.word.text)
      for name in declaration.names {
        switch name.kind {
        case .fixed(let fixed): $0.word(fixed.text)
        case .computed(let value): $0.child(value)
        }
        if let title = name.title { $0.child(title) }
      }
      if let kind = declaration.kind { $0.word(":" + kind.text) }
      if let body = declaration.body { $0.body(body) }
    }
  }

  private mutating func body(_ body: Body) {
    output += " (body"
    for member in body.members {
      switch member {
      case .field(let field): self.field(field)
      case .clause(let clause):
        output += " (clause"
        documentation(clause.documentation)
        word(clause.id.text)
        if let title = clause.title { child(title) }
        self.body(clause.body)
        output += ")"
      case .norm(let norm): self.norm(norm)
      }
    }
    output += ")"
  }

  private mutating func field(_ field: Field) {
    output += " (" + field.name.text + ":"
    documentation(field.documentation)
    child(field.value)
    output += ")"
  }

  // MARK: Norms and phrases

  private mutating func norm(_ norm: Norm) {
    output += " (" + norm.modality.rawValue
    documentation(norm.documentation)
    pattern(norm.subject)
    phrase(norm.act) { $0.pattern($1) }
    let tails = norm.tails
    switch tails.deadline {
    case .within(let value): tail("within", value)
    case .by(let value): tail("by", value)
    case nil: break
    }
    if let after = tails.after {
      output += " (after"
      pattern(after.subject)
      phrase(after.act) { $0.pattern($1) }
      output += ")"
    }
    if let value = tails.when { tail("when", value) }
    if let value = tails.unless { tail("unless", value) }
    if let value = tails.where { tail("where", value) }
    if case .oblige(let reparation)? = tails.reparation {
      output += " (else"
      self.norm(reparation)
      output += ")"
    }
    output += ")"
  }

  private mutating func tail(_ word: String, _ value: Expression) {
    output += " (" + word
    child(value)
    output += ")"
  }

  private mutating func pattern(_ pattern: Pattern) {
    output += " "
    if let binding = pattern.binding { output += binding.text + "=" }
    switch pattern.kind {
    case .anyone: output += "anyone"
    case .anything: output += "anything"
    case .any(let name): output += "any:" + name.text
    case .each(let name): output += "each:" + name.text
    case .value(let value): expression(value)
    }
  }

  private mutating func filler(_ filler: EventFiller) {
    switch filler.kind {
    case .someone: word("someone")
    case .value(let value): child(value)
    }
  }

  private mutating func asked(_ filler: AskedFiller) {
    switch filler.kind {
    case .anyone: word("anyone")
    case .anything: word("anything")
    case .someone: word("someone")
    case .any(let name): word("any:" + name.text)
    case .value(let value): child(value)
    }
  }

  private mutating func phrase<Filler>(_ phrase: VerbPhrase<Filler>, _ filler: (inout TreeDump, Filler) -> Void) {
    output += " (" + phrase.verb.text
    if let object = phrase.object { filler(&self, object) }
    for role in phrase.roles {
      output += " (" + role.preposition.rawValue
      filler(&self, role.filler)
      output += ")"
    }
    output += ")"
  }

  private mutating func event(_ event: EventExpression) {
    node("on") {
      $0.child(event.date)
      $0.filler(event.subject)
      $0.phrase(event.phrase) { $0.filler($1) }
    }
  }

  private mutating func riders(_ riders: Riders) {
    if let value = riders.since { tail("since", value) }
    if let value = riders.asOf { tail("as-of", value) }
    for change in riders.supposing {
      output += " (supposing"
      switch change {
      case .assign(let target, let value):
        child(target)
        child(value)
      case .event(let event):
        output += " "
        self.event(event)
      }
      output += ")"
    }
  }

  // MARK: Expressions

  private mutating func child(_ value: Expression) {
    output += " "
    expression(value)
  }

  /// Prints the left spine of a chain without recursion, since chains may be long.
  private mutating func expression(_ value: Expression) {
    var spine: [Expression] = []
    var rest = value
    descend: while true {
      switch rest.kind {
      case .member(let base, _):
        output += "(. "
        spine.append(rest)
        rest = base
      case .index(let base, _):
        output += "([] "
        spine.append(rest)
        rest = base
      case .call(let base, _):
        output += "(call "
        spine.append(rest)
        rest = base
      case .binary(let left, let operation, _, _):
        output += "(" + operation.rawValue + " "
        spine.append(rest)
        rest = left
      case .membership(let left, let negated, _):
        output += negated ? "(not-in " : "(in "
        spine.append(rest)
        rest = left
      case .typeTest(let left, let negated, _):
        output += negated ? "(is-not " : "(is "
        spine.append(rest)
        rest = left
      default: break descend
      }
    }
    operand(rest)
    for link in spine.reversed() {
      switch link.kind {
      case .member(_, let name): word(name.text)
      case .index(_, let index): child(index)
      case .call(_, let arguments):
        for argument in arguments {
          if let label = argument.label { word(label.text + ":") }
          child(argument.value)
        }
      case .binary(_, _, _, let right), .membership(_, _, let right): child(right)
      case .typeTest(_, _, let type): word(type.text)
      default: break
      }
      output += ")"
    }
  }

  private mutating func operand(_ value: Expression) {
    switch value.kind {
    case .nothing: output += "nothing"
    case .truth(let truth): output += truth.rawValue
    case .number(let number): output += "\(number)"
    case .date(let date): output += "@\(date.minutes)" + (date.hasTime ? "T" : "")
    case .duration(let count, let unit): output += "(\(count) \(unit.rawValue))"
    case .text(let pieces): text(pieces)
    case .name(let name): output += name
    case .list(let elements): node("list") { dump in elements.forEach { dump.child($0) } }
    case .set(let elements): node("set") { dump in elements.forEach { dump.child($0) } }
    case .map(let entries):
      node("map") { dump in
        for entry in entries {
          dump.child(entry.key)
          dump.child(entry.value)
        }
      }
    case .record(let fields): node("record") { dump in fields.forEach { dump.field($0) } }
    case .comprehension(let comprehension): self.comprehension(comprehension)
    case .negate(let operand): node("-") { $0.child(operand) }
    case .not(let operand): node("not") { $0.child(operand) }
    case .comparison(let first, let links):
      node("compare") {
        $0.child(first)
        for link in links {
          $0.word(link.comparison.rawValue)
          $0.child(link.operand)
        }
      }
    case .range(let range):
      node(range.excludesUpper ? "..<" : "..") {
        $0.child(range.lower)
        $0.child(range.upper)
        if let step = range.step { $0.child(step) }
      }
    case .conditional(let condition, let then, let otherwise):
      node("if") {
        $0.child(condition)
        $0.child(then)
        $0.child(otherwise)
      }
    case .lambda(let lambda):
      node("->") {
        $0.output += " (" + lambda.parameters.map(\.text).joined(separator: " ") + ")"
        $0.child(lambda.body)
      }
    case .attempt(let value, let otherwise):
      node("try") {
        $0.child(value)
        $0.child(otherwise)
      }
    case .event(let event): self.event(event)
    case .question(let question): self.question(question)
    case .ridden(let call, let riders):
      node("ridden") {
        $0.child(call)
        $0.riders(riders)
      }
    case .parenthesised(let inner): node("paren") { $0.child(inner) }
    case .invalid: output += "(invalid)"
    case .member, .index, .call, .binary, .membership, .typeTest: break
    }
  }

  private mutating func text(_ pieces: [TextPiece]) {
    node("text") {
      for piece in pieces {
        switch piece {
        case .literal(let literal): $0.quoted(literal)
        case .interpolation(let value): $0.child(value)
        }
      }
    }
  }

  private mutating func comprehension(_ comprehension: Comprehension) {
    let form =
      switch comprehension.form {
      case .list: "list-for"
      case .set: "set-for"
      case .map: "map-for"
      case .argument: "for"
      }
    node(form) {
      $0.child(comprehension.element)
      if case .map(let value) = comprehension.form { $0.child(value) }
      $0.word(comprehension.first.text)
      if let second = comprehension.second { $0.word(second.text) }
      $0.child(comprehension.source)
      if let condition = comprehension.condition { $0.child(condition) }
    }
  }

  private mutating func question(_ question: Question) {
    node((question.isWhy ? "why-" : "") + question.modal.rawValue) {
      if let subject = question.subject { $0.asked(subject) } else { $0.word("who") }
      $0.phrase(question.phrase) { $0.asked($1) }
      $0.riders(question.riders)
    }
  }
}
