import CybSyntax

/// An operator with two operands.
class BinaryNode: Node {
  final let left: Operand
  final let right: Operand

  init(_ left: Node, _ right: Node, _ span: Span) {
    self.left = Operand(left)
    self.right = Operand(right)
    super.init(span)
  }

  /// Runs the general operation, giving a failure the place of this operator.
  @inline(never)
  final func slowly(_ operation: () throws -> Value) throws -> Value {
    do { return try operation() } catch let failure as Failure { throw failure.located(at: span) }
  }
}

/// An operator that is quick where both operands are numbers.
class ArithmeticNode: BinaryNode {
  /// The general operation.
  func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value {
    fatalError("\(type(of: self)) has no general operation")
  }

  /// The operands as numbers; where the left one is none, it waits aside, and the right one has not been evaluated.
  @inline(__always)
  final func operands(_ frame: Frame) throws -> (Double, Double) {
    let x = try left.number(frame)
    return (x, x.isNaN ? x : try right.number(frame))
  }

  /// The result where two operands, as `operands` gave them, are no numbers with a number as result.
  @inline(never)
  final func value(_ x: Double, _ y: Double, _ frame: Frame) throws -> Value {
    let a = x.isNaN ? frame.takeAside() : .number(x)
    let b = x.isNaN ? try right.evaluate(frame) : y.isNaN ? frame.takeAside() : .number(y)
    do { return try combine(a, b, frame) } catch let failure as Failure { throw failure.located(at: span) }
  }

  /// The same for `number`.
  @inline(never)
  final func number(_ x: Double, _ y: Double, _ frame: Frame) throws -> Double {
    frame.number(try value(x, y, frame))
  }
}

/// `a + b`.
final class AddNode: ArithmeticNode {
  override func number(_ frame: Frame) throws -> Double {
    let (x, y) = try operands(frame)
    let sum = x + y
    return sum.isFinite ? sum : try number(x, y, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    let sum = x + y
    return sum.isFinite ? .number(sum) : try value(x, y, frame)
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value {
    try frame.machine.willJoin(a, b)
    return try frame.machine.checked(try Value.add(a, b), at: span)
  }
}

/// `a - b`.
final class SubtractNode: ArithmeticNode {
  override func number(_ frame: Frame) throws -> Double {
    let (x, y) = try operands(frame)
    let difference = x - y
    return difference.isFinite ? difference : try number(x, y, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    let difference = x - y
    return difference.isFinite ? .number(difference) : try value(x, y, frame)
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value { try Value.subtract(a, b) }
}

/// `a * b`.
final class MultiplyNode: ArithmeticNode {
  override func number(_ frame: Frame) throws -> Double {
    let (x, y) = try operands(frame)
    let product = x * y
    return product.isFinite ? product : try number(x, y, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    let product = x * y
    return product.isFinite ? .number(product) : try value(x, y, frame)
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value { try Value.multiply(a, b) }
}

/// `a / b`.
final class DivideNode: ArithmeticNode {
  override func number(_ frame: Frame) throws -> Double {
    let (x, y) = try operands(frame)
    let quotient = x / y
    return quotient.isFinite ? quotient : try number(x, y, frame)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    let quotient = x / y
    return quotient.isFinite ? .number(quotient) : try value(x, y, frame)
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value { try Value.divide(a, b) }
}

/// `a mod b`.
final class ModuloNode: ArithmeticNode {
  override func number(_ frame: Frame) throws -> Double {
    let (x, y) = try operands(frame)
    return x.isNaN || y.isNaN || y == 0 ? try number(x, y, frame) : Value.modulo(x, y)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    return x.isNaN || y.isNaN || y == 0 ? try value(x, y, frame) : .number(Value.modulo(x, y))
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value { try Value.modulo(a, b) }
}

final class PowerNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    return try slowly { try Value.power(a, b) }
  }
}

/// `&` and `|` of sets.
final class SetOperationNode: BinaryNode {
  let isUnion: Bool

  init(_ left: Node, _ right: Node, isUnion: Bool, _ span: Span) {
    self.isUnion = isUnion
    super.init(left, right, span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    return try slowly {
      try frame.machine.willJoin(a, b)
      return try frame.machine.checked(isUnion ? try Value.union(a, b) : try Value.intersection(a, b), at: span)
    }
  }
}

final class NegateNode: Node {
  let operand: Node

  init(_ operand: Node, _ span: Span) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    if case .number(let number) = value { return .number(-number) }
    do { return try Value.negate(value) } catch let failure as Failure { throw failure.located(at: span) }
  }
}

extension Value {
  /// An operator applied to two values, for `op=`.
  static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    switch operation {
    case .add: try add(left, right)
    case .subtract: try subtract(left, right)
    case .multiply: try multiply(left, right)
    case .divide: try divide(left, right)
    case .modulo: try modulo(left, right)
    case .power: try power(left, right)
    case .union: try union(left, right)
    case .intersection: try intersection(left, right)
    case .and, .or, .coalesce:
      throw Failure("cyb-not-assignable", "`\(operation.rawValue)=` is no assignment")
    }
  }
}
