import CybSyntax
import Synchronization

/// Chooses the node for an operator or call; the one place where special cases are picked.
enum Specialisation {
  /// Off in the test that compares programs with and without specialised nodes.
  static var isOn: Bool {
    get { state.load(ordering: .relaxed) }
    set { state.store(newValue, ordering: .relaxed) }
  }

  private static let state = Atomic(true)

  static func binary(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ span: Span, place: Span) -> Node {
    if isOn, let node = withConstant(operation, left, right, span) { return node }
    return switch operation {
    case .add: AddNode(left, right, span)
    case .subtract: SubtractNode(left, right, span)
    case .multiply: MultiplyNode(left, right, span)
    case .divide: DivideNode(left, right, span)
    case .modulo: ModuloNode(left, right, span)
    case .power: PowerNode(left, right, span)
    case .intersection: SetOperationNode(left, right, isUnion: false, span)
    case .union: SetOperationNode(left, right, isUnion: true, span)
    case .and: AndNode(left, right, span)
    case .or: OrNode(left, right, span)
    case .coalesce: CoalesceNode(left, right, span)
    }
  }

  private static func withConstant(
    _ operation: BinaryOperator, _ left: Node, _ right: Node, _ span: Span
  ) -> Node? {
    guard case .number(let number)? = (right as? ConstantNode)?.value else {
      return withConstant((left as? ConstantNode)?.value, operation, right, span)
    }
    switch (operation, left as? LocalNode) {
    case (.add, let local?): return LocalPlusConstantNode(slot: local.slot, number, span)
    case (.subtract, let local?): return LocalPlusConstantNode(slot: local.slot, -number, span)
    case (.add, nil), (.subtract, nil): return PlusConstantNode(left, operation, number, span)
    case (.multiply, _): return TimesConstantNode(left, operation, number, span)
    case (.divide, _): return OverConstantNode(left, operation, number, span)
    case (.modulo, _): return ModuloConstantNode(left, operation, number, span)
    default: return nil
    }
  }

  /// `2 + x`, `2 * x`.
  private static func withConstant(
    _ left: Value?, _ operation: BinaryOperator, _ right: Node, _ span: Span
  ) -> Node? {
    guard case .number(let number)? = left else { return nil }
    return switch operation {
    case .add: PlusConstantNode(right, operation, number, isFirst: true, span)
    case .multiply: TimesConstantNode(right, operation, number, isFirst: true, span)
    default: nil
    }
  }

  static func comparison(_ comparison: ComparisonOperator, _ left: Node, _ right: Node, _ span: Span) -> Node {
    switch comparison {
    case .equal where isOn, .notEqual where isOn:
      guard case .number(let number)? = (right as? ConstantNode)?.value else {
        return EqualNode(left, right, isNegated: comparison == .notEqual, span)
      }
      return EqualNumberNode(left, number, isNegated: comparison == .notEqual, span)
    case .equal: return EqualNode(left, right, isNegated: false, span)
    case .notEqual: return EqualNode(left, right, isNegated: true, span)
    case .less where isOn:
      if let local = left as? LocalNode, case .number(let number)? = (right as? ConstantNode)?.value {
        return LocalLessConstantNode(slot: local.slot, number, span)
      }
      return LessNode(left, right, span)
    default: return OrderNode(left, right, comparison, span)
    }
  }

  static func call(_ code: FunctionCode, _ arguments: [Node], _ span: Span) -> Node {
    guard isOn, code.requiredCount == code.parameters.count else { return DirectCallNode(code, arguments, span) }
    return switch arguments.count {
    case 1: DirectCall1Node(code, arguments[0], span)
    case 2: DirectCall2Node(code, arguments[0], arguments[1], span)
    default: DirectCallNode(code, arguments, span)
    }
  }

  /// `x = e` for a local.
  static func set(slot: Int, _ value: Node, _ span: Span) -> Node {
    isOn && isArithmetic(value)
      ? SetLocalNumberNode(slot: slot, value, span) : SetLocalNode(slot: slot, value: value, span)
  }

  /// Whether a node computes what is most likely a number.
  static func isArithmetic(_ node: Node) -> Bool {
    switch node {
    case is LessNode, is OrderNode: false
    case is ArithmeticNode, is WithConstantNode, is LocalPlusConstantNode, is NumberNode: true
    default: false
    }
  }

  /// `x op= e` for a local.
  static func update(slot: Int, _ operation: BinaryOperator, _ value: Node, _ span: Span) -> Node {
    if isOn, operation == .add, let list = value as? ListNode, list.elements.count == 1 {
      return AppendToLocalNode(slot: slot, element: list.elements.nodes[0], span)
    }
    let update = UpdateLocalNode(slot: slot, operation, value: value, span)
    guard isOn, case .number(let step)? = (value as? ConstantNode)?.value else { return update }
    return switch operation {
    case .add: StepLocalNode(step: step, update)
    case .subtract: StepLocalNode(step: -step, update)
    default: update
    }
  }

  /// `x.f = e`, `x[i] = e` and their updates.
  static func assignment(_ general: AssignPlaceNode) -> Node {
    guard isOn, general.steps.count == 1 else { return general }
    switch (general.root, general.steps[0]) {
    case (.local(let slot), .field(let name, _)):
      return AssignLocalFieldNode(slot: slot, field: name, general: general)
    case (.local(let slot), .index(let index)):
      return AssignLocalElementNode(slot: slot, index: index, general: general)
    case (.value(let owner), .field(let name, _)) where !KnownFields.all.contains { $0.name == name.text }:
      return AssignEntityFieldNode(owner: owner, field: name, general: general)
    default: return general
    }
  }

  /// `x[i]`.
  static func index(_ container: Node, _ index: Node, _ span: Span) -> Node {
    if isOn, let local = container as? LocalNode { return LocalIndexNode(local, index, span) }
    if isOn, let global = container as? GlobalNode, isStill(index) { return GlobalIndexNode(global, index, span) }
    return IndexNode(container, index, span)
  }

  /// `x.f`.
  static func member(_ operand: Node, _ name: Name, _ span: Span) -> Node {
    guard isOn else { return MemberNode(operand, name, span) }
    if let local = operand as? LocalNode { return LocalMemberNode(slot: local.slot, name, span) }
    if case .entity(let entity)? = (operand as? ConstantNode)?.value { return EntityMemberNode(entity, name, span) }
    return MemberNode(operand, name, span)
  }

  /// `x is nothing` and the like.
  static func typeTest(_ operand: Node, _ test: TypeTestNode.Test, isNegated: Bool, _ span: Span) -> Node {
    if isOn, case .type(.nothing) = test { return NothingTestNode(operand, isNegated: isNegated, span) }
    return TypeTestNode(operand, test, isNegated: isNegated, span)
  }

  /// Whether an evaluation changes nothing, cannot fail, and may be done at any time.
  private static func isStill(_ node: Node) -> Bool { node is LocalNode || node is ConstantNode }

  static func block(_ statements: [Node], _ span: Span) -> Node {
    if isOn, statements.count == 1 { return statements[0] }
    if isOn, statements.count == 2 { return PairNode(statements[0], statements[1], span) }
    if isOn, statements.count > 2 {
      let half = statements.count / 2
      return PairNode(
        block(Array(statements[..<half]), statements[0].span), block(Array(statements[half...]), statements[half].span),
        span)
    }
    return BlockNode(statements, span)
  }
}
