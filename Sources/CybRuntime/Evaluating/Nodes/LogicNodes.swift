import CybSyntax
import TreatyLaw

extension Node {
  /// The truth of an operand of `and`, `or`, `not`.
  @inline(__always)
  final func truth(_ frame: Frame) throws -> Truth {
    let value = try evaluate(frame)
    if case .truth(let truth) = value { return truth }
    throw noTruth(value)
  }

  @inline(never)
  private func noTruth(_ value: Value) -> Failure {
    Failure(
      Diagnostic("cyb-not-a-truth", "`and`, `or` and `not` want a truth, not \(value.typePhrase)", at: span))
  }
}

final class AndNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    .truth(try left.node.truth(frame) && (try right.node.truth(frame)))
  }

  override func test(_ frame: Frame) throws -> Bool {
    let truth = try left.node.truth(frame) && (try right.node.truth(frame))
    if truth == .unknown { throw notATruth(.unknown, frame) }
    return truth == .yes
  }

  override func unknownSource(_ frame: Frame) -> Span { Self.unknownOperand(left.node, right.node, frame) }

  static func unknownOperand(_ left: Node, _ right: Node, _ frame: Frame) -> Span {
    for operand in [left, right] {
      if let truth = try? operand.truth(frame), truth == .unknown { return operand.unknownSource(frame) }
    }
    return left.span
  }
}

final class OrNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    .truth(try left.node.truth(frame) || (try right.node.truth(frame)))
  }

  override func test(_ frame: Frame) throws -> Bool {
    let truth = try left.node.truth(frame) || (try right.node.truth(frame))
    if truth == .unknown { throw notATruth(.unknown, frame) }
    return truth == .yes
  }

  override func unknownSource(_ frame: Frame) -> Span { AndNode.unknownOperand(left.node, right.node, frame) }
}

final class NotNode: Node {
  let operand: Node

  init(_ operand: Node, _ span: Span) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value { .truth(!(try operand.truth(frame))) }

  override func unknownSource(_ frame: Frame) -> Span { operand.unknownSource(frame) }
}

/// `x ?? y`: y where x is nothing or unknown.
final class CoalesceNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try left.evaluate(frame)
    switch value {
    case .nothing, .truth(.unknown): return try right.evaluate(frame)
    default: return value
    }
  }
}

/// `if c then a else b`, and `if` statements in the tail of a function.
final class ConditionalNode: Node {
  let condition: Node
  let then: Node
  let otherwise: Node

  init(_ condition: Node, then: Node, otherwise: Node, _ span: Span) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    try condition.test(frame) ? try then.evaluate(frame) : try otherwise.evaluate(frame)
  }

  override func number(_ frame: Frame) throws -> Double {
    try condition.test(frame) ? try then.number(frame) : try otherwise.number(frame)
  }

  override func test(_ frame: Frame) throws -> Bool {
    try condition.test(frame) ? try then.test(frame) : try otherwise.test(frame)
  }
}

/// `try e else e2`.
final class AttemptNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let point = machine.save()
    do {
      let value = try left.evaluate(frame)
      machine.commit(point)
      return value
    } catch let failure as Failure where failure.isCatchable {
      machine.rollBack(point)
      return try right.evaluate(frame)
    }
  }
}
