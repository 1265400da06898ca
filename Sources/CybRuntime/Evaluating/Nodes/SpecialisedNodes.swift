import CybSyntax
import TreatyLaw

/// `n + 1`, `n - 1` where `n` is a local.
final class LocalPlusConstantNode: Node {
  let slot: Int
  let constant: Double

  init(slot: Int, _ constant: Double, _ span: Span) {
    self.slot = slot
    self.constant = constant
    super.init(span)
  }

  override func number(_ frame: Frame) throws -> Double {
    if case .number(let number) = frame.slots[slot] {
      let sum = number + constant
      if sum.isFinite { return sum }
    }
    return frame.number(try slowly(frame))
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

/// `x op 2` for the arithmetic operators, and `2 + x`, `2 * x`.
class WithConstantNode: Node {
  final let operand: Operand
  final let constant: Double
  final let operation: BinaryOperator
  /// Whether the constant stands before the operator.
  final let isFirst: Bool

  init(_ operand: Node, _ operation: BinaryOperator, _ constant: Double, isFirst: Bool = false, _ span: Span) {
    self.operand = Operand(operand)
    self.operation = operation
    self.constant = constant
    self.isFirst = isFirst
    super.init(span)
  }

  /// The result where the operand is no number, or the result is none.
  @inline(never)
  final func value(_ x: Double, _ frame: Frame) throws -> Value {
    let value = x.isNaN ? frame.takeAside() : .number(x)
    let constant = Value.number(constant)
    do {
      return try frame.machine.checked(
        isFirst ? try Value.apply(operation, constant, value) : try Value.apply(operation, value, constant), at: span)
    } catch let failure as Failure { throw failure.located(at: span) }
  }

  /// The same for `number`.
  @inline(never)
  final func number(_ x: Double, _ frame: Frame) throws -> Double { frame.number(try value(x, frame)) }
}

/// `x + 2`; a difference is a sum with the constant negated.
final class PlusConstantNode: WithConstantNode {
  private let addend: Double

  override init(_ operand: Node, _ operation: BinaryOperator, _ constant: Double, isFirst: Bool = false, _ span: Span) {
    addend = operation == .subtract ? -constant : constant
    super.init(operand, operation, constant, isFirst: isFirst, span)
  }

  override func number(_ frame: Frame) throws -> Double {
    let x = try operand.number(frame)
    return (x + addend).isFinite ? x + addend : try number(x, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let x = try operand.number(frame)
    return (x + addend).isFinite ? .number(x + addend) : try value(x, frame)
  }
}

/// `x * 2`.
final class TimesConstantNode: WithConstantNode {
  override func number(_ frame: Frame) throws -> Double {
    let x = try operand.number(frame)
    return (x * constant).isFinite ? x * constant : try number(x, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let x = try operand.number(frame)
    return (x * constant).isFinite ? .number(x * constant) : try value(x, frame)
  }
}

/// `x / 2`.
final class OverConstantNode: WithConstantNode {
  override func number(_ frame: Frame) throws -> Double {
    let x = try operand.number(frame)
    return (x / constant).isFinite ? x / constant : try number(x, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let x = try operand.number(frame)
    return (x / constant).isFinite ? .number(x / constant) : try value(x, frame)
  }
}

/// `x mod 2`.
final class ModuloConstantNode: WithConstantNode {
  override func number(_ frame: Frame) throws -> Double {
    let x = try operand.number(frame)
    return x.isNaN || constant == 0 ? try number(x, frame) : Value.modulo(x, constant)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let x = try operand.number(frame)
    return x.isNaN || constant == 0 ? try value(x, frame) : .number(Value.modulo(x, constant))
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
final class LessNode: ArithmeticNode {
  override func test(_ frame: Frame) throws -> Bool {
    let (x, y) = try operands(frame)
    if !x.isNaN, !y.isNaN { return x < y }
    let truth = try value(x, y, frame)
    guard case .truth(let truth) = truth, truth != .unknown else { throw notATruth(.unknown, frame) }
    return truth == .yes
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    return x.isNaN || y.isNaN ? try value(x, y, frame) : .truth(x < y)
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value { .truth(try Value.less(a, b)) }
}

/// `x == 2`, `x != 2`.
final class EqualNumberNode: Node {
  let operand: Operand
  let constant: Double
  let isNegated: Bool

  init(_ operand: Node, _ constant: Double, isNegated: Bool, _ span: Span) {
    self.operand = Operand(operand)
    self.constant = constant
    self.isNegated = isNegated
    super.init(span)
  }

  override func test(_ frame: Frame) throws -> Bool {
    let x = try operand.number(frame)
    if !x.isNaN { return (x == constant) != isNegated }
    let truth = try general(frame)
    if truth == .unknown { throw notATruth(.unknown, frame) }
    return truth == .yes
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let x = try operand.number(frame)
    return .truth(x.isNaN ? try general(frame) : Truth((x == constant) != isNegated))
  }

  @inline(never)
  private func general(_ frame: Frame) throws -> Truth {
    do {
      let truth = try Value.equal(frame.takeAside(), .number(constant))
      return isNegated ? !truth : truth
    } catch let failure as Failure { throw failure.located(at: span) }
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
