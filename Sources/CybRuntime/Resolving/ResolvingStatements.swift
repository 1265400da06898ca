import CybSyntax

extension Resolver {
  func resolve(_ statement: Statement) -> Node { watched(resolveBare(statement), statement) }

  private func resolveBare(_ statement: Statement) -> Node {
    let span = statement.span
    switch statement.kind {
    case .binding(let binding): return resolve(binding, span)
    case .assignment(let assignment): return resolve(assignment, span)
    case .conditional(let conditional): return resolve(conditional, span)
    case .forLoop(let loop): return resolve(loop, span)
    case .whileLoop(let condition, let body):
      let condition = resolve(condition)
      scope.loopDepth += 1
      defer { scope.loopDepth -= 1 }
      return WhileNode(condition, body: resolve(body), span)
    case .break: return resolveJump(.breaking, "break", span)
    case .continue: return resolveJump(.continuing, "continue", span)
    case .return(let value):
      let node = value.map(resolve)
      if !scope.isFunction {
        report(Diagnostic("cyb-return-outside", "`return` outside of a function", at: span))
      }
      return ReturnNode(node, span)
    case .function(let function): return resolve(function, span)
    case .importFile(let statement): return resolveImport(statement, span)
    case .ask(let expression): return AskNode(resolve(expression), span)
    case .expect(let expression): return resolveExpectation(expression, span)
    case .expectError(let part, let body):
      let part = resolve(part)
      let (body, assigned) = resolveSupposition(body)
      return ExpectErrorNode(part: part, body: body, assigned: assigned, span)
    case .test(let name, let body):
      let name = resolve(name)
      let (body, assigned) = resolveSupposition(body)
      return TestNode(name: name, body: body, assigned: assigned, span)
    case .suppose(let body):
      let (body, assigned) = resolveSupposition(body)
      return SupposeNode(body, assigned: assigned, span)
    case .verb(let verb):
      if isNested {
        report(
          Diagnostic("cyb-nested-verb", "a verb is declared at the top level of a file", at: verb.name.span))
      }
      return EmptyNode(span)
    case .declaration(let declaration): return resolve(declaration, span)
    case .expression(let expression): return ExpressionStatementNode(resolve(expression), span)
    case .invalid: return InvalidNode(span)
    }
  }

  /// Whether the statement stands in a block or function, not at the top level of its file.
  var isNested: Bool { scope.isFunction || scope.blockDepth > 1 }

  func resolve(_ block: Block) -> Node {
    scope.openBlock()
    defer { scope.closeBlock() }
    return Specialisation.block(block.statements.map(resolve), block.span)
  }

  private func resolveSupposition(_ block: Block) -> (Node, [Int]) {
    scope.suppositions.append((scope.blockDepth, []))
    let node = resolve(block)
    return (node, scope.suppositions.removeLast().slots)
  }

  private func resolveJump(_ completion: Completion, _ word: String, _ span: Span) -> Node {
    if scope.loopDepth == 0 {
      report(Diagnostic("cyb-jump-outside", "`\(word)` outside of a loop", at: span))
    }
    return JumpNode(completion, span)
  }

  private func resolve(_ binding: CybSyntax.Binding, _ span: Span) -> Node {
    let value = resolve(binding.value)
    guard isNested else {
      guard case .variable(let slot, _, let declaration) = module.bindings[binding.name.text],
        declaration == binding.name.span || redeclaring == .always
      else { return InvalidNode(span) }
      return SetGlobalNode(slot: slot, value: value, span)
    }
    let isCell = cells.contains(binding.name.span)
    declareOnce(binding.name)
    let local = scope.declare(binding.name, isVariable: binding.isVariable, isCell: isCell)
    return isCell
      ? MakeCellNode(slot: local.slot, value: value, span) : Specialisation.set(slot: local.slot, value, span)
  }

  private func declareOnce(_ name: Name) {
    guard let first = scope.declaredInInnermostBlock(name.text) else { return }
    report(
      Diagnostic("cyb-declared-twice", "`\(name.text)` is declared twice in this block", at: name.span)
        .label(first.declaration, "first declared here"))
  }

  private func resolve(_ conditional: Conditional, _ span: Span) -> Node {
    var otherwise = conditional.otherwise.map { resolve($0) }
    for (condition, body) in conditional.branches.reversed() {
      otherwise = IfNode(resolve(condition), then: resolve(body), otherwise: otherwise, span)
    }
    return otherwise ?? EmptyNode(span)
  }

  private func resolve(_ loop: ForLoop, _ span: Span) -> Node {
    let source = resolve(loop.source)
    scope.openBlock()
    scope.loopDepth += 1
    defer {
      scope.loopDepth -= 1
      scope.closeBlock()
    }
    let first = LoopVariable(slot: scope.declare(loop.first, isVariable: false, isCell: false).slot)
    let second = loop.second.map {
      LoopVariable(slot: scope.declare($0, isVariable: false, isCell: false).slot)
    }
    let body = resolve(loop.body)
    if let range = source as? RangeNode, second == nil { return ForRangeNode(first, range, body: body, span) }
    return ForNode(first, second, source: source, body: body, span)
  }

  // MARK: assignment

  private func resolve(_ assignment: Assignment, _ span: Span) -> Node {
    let value = resolve(assignment.value)
    if case .name(let text) = assignment.target.kind {
      return resolveAssignment(Name(text, assignment.target.span), assignment, value, span)
    }
    guard let (root, steps) = resolvePlace(assignment.target) else { return InvalidNode(span) }
    return Specialisation.assignment(
      AssignPlaceNode(root, steps, operation: assignment.operation, value: value, span))
  }

  private func resolveAssignment(_ name: Name, _ assignment: Assignment, _ value: Node, _ span: Span) -> Node {
    guard let root = variable(name, for: "assigned") else { return InvalidNode(span) }
    switch (root, assignment.operation) {
    case (.local(let slot), nil): return Specialisation.set(slot: slot, value, span)
    case (.local(let slot), let operation?):
      return Specialisation.update(slot: slot, operation, value, span)
    case (.global(let slot), nil): return SetGlobalNode(slot: slot, value: value, span)
    default: return AssignPlaceNode(root, [], operation: assignment.operation, value: value, span)
    }
  }

  /// The root of a target, where it is a variable.
  private func variable(_ name: Name, for use: String) -> PlaceRoot? {
    if let local = local(name.text) {
      guard local.isVariable else {
        report(
          Diagnostic("cyb-fixed-name", "`\(name.text)` is fixed and cannot be \(use)", at: name.span)
            .label(local.declaration, "declared here").help("declare it with `var`"))
        return nil
      }
      scope.noteAssignment(local)
      return local.isCell ? .cell(local.slot, name.text) : .local(local.slot)
    }
    switch module.binding(name.text) {
    case .variable(let slot, let isVariable, let declaration):
      guard isVariable else {
        report(
          Diagnostic("cyb-fixed-name", "`\(name.text)` is fixed and cannot be \(use)", at: name.span)
            .label(declaration, "declared here").help("declare it with `var`"))
        return nil
      }
      return .global(slot)
    case nil:
      let near = Suggestions.closest(to: name.text, among: scope.visibleNames + module.allNames)
      report(
        Diagnostic("cyb-unknown-name", "there is no variable `\(name.text)` here", at: name.span)
          .help(near.map { "did you mean `\($0)`?" } ?? "declare it with `var \(name.text) = …`"))
      return nil
    default:
      report(Diagnostic("cyb-not-assignable", "`\(name.text)` is no variable", at: name.span))
      return nil
    }
  }

  /// A target: where it begins, and the steps to the place that changes.
  func resolvePlace(_ target: Expression, isSupposed: Bool = false) -> (PlaceRoot, [PlaceStep])? {
    var steps: [PlaceStep] = []
    var current = target
    while true {
      switch current.kind {
      case .member(let operand, let name):
        // A member chain that is a known entity, such as `London.2`, is where the target begins.
        if !steps.isEmpty, let constant = constantEntity(current) { return (.value(constant), steps.reversed()) }
        steps.append(.field(name, FieldCache(name: name.text)))
        current = operand
      case .index(let operand, let index):
        steps.append(.index(resolve(index)))
        current = operand
      case .name(let text):
        let name = Name(text, current.span)
        if local(text) == nil, case .variable(let slot, _, _) = module.binding(text), isSupposed {
          return (.global(slot), steps.reversed())
        }
        if steps.isEmpty || holdsPlainValue(text) {
          if isSupposed, let local = local(text) {
            return (local.isCell ? .cell(local.slot, text) : .local(local.slot), steps.reversed())
          }
          // A fixed name may hold an entity or event, whose fields can be set.
          if !steps.isEmpty, isFixed(text) { return (.value(resolveName(name)), steps.reversed()) }
          return variable(name, for: "changed").map { ($0, steps.reversed()) }
        }
        return (.value(resolveName(name)), steps.reversed())
      default:
        return (.value(resolve(current)), steps.reversed())
      }
    }
  }

  private func constantEntity(_ expression: Expression) -> ConstantNode? {
    guard case .member(let operand, _) = expression.kind, case .name(let owner) = operand.kind, local(owner) == nil,
      case .entity = module.binding(owner)
    else { return nil }
    return resolve(expression) as? ConstantNode
  }

  /// Whether a name is a variable's, not an entity's or function's.
  private func holdsPlainValue(_ name: String) -> Bool {
    if local(name) != nil { return true }
    if case .variable = module.binding(name) { return true }
    return false
  }

  private func isFixed(_ name: String) -> Bool {
    if let local = local(name) { return !local.isVariable }
    if case .variable(_, let isVariable, _) = module.binding(name) { return !isVariable }
    return true
  }

  // MARK: functions

  private func resolve(_ function: FunctionDeclaration, _ span: Span) -> Node {
    let names = function.parameters.map(\.name)
    let defaults = function.parameters.map(\.defaultValue)
    let use = CoalitionUse(of: function, isBuiltin: isBuiltin)
    guard isNested else {
      guard case .function(_, let code) = module.bindings[function.name.text], code.declaration == function.name.span
      else { return InvalidNode(span) }
      resolveBody(of: code, names, defaults: defaults, coalitionUse: use) { self.resolveTail(of: function) }
      return EmptyNode(span)
    }
    declareOnce(function.name)
    let isCell = cells.contains(function.name.span)
    let local = scope.declare(Name(function.name.text, function.name.span), isVariable: true, isCell: isCell)
    let code = makeCode(function)
    resolveBody(of: code, names, defaults: defaults, coalitionUse: use) { self.resolveTail(of: function) }
    let closure = ClosureNode(code, span)
    guard isCell else { return SetLocalNode(slot: local.slot, value: closure, span) }
    return DeclareFunctionNode(slot: local.slot, closure: closure, span)
  }

  private func resolveTail(of function: FunctionDeclaration) -> Node {
    switch function.body {
    case .expression(let expression): return resolve(expression)
    case .block(let block): return resolveTail(block.statements[...], block.span)
    }
  }

  /// Statements at the end of a function, as one expression for what they return.
  private func resolveTail(_ statements: ArraySlice<Statement>, _ span: Span) -> Node {
    var nodes: [Node] = []
    var rest = statements
    while let statement = rest.popFirst() {
      switch statement.kind {
      // Where a run is watched, each statement stays one.
      case .return(let value) where machine.recorder == nil:
        let tail = value.map(resolve) ?? ConstantNode(.nothing, statement.span)
        for unreachable in rest { _ = resolve(unreachable) }
        return nodes.isEmpty ? tail : BodyNode(nodes, tail: tail, span)
      case .conditional(let conditional) where machine.recorder == nil && endsFunction(conditional, rest):
        let tail = resolveTail(conditional, rest, statement.span)
        return nodes.isEmpty ? tail : BodyNode(nodes, tail: tail, span)
      default: nodes.append(resolve(statement))
      }
    }
    guard let last = nodes.popLast() else { return ConstantNode(.nothing, span) }
    let tail = TailStatementNode(last)
    return nodes.isEmpty ? tail : BodyNode(nodes, tail: tail, span)
  }

  /// Whether an `if` can become a conditional expression: it is the last statement, or its only branch returns.
  private func endsFunction(_ conditional: Conditional, _ rest: ArraySlice<Statement>) -> Bool {
    if rest.isEmpty { return true }
    guard conditional.otherwise == nil, conditional.branches.count == 1 else { return false }
    if case .return = conditional.branches[0].body.statements.last?.kind { return true }
    return false
  }

  private func resolveTail(_ conditional: Conditional, _ rest: ArraySlice<Statement>, _ span: Span) -> Node {
    var branches: [(condition: Node, then: Node)] = []
    for (condition, body) in conditional.branches {
      let condition = resolve(condition)
      scope.openBlock()
      branches.append((condition, resolveTail(body.statements[...], body.span)))
      scope.closeBlock()
    }
    var otherwise: Node
    if let block = conditional.otherwise {
      scope.openBlock()
      otherwise = resolveTail(block.statements[...], block.span)
      scope.closeBlock()
    } else {
      otherwise = resolveTail(rest, span)
    }
    for (condition, then) in branches.reversed() {
      otherwise = ConditionalNode(condition, then: then, otherwise: otherwise, span)
    }
    return otherwise
  }

  // MARK: the rest

  private func resolveImport(_ statement: ImportStatement, _ span: Span) -> Node {
    if isNested {
      report(Diagnostic("cyb-nested-import", "`import` stands at the top level of a file", at: span))
      return InvalidNode(span)
    }
    do throws(Failure) { return try loader.load(statement, from: module).run } catch { return InvalidNode(span) }
  }

  private func resolveExpectation(_ expression: Expression, _ span: Span) -> Node {
    switch expression.kind {
    case .comparison(let first, let links) where links.count == 1:
      return ExpectNode(
        left: resolve(first), links[0].comparison, right: resolve(links[0].operand), source: expression.span, span)
    default:
      return ExpectNode(resolve(expression), source: expression.span, span)
    }
  }
}
