import CybSyntax

/// Chooses the node for an operator or call; the one place where special cases are picked.
enum Specialisation {
  /// Off in the test that compares programs with and without specialised nodes.
  nonisolated(unsafe) static var isOn = true

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
    guard let local = left as? LocalNode, case .number(let number)? = (right as? ConstantNode)?.value else {
      return nil
    }
    switch operation {
    case .add: return LocalPlusConstantNode(slot: local.slot, number, span)
    case .subtract: return LocalPlusConstantNode(slot: local.slot, -number, span)
    default: return nil
    }
  }

  static func comparison(_ comparison: ComparisonOperator, _ left: Node, _ right: Node, _ span: Span) -> Node {
    switch comparison {
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

  static func block(_ statements: [Node], _ span: Span) -> Node {
    if isOn, statements.count == 1 { return statements[0] }
    if isOn, statements.count == 2 { return PairNode(statements[0], statements[1], span) }
    return BlockNode(statements, span)
  }
}
