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

/// Two statements, or two halves of a longer block: a tree of pairs is walked faster than an array.
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
      try frame.tick(at: span)
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
  /// Locals of the function around that the block assigns.
  let assigned: [Int]

  init(_ body: Node, assigned: [Int], _ span: Span) {
    self.body = body
    self.assigned = assigned
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    try frame.machine.supposing(assigned, frame) { try body.execute(frame) }
  }
}

extension Machine {
  /// Runs something in a copy of the world: takes back what it changed, and the given locals.
  func supposing<Result>(_ locals: [Int], _ frame: Frame, _ body: () throws -> Result) rethrows -> Result {
    let point = save()
    let saved = locals.map { frame.slots[$0] }
    defer {
      rollBack(point)
      for (slot, value) in zip(locals, saved) { frame.slots[slot] = value }
    }
    return try body()
  }
}
