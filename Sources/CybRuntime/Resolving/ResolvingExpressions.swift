import CybSyntax
import TreatyLaw

extension Resolver {
  func resolve(_ expression: Expression) -> Node {
    let span = expression.span
    guard mayGoOn() else { return ConstantNode(.nothing, span) }
    switch expression.kind {
    case .nothing: return ConstantNode(.nothing, span)
    case .truth(let literal):
      return ConstantNode(literal == .yes ? .yes : literal == .no ? .no : .unknown, span)
    case .number(let number): return NumberNode(number, span)
    case .date(let date): return ConstantNode(.date(Moment(minutes: date.minutes, hasTime: date.hasTime)), span)
    case .duration(let count, let unit): return resolveDuration(count, unit, span)
    case .text(let pieces): return resolveText(pieces, span)
    case .name(let name): return resolveName(Name(name, span))
    case .list(let elements): return ListNode(elements.map(resolve), span)
    case .set(let elements): return SetNode(elements.map(resolve), span)
    case .map(let entries):
      return MapNode(entries.map { (resolve($0.key), resolve($0.value)) }, span)
    case .record(let fields): return resolveRecord(fields, span)
    case .comprehension(let comprehension): return resolve(comprehension, span)
    case .member(let operand, let name): return resolveMember(operand, name, span)
    case .index(let container, let index): return Specialisation.index(resolve(container), resolve(index), span)
    case .call(let callee, let arguments): return resolveCall(callee, arguments, span)
    case .negate(let operand):
      let node = resolve(operand)
      if let constant = node as? ConstantNode, case .number(let number) = constant.value {
        return NumberNode(-number, span)
      }
      return NegateNode(node, span)
    case .not(let operand): return NotNode(resolve(operand), span)
    case .binary(let left, let operation, let place, let right) where operation == .and || operation == .or:
      return resolveJoined(left, operation, place.span, right, span)
    case .binary(let left, let operation, let place, let right):
      return Specialisation.binary(operation, resolve(left), resolve(right), span, place: place.span)
    case .comparison(let first, let links): return resolveComparison(first, links, span)
    case .membership(let element, let negated, let container):
      return MembershipNode(resolve(element), resolve(container), isNegated: negated, span)
    case .typeTest(let operand, let negated, let name):
      let node = resolve(operand)
      return resolveTest(name).map { Specialisation.typeTest(node, $0, isNegated: negated, span) } ?? InvalidNode(span)
    case .range(let range):
      return RangeNode(
        lower: resolve(range.lower), upper: resolve(range.upper), step: range.step.map(resolve),
        excludesUpper: range.excludesUpper, span)
    case .conditional(let condition, let then, let otherwise):
      return ConditionalNode(resolve(condition), then: resolve(then), otherwise: resolve(otherwise), span)
    case .lambda(let lambda): return resolveLambda(lambda, span)
    case .attempt(let attempted, let otherwise): return AttemptNode(resolve(attempted), resolve(otherwise), span)
    case .event(let event): return resolve(event)
    case .question(let question): return resolve(question, span)
    case .ridden(let call, let riders): return resolve(riders, around: span) { self.resolve(call) }
    case .parenthesised(let inner): return resolve(inner)
    case .invalid: return InvalidNode(span)
    }
  }

  private func resolveDuration(_ count: Double, _ unit: DurationUnit, _ span: Span) -> Node {
    do { return ConstantNode(.duration(try CivilDuration(count, unit)), span) } catch let failure as Failure {
      report(failure.located(at: span).diagnostic)
    } catch {}
    return InvalidNode(span)
  }

  private func resolveText(_ pieces: [TextPiece], _ span: Span) -> Node {
    var resolved: [InterpolationNode.Piece] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): resolved.append(.literal(text))
      case .interpolation(let expression): resolved.append(.node(resolve(expression)))
      }
    }
    switch resolved.count {
    case 0: return ConstantNode(.text(""), span)
    case 1: if case .literal(let text) = resolved[0] { return ConstantNode(.text(text), span) }
    default: break
    }
    return InterpolationNode(resolved, span)
  }

  private func resolveRecord(_ fields: [Field], _ span: Span) -> Node {
    var names: [String] = []
    var nodes: [Node] = []
    var places: [String: Span] = [:]
    for field in fields {
      let node = resolve(field.value)
      if let first = places[field.name.text] {
        report(
          Diagnostic("cyb-declared-twice", "the field `\(field.name.text)` is given twice", at: field.name.span)
            .label(first, "first given here"))
        continue
      }
      places[field.name.text] = field.name.span
      names.append(field.name.text)
      nodes.append(node)
    }
    return RecordNode(shape: .of(names), fields: nodes, span)
  }

  private func resolveComparison(_ first: Expression, _ links: [ComparisonLink], _ span: Span) -> Node {
    let left = resolve(first)
    guard links.count == 1, let link = links.first else {
      return ChainNode(first: left, links: links.map { ($0.comparison, resolve($0.operand)) }, span)
    }
    return Specialisation.comparison(link.comparison, left, resolve(link.operand), span)
  }

  func resolveTest(_ name: Name) -> TypeTestNode.Test? {
    if name.text == "unknown" { return .unknown }
    if name.text == "party", let treaty {
      if let entity = treaty.entity { return .party(entity) }
    }
    if case .kind(let kind) = module.binding(name.text) { return .kind(kind) }
    if let builtin = BuiltinKind.named(name.text) { return .kind(builtin.id) }
    if let type = ValueType(rawValue: name.text) { return .type(type) }
    report(
      Diagnostic("cyb-unknown-kind", "there is no kind or type `\(name.text)`", at: name.span)
        .help(
          Suggestions.closest(to: name.text, among: kindNames + ValueType.allCases.map(\.rawValue)).map {
            "did you mean `\($0)`?"
          }))
    return nil
  }

  // MARK: names

  func local(_ name: String) -> Local? {
    scope.local(name) { outer in
      if outer.isVariable, !outer.isCell { self.cells.insert(outer.declaration) }
    }
  }

  func resolveName(_ name: Name) -> Node {
    if let local = local(name.text) {
      return local.isCell
        ? CellNode(slot: local.slot, name: name.text, name.span) : LocalNode(slot: local.slot, name.span)
    }
    if let node = resolveTreatyWord(name) { return node }
    if let binding = module.binding(name.text) { return resolve(binding, name) }
    if let builtin = BuiltinTable.named(name.text) {
      return ConstantNode(.object(FunctionObject(body: .builtin(builtin))), name.span)
    }
    if let builtin = BuiltinKind.named(name.text) {
      return ConstantNode(.kind(builtin.id), name.span)
    }
    if name.text == "events" { return EventsNode(name.span) }
    report(unknownName(name))
    return InvalidNode(name.span)
  }

  private func resolve(_ binding: Binding, _ name: Name) -> Node {
    switch binding {
    case .variable(let slot, _, let declaration):
      if scope.isFunction { machine.noteRead(byFunction: slot) }
      return GlobalNode(slot: slot, name: name, declaration: declaration)
    case .function(let slot, let code):
      return GlobalNode(slot: slot, name: name, declaration: code.declaration)
    case .entity(let entity): return ConstantNode(.entity(entity), name.span)
    case .kind(let kind): return ConstantNode(.kind(kind), name.span)
    case .namespace:
      report(
        Diagnostic("cyb-namespace-value", "`\(name.text)` is an imported file, not a value", at: name.span)
          .help("write `\(name.text).name` for one of its names"))
      return InvalidNode(name.span)
    }
  }

  private func unknownName(_ name: Name) -> Diagnostic {
    Diagnostic("cyb-unknown-name", "there is no `\(name.text)` here", at: name.span)
      .instead(of: name, isCalled: false, among: visibleNames)
  }

  var visibleNames: [String] {
    scope.visibleNames + module.allNames + BuiltinTable.all.map(\.name) + BuiltinKind.allCases.map(\.description)
  }

  private func resolveMember(_ operand: Expression, _ name: Name, _ span: Span) -> Node {
    if case .name(let owner) = operand.kind, local(owner) == nil,
      case .namespace(let imported) = module.binding(owner)
    {
      if let binding = imported.bindings[name.text] { return resolve(binding, Name(name.text, name.span)) }
      report(
        Diagnostic("cyb-unknown-name", "the imported file `\(owner)` has no `\(name.text)`", at: name.span)
          .help(
            Suggestions.closest(to: name.text, among: imported.bindings.keys.sorted()).map { "did you mean `\($0)`?" }))
      return InvalidNode(span)
    }
    let node = resolve(operand)
    if let constant = node as? ConstantNode, case .entity(let entity) = constant.value,
      let clause = world.clause(name.text, of: entity)
    {
      return ConstantNode(.entity(clause), span)
    }
    return Specialisation.member(node, name, span)
  }

  // MARK: calls

  private func resolveCall(_ callee: Expression, _ arguments: [Argument], _ span: Span) -> Node {
    let labels = arguments.map(\.label)
    switch callee.kind {
    case .name(let text):
      let name = Name(text, callee.span)
      return resolveCall(name, callable(name), arguments, span)
    case .member(let owner, let name):
      if case .name(let namespace) = owner.kind, local(namespace) == nil,
        case .namespace = module.binding(namespace)
      {
        return CallNode(
          resolveMember(owner, name, callee.span), arguments.map { resolve($0.value) }, labels: labels, span)
      }
      let receiver = resolve(owner)
      let function = callable(name).map { $0.node(name) }
      return MethodCallNode(
        receiver: receiver, name: name, function: function, arguments: arguments.map { resolve($0.value) },
        labels: labels, span)
    default:
      return CallNode(resolve(callee), arguments.map { resolve($0.value) }, labels: labels, span)
    }
  }

  /// What a name that is called may be.
  enum Callable {
    case value(Node)
    case function(slot: Int, FunctionCode)
    case builtin(Builtin)

    func node(_ name: Name) -> Node {
      switch self {
      case .value(let node): node
      case .function(let slot, let code): GlobalNode(slot: slot, name: name, declaration: code.declaration)
      case .builtin(let builtin): ConstantNode(.object(FunctionObject(body: .builtin(builtin))), name.span)
      }
    }
  }

  private func callable(_ name: Name) -> Callable? {
    if local(name.text) != nil { return .value(resolveName(name)) }
    switch module.binding(name.text) {
    case .function(let slot, let code): return .function(slot: slot, code)
    case .some: return .value(resolveName(name))
    case nil: return BuiltinTable.named(name.text).map { .builtin($0) }
    }
  }

  private func resolveCall(_ name: Name, _ callable: Callable?, _ arguments: [Argument], _ span: Span) -> Node {
    let nodes = arguments.map { resolve($0.value) }
    let labels = arguments.map(\.label)
    switch callable {
    case .value(let node): return CallNode(node, nodes, labels: labels, span)
    case .function(let slot, let code):
      guard checkArguments(of: code, arguments, span) else { return InvalidNode(span) }
      guard labels.allSatisfy({ $0 == nil }) else {
        return CallNode(GlobalNode(slot: slot, name: name, declaration: code.declaration), nodes, labels: labels, span)
      }
      return Specialisation.call(code, nodes, span)
    case .builtin(let builtin):
      guard checkArguments(of: builtin, arguments, span) else { return InvalidNode(span) }
      return BuiltinCallNode(builtin, nodes, labels: labels, span)
    case nil:
      report(
        Diagnostic("cyb-unknown-function", "there is no function `\(name.text)`", at: name.span)
          .instead(of: name, isCalled: true, among: visibleNames))
      return InvalidNode(span)
    }
  }

  /// Checks the number and names of arguments against a function's parameters.
  private func checkArguments(of code: FunctionCode, _ arguments: [Argument], _ span: Span) -> Bool {
    var given = Set<String>()
    for (index, argument) in arguments.enumerated() {
      if let label = argument.label {
        guard code.parameters.contains(where: { $0.name == label.text }) else {
          report(
            Diagnostic("cyb-unknown-argument", "\(code.title) has no parameter `\(label.text)`", at: label.span)
              .label(code.declaration, "it is declared here")
              .help(
                Suggestions.closest(to: label.text, among: code.parameters.map(\.name)).map { "did you mean `\($0)`?" })
          )
          return false
        }
        given.insert(label.text)
      } else if index < code.parameters.count {
        given.insert(code.parameters[index].name)
      }
    }
    if arguments.count > code.parameters.count {
      report(
        Diagnostic(
          "cyb-too-many-arguments", "\(code.title) takes \(code.arity), but got \(arguments.count)", at: span
        ).label(code.declaration, "it is declared here"))
      return false
    }
    for parameter in code.parameters where !parameter.isOptional && !given.contains(parameter.name) {
      report(
        Diagnostic("cyb-missing-argument", "\(code.title) needs a value for `\(parameter.name)`", at: span)
          .label(code.declaration, "it is declared here"))
      return false
    }
    return true
  }

  private func checkArguments(of builtin: Builtin, _ arguments: [Argument], _ span: Span) -> Bool {
    let parameters = builtin.parameters
    var given = Set<String>()
    for (index, argument) in arguments.enumerated() {
      if let label = argument.label {
        guard parameters.contains(where: { $0.name == label.text }) else {
          report(
            Diagnostic("cyb-unknown-argument", "`\(builtin.name)` has no parameter `\(label.text)`", at: label.span)
              .help(
                Suggestions.closest(to: label.text, among: parameters.map(\.name)).map { "did you mean `\($0)`?" }
                  ?? "see `cyb doc \(builtin.name)`"))
          return false
        }
        given.insert(label.text)
      } else if index < parameters.count {
        given.insert(parameters[index].name)
      }
    }
    let isVariadic = parameters.contains(where: \.isVariadic)
    if !isVariadic, arguments.count > parameters.count {
      report(
        Diagnostic(
          "cyb-too-many-arguments",
          "`\(builtin.name)` takes at most \(parameters.count) argument\(parameters.count == 1 ? "" : "s"), but got \(arguments.count)",
          at: span
        ).help("see `cyb doc \(builtin.name)`"))
      return false
    }
    for parameter in parameters
    where parameter.defaultValue == nil && !parameter.isVariadic && !given.contains(parameter.name) {
      report(
        Diagnostic("cyb-missing-argument", "`\(builtin.name)` needs a value for `\(parameter.name)`", at: span)
          .help("see `cyb doc \(builtin.name)`"))
      return false
    }
    return true
  }

  // MARK: functions and comprehensions

  private func resolveLambda(_ lambda: Lambda, _ span: Span) -> Node {
    let code = FunctionCode(
      name: nil, parameters: lambda.parameters.map { FunctionCode.Parameter(name: $0.text) }, declaration: span)
    let use = CoalitionUse(of: lambda.parameters, in: lambda.body, isBuiltin: isBuiltin)
    resolveBody(of: code, lambda.parameters, defaults: [], coalitionUse: use) { self.resolve(lambda.body) }
    return ClosureNode(code, span)
  }

  /// Resolves a function's body in a scope of its own and completes its code.
  func resolveBody(
    of code: FunctionCode, _ parameters: [Name], defaults: [Expression?], coalitionUse: CoalitionUse = .any,
    _ body: () -> Node
  ) {
    let inner = FunctionScope(parent: scope, isFunction: true)
    scope = inner
    var seen: [String: Span] = [:]
    for parameter in parameters {
      if let first = seen[parameter.text] {
        report(
          Diagnostic("cyb-declared-twice", "the parameter `\(parameter.text)` stands twice", at: parameter.span)
            .label(first, "first here"))
      }
      seen[parameter.text] = parameter.span
      _ = inner.declare(parameter, isVariable: false, isCell: false)
    }
    let values = defaults.map { $0.map(resolve) }
    inner.openBlock()
    let node = watched(body(), of: code)
    inner.closeBlock()
    scope = inner.parent ?? scope
    code.complete(
      frameSize: inner.frameSize, captures: inner.captures,
      defaults: values + Array(repeating: nil, count: parameters.count - values.count), body: node,
      coalitionUse: coalitionUse)
  }

  /// Whether a name, here, is that of a builtin.
  func isBuiltin(_ name: String) -> Bool {
    local(name) == nil && module.binding(name) == nil && BuiltinTable.named(name) != nil
  }

  private func resolve(_ comprehension: Comprehension, _ span: Span) -> Node {
    let source = resolve(comprehension.source)
    scope.openBlock()
    defer { scope.closeBlock() }
    let first = scope.declare(comprehension.first, isVariable: false, isCell: false)
    let second = comprehension.second.map { scope.declare($0, isVariable: false, isCell: false) }
    let condition = comprehension.condition.map(resolve)
    let element = resolve(comprehension.element)
    let form: ComprehensionNode.Form =
      switch comprehension.form {
      case .list, .argument: .list
      case .set: .set
      case .map(let value): .map(value: resolve(value))
      }
    return ComprehensionNode(
      form, element: element, first: LoopVariable(slot: first.slot),
      second: second.map { LoopVariable(slot: $0.slot) }, source: source, condition: condition, span)
  }
}

/// Stands where a diagnostic was reported; a file with errors never runs.
final class InvalidNode: Node {
  override func evaluate(_ frame: Frame) throws -> Value {
    throw Failure(Diagnostic("cyb-invalid", "this could not be understood", at: span))
  }

  override func execute(_ frame: Frame) throws -> Completion {
    _ = try evaluate(frame)
    return .normal
  }
}

/// `events`: all recorded events, in the order of their dates.
final class EventsNode: Node {
  override func evaluate(_ frame: Frame) throws -> Value {
    .list(frame.machine.world.sortedEvents.map { .event($0) })
  }
}
