import CybSyntax

/// `n + 1`, `n - 1` where `n` is a local.
final class LocalPlusConstantNode: Node {
  let slot: Int
  let constant: Double

  init(slot: Int, _ constant: Double, _ span: Span) {
    self.slot = slot
    self.constant = constant
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    if case .number(let number) = frame.slots[slot] {
      let sum = number + constant
      if sum.isFinite { return .number(sum) }
    }
    return try slowly(frame)
  }

  @inline(never)
  private func slowly(_ frame: Frame) throws -> Value {
    do {
      return constant.sign == .minus
        ? try Value.subtract(frame.slots[slot], .number(-constant))
        : try Value.add(frame.slots[slot], .number(constant))
    } catch let failure as Failure { throw failure.located(at: span) }
  }
}

/// `x op 2` for the arithmetic operators.
class WithConstantNode: Node {
  final let operand: Operand
  final let constant: Double
  final let operation: BinaryOperator

  init(_ operand: Node, _ operation: BinaryOperator, _ constant: Double, _ span: Span) {
    self.operand = Operand(operand)
    self.operation = operation
    self.constant = constant
    super.init(span)
  }

  @inline(never)
  final func slowly(_ value: Value, _ frame: Frame) throws -> Value {
    do { return try frame.machine.checked(try Value.apply(operation, value, .number(constant)), at: span) } catch let
      failure as Failure
    { throw failure.located(at: span) }
  }
}

/// `x + 2`; a difference is a sum with the constant negated.
final class PlusConstantNode: WithConstantNode {
  private let addend: Double

  override init(_ operand: Node, _ operation: BinaryOperator, _ constant: Double, _ span: Span) {
    addend = operation == .subtract ? -constant : constant
    super.init(operand, operation, constant, span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    if case .number(let number) = value, (number + addend).isFinite { return .number(number + addend) }
    return try slowly(value, frame)
  }
}

/// `x * 2`.
final class TimesConstantNode: WithConstantNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    if case .number(let number) = value, (number * constant).isFinite { return .number(number * constant) }
    return try slowly(value, frame)
  }
}

/// `x / 2`.
final class OverConstantNode: WithConstantNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    if case .number(let number) = value, (number / constant).isFinite { return .number(number / constant) }
    return try slowly(value, frame)
  }
}

/// `x mod 2`.
final class ModuloConstantNode: WithConstantNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    if case .number(let number) = value, constant != 0 { return .number(Value.modulo(number, constant)) }
    return try slowly(value, frame)
  }
}

/// `n < 2` where `n` is a local.
final class LocalLessConstantNode: Node {
  let slot: Int
  let constant: Double

  init(slot: Int, _ constant: Double, _ span: Span) {
    self.slot = slot
    self.constant = constant
    super.init(span)
  }

  override func test(_ frame: Frame) throws -> Bool {
    if case .number(let number) = frame.slots[slot] { return number < constant }
    guard case .truth(let truth) = try slowly(frame), truth != .unknown else { throw notATruth(.unknown, frame) }
    return truth == .yes
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    if case .number(let number) = frame.slots[slot] { return .truth(number < constant) }
    return try slowly(frame)
  }

  @inline(never)
  private func slowly(_ frame: Frame) throws -> Value {
    do { return .truth(try Value.less(frame.slots[slot], .number(constant))) } catch let failure as Failure {
      throw failure.located(at: span)
    }
  }
}

/// `a < b`.
final class LessNode: BinaryNode {
  override func test(_ frame: Frame) throws -> Bool {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return x < y }
    guard case .truth(let truth) = try slowly({ .truth(try Value.less(a, b)) }), truth != .unknown else {
      throw notATruth(.unknown, frame)
    }
    return truth == .yes
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return .truth(x < y) }
    return try slowly { .truth(try Value.less(a, b)) }
  }
}

/// `x is nothing`.
final class NothingTestNode: Node {
  let operand: Node
  let isNegated: Bool

  init(_ operand: Node, isNegated: Bool, _ span: Span) {
    self.operand = operand
    self.isNegated = isNegated
    super.init(span)
  }

  override func test(_ frame: Frame) throws -> Bool { try operand.isNothing(frame) != isNegated }

  override func evaluate(_ frame: Frame) throws -> Value { .truth(try test(frame)) }
}
