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

final class AddNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b {
      let sum = x + y
      if sum.isFinite { return .number(sum) }
    }
    return try slowly {
      try frame.machine.willJoin(a, b)
      return try frame.machine.checked(try Value.add(a, b), at: span)
    }
  }
}

final class SubtractNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b {
      let difference = x - y
      if difference.isFinite { return .number(difference) }
    }
    return try slowly { try Value.subtract(a, b) }
  }
}

final class MultiplyNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b {
      let product = x * y
      if product.isFinite { return .number(product) }
    }
    return try slowly { try Value.multiply(a, b) }
  }
}

final class DivideNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b {
      let quotient = x / y
      if quotient.isFinite { return .number(quotient) }
    }
    return try slowly { try Value.divide(a, b) }
  }
}

final class ModuloNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b, y != 0 { return .number(Value.modulo(x, y)) }
    return try slowly { try Value.modulo(a, b) }
  }
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
    return try slowly { isUnion ? try Value.union(a, b) : try Value.intersection(a, b) }
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
