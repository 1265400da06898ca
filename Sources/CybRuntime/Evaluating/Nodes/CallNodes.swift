import CybSyntax

/// A call of a top-level function that is known when resolving, with positional arguments only.
final class DirectCallNode: Node {
  let code: FunctionCode
  let arguments: NodeList

  init(_ code: FunctionCode, _ arguments: [Node], _ span: Span) {
    self.code = code
    self.arguments = NodeList(arguments)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let base = try machine.push(arguments, frame, span)
    return try machine.invoke(code, base, arguments.count, from: span)
  }
}

/// A call with one argument.
final class DirectCall1Node: Node {
  let code: FunctionCode
  let argument: Operand

  init(_ code: FunctionCode, _ argument: Node, _ span: Span) {
    self.code = code
    self.argument = Operand(argument)
    super.init(span)
  }

  override func number(_ frame: Frame) throws -> Double { frame.number(try evaluate(frame)) }

  override func evaluate(_ frame: Frame) throws -> Value {
    let base = frame.top
    base.initialize(to: try argument.evaluate(frame))
    return try frame.call(code, base, 1, from: span)
  }
}

/// A call with two arguments.
final class DirectCall2Node: Node {
  let code: FunctionCode
  let first: Operand
  let second: Operand

  init(_ code: FunctionCode, _ first: Node, _ second: Node, _ span: Span) {
    self.code = code
    self.first = Operand(first)
    self.second = Operand(second)
    super.init(span)
  }

  override func number(_ frame: Frame) throws -> Double { frame.number(try evaluate(frame)) }

  override func evaluate(_ frame: Frame) throws -> Value {
    let base = frame.top
    let one = try first.evaluate(frame)
    let two = try second.evaluate(frame)
    base.initialize(to: one)
    (base + 1).initialize(to: two)
    return try frame.call(code, base, 2, from: span)
  }
}

/// A call of a builtin.
final class BuiltinCallNode: Node {
  let builtin: Builtin
  let arguments: NodeList
  let labels: [Name?]

  init(_ builtin: Builtin, _ arguments: [Node], labels: [Name?], _ span: Span) {
    self.builtin = builtin
    self.arguments = NodeList(arguments)
    self.labels = labels
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let base = try machine.push(arguments, frame, span)
    do {
      return try machine.invoke(builtin, base, arguments.count, labels: labels)
    } catch let failure as Failure {
      throw failure.located(at: place(of: failure), argument: nil)
    }
  }

  private func place(of failure: Failure) -> Span {
    guard let index = failure.argument else { return span }
    if let label = builtin.parameters[safe: index]?.name,
      let labelled = labels.firstIndex(where: { $0?.text == label })
    {
      return arguments.nodes[labelled].span
    }
    return index < arguments.count && labels[index] == nil ? arguments.nodes[index].span : span
  }
}

/// A call of any value that turns out to be a function.
final class CallNode: Node {
  let callee: Node
  let arguments: NodeList
  /// Empty where no argument is given by name.
  let labels: [Name?]

  init(_ callee: Node, _ arguments: [Node], labels: [Name?], _ span: Span) {
    self.callee = callee
    self.arguments = NodeList(arguments)
    self.labels = labels.contains { $0 != nil } ? labels : []
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let function = try callee.evaluate(frame)
    return try frame.machine.call(function, arguments, labels: labels, frame, calleeSpan: callee.span, span)
  }
}

/// `x.f(a)`: the field `f` of `x` where it has one, else `f(x, a)`.
final class MethodCallNode: Node {
  let receiver: Node
  let name: Name
  /// `f` as a function in scope, if there is one.
  let function: Node?
  let arguments: NodeList
  let labels: [Name?]

  init(
    receiver: Node, name: Name, function: Node?, arguments: [Node], labels: [Name?], _ span: Span
  ) {
    self.receiver = receiver
    self.name = name
    self.function = function
    self.arguments = NodeList(arguments)
    self.labels = labels
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let subject = try receiver.evaluate(frame)
    if let method = machine.ownField(name.text, of: subject) {
      return try machine.call(method, arguments, labels: labels, frame, calleeSpan: name.span, span)
    }
    guard let function else {
      let unknown = Diagnostic("cyb-unknown-function", "there is no function `\(name.text)`", at: name.span)
        .instead(of: name, isCalled: true, among: BuiltinTable.all.map(\.name))
      // What is wrong may be a field of an entity or a record; other values have none.
      do { _ = try machine.member(name.text, of: subject, at: name.span) } catch let failure as Failure {
        throw failure.diagnostic.code == "cyb-no-fields" ? Failure(unknown) : failure
      }
      throw Failure(unknown)
    }
    let callee = try function.evaluate(frame)
    return try machine.call(
      callee, NodeList([ConstantNode(subject, receiver.span)] + arguments.nodes), labels: [nil] + labels, frame,
      calleeSpan: name.span, span)
  }
}

/// `return e`, where it is not in the tail of its function.
final class ReturnNode: Node {
  let value: Node?

  init(_ value: Node?, _ span: Span) {
    self.value = value
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    frame.machine.returned = try value?.evaluate(frame) ?? .nothing
    return .returning
  }
}

/// The body of a function: statements, then the value of the last.
final class BodyNode: Node {
  let statements: NodeList
  let tail: Node

  init(_ statements: [Node], tail: Node, _ span: Span) {
    self.statements = NodeList(statements)
    self.tail = tail
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    for index in 0..<statements.count where try statements.execute(index, frame) == .returning {
      return frame.machine.takeReturned()
    }
    return try tail.evaluate(frame)
  }
}

/// A statement at the end of a function that returns only from within, such as a loop; else nothing.
final class TailStatementNode: Node {
  let statement: Node

  init(_ statement: Node) {
    self.statement = statement
    super.init(statement.span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    try statement.execute(frame) == .returning ? frame.machine.takeReturned() : .nothing
  }
}
