import CybSyntax

/// Statements one after the other.
final class BlockNode: Node {
  let statements: [Node]

  init(_ statements: [Node], _ span: Span) {
    self.statements = statements
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    for statement in statements {
      let completion = try statement.execute(frame)
      if completion != .normal { return completion }
    }
    return .normal
  }
}

/// Two statements, the commonest body of a loop.
final class PairNode: Node {
  let first: Node
  let second: Node

  init(_ first: Node, _ second: Node, _ span: Span) {
    self.first = first
    self.second = second
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let completion = try first.execute(frame)
    return completion == .normal ? try second.execute(frame) : completion
  }
}

final class IfNode: Node {
  let condition: Node
  let then: Node
  let otherwise: Node?

  init(_ condition: Node, then: Node, otherwise: Node?, _ span: Span) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    if try condition.test(frame) { return try then.execute(frame) }
    return try otherwise?.execute(frame) ?? .normal
  }
}

final class WhileNode: Node {
  let condition: Node
  let body: Node

  init(_ condition: Node, body: Node, _ span: Span) {
    self.condition = condition
    self.body = body
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    while try condition.test(frame) {
      try frame.machine.tick(at: span)
      switch try body.execute(frame) {
      case .normal, .continuing: continue
      case .breaking: return .normal
      case .returning: return .returning
      }
    }
    return .normal
  }
}

final class JumpNode: Node {
  let completion: Completion

  init(_ completion: Completion, _ span: Span) {
    self.completion = completion
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion { completion }
}

/// Does nothing: a declaration that was dealt with when resolving.
final class EmptyNode: Node {
  override func execute(_ frame: Frame) throws -> Completion { .normal }
  override func evaluate(_ frame: Frame) throws -> Value { .nothing }
}

/// `suppose { … }`: runs the block and takes back what it changed.
final class SupposeNode: Node {
  let body: Node

  init(_ body: Node, _ span: Span) {
    self.body = body
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    let point = machine.save()
    defer { machine.rollBack(point) }
    return try body.execute(frame)
  }
}
