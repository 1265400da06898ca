import CybSyntax
import TreatyLaw

/// `a == b` and `a != b`.
final class EqualNode: BinaryNode {
  let isNegated: Bool

  init(_ left: Node, _ right: Node, isNegated: Bool, _ span: Span) {
    self.isNegated = isNegated
    super.init(left, right, span)
  }

  private func compare(_ a: Value, _ b: Value) throws -> Truth {
    let truth: Truth
    switch (a, b) {
    case (.number(let x), .number(let y)): truth = Truth(x == y)
    case (.entity(let x), .entity(let y)): truth = Truth(x == y)
    default:
      do { truth = try Value.equal(a, b) } catch let failure as Failure { throw failure.located(at: span) }
    }
    return isNegated ? !truth : truth
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    return .truth(try compare(a, b))
  }

  override func test(_ frame: Frame) throws -> Bool {
    let truth: Truth
    if let y = right.knownNumber(frame) {
      // What is on the left is most likely a number too, and is looked at where it lies.
      let x = try left.number(frame)
      if !x.isNaN { return (x == y) != isNegated }
      truth = try compare(frame.takeAside(), .number(y))
    } else {
      truth = try compare(try left.evaluate(frame), try right.evaluate(frame))
    }
    if truth == .unknown { throw notATruth(.unknown, frame) }
    return truth == .yes
  }
}

/// `<`, `<=`, `>`, `>=`.
final class OrderNode: ArithmeticNode {
  let comparison: ComparisonOperator

  init(_ left: Node, _ right: Node, _ comparison: ComparisonOperator, _ span: Span) {
    self.comparison = comparison
    super.init(left, right, span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (x, y) = try operands(frame)
    return x.isNaN || y.isNaN ? try value(x, y, frame) : .truth(holds(x, y))
  }

  override func test(_ frame: Frame) throws -> Bool {
    let (x, y) = try operands(frame)
    if !x.isNaN, !y.isNaN { return holds(x, y) }
    guard case .truth(let truth) = try value(x, y, frame), truth != .unknown else { throw notATruth(.unknown, frame) }
    return truth == .yes
  }

  @inline(__always)
  private func holds(_ x: Double, _ y: Double) -> Bool {
    switch comparison {
    case .less: x < y
    case .lessOrEqual: x <= y
    case .greater: x > y
    default: x >= y
    }
  }

  override func combine(_ a: Value, _ b: Value, _ frame: Frame) throws -> Value { .truth(try comparison.holds(a, b)) }
}

extension ComparisonOperator {
  /// Whether it holds between two values; unknown where a compared part is unknown.
  func holds(_ a: Value, _ b: Value) throws -> Truth {
    switch self {
    case .equal: try Value.equal(a, b)
    case .notEqual: !(try Value.equal(a, b))
    case .less: try Value.less(a, b)
    case .greater: try Value.less(b, a)
    case .lessOrEqual: !(try Value.less(b, a))
    case .greaterOrEqual: !(try Value.less(a, b))
    }
  }
}

/// `a < b <= c`: each operand is evaluated once, and none behind the first comparison that fails.
final class ChainNode: Node {
  let first: Node
  let links: [(comparison: ComparisonOperator, operand: Node)]

  init(first: Node, links: [(comparison: ComparisonOperator, operand: Node)], _ span: Span) {
    self.first = first
    self.links = links
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    var left = try first.evaluate(frame)
    var result = Truth.yes
    for link in links {
      let right = try link.operand.evaluate(frame)
      do { result = try result && link.comparison.holds(left, right) } catch let failure as Failure {
        throw failure.located(at: span)
      }
      if result == .no { return .no }
      left = right
    }
    return .truth(result)
  }
}

/// `x in xs`, `x not in xs`.
final class MembershipNode: BinaryNode {
  let isNegated: Bool

  init(_ left: Node, _ right: Node, isNegated: Bool, _ span: Span) {
    self.isNegated = isNegated
    super.init(left, right, span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let element = try left.evaluate(frame)
    let container = try right.evaluate(frame)
    do {
      let truth = try frame.machine.contains(container, element)
      return .truth(isNegated ? !truth : truth)
    } catch let failure as Failure { throw failure.located(at: span) }
  }
}

/// `x is state`, `x is not nothing`, `x is number`: always yes or no.
final class TypeTestNode: Node {
  enum Test {
    case unknown
    case type(ValueType)
    case kind(KindID)
    /// `x is party`, inside a treaty.
    case party(EntityID)
  }

  let operand: Node
  let tested: Test
  let isNegated: Bool

  init(_ operand: Node, _ tested: Test, isNegated: Bool, _ span: Span) {
    self.operand = operand
    self.tested = tested
    self.isNegated = isNegated
    super.init(span)
  }

  override func test(_ frame: Frame) throws -> Bool {
    let value = try operand.evaluate(frame)
    let holds =
      switch tested {
      case .unknown: if case .truth(.unknown) = value { true } else { false }
      case .type(let type): value.type == type
      case .kind(let kind):
        if case .entity(let entity) = value { frame.machine.world.isEntity(entity, of: kind) } else { false }
      case .party(let treaty): try frame.machine.isParty(value, of: treaty)
      }
    return holds != isNegated
  }

  override func evaluate(_ frame: Frame) throws -> Value { .truth(try test(frame)) }
}
