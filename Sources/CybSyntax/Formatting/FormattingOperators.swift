extension Formatter {
  /// A chain of operators of one precedence, as one group.
  ///
  /// Lines break before `and or ?? & |`, and after the operators of arithmetic and comparison, since a line may not begin
  /// with `-`.
  ///
  /// - Parameter isIndented: whether the lines behind the first stand further to the right.
  func operators(_ value: Expression, isIndented: Bool = true) -> Layout {
    switch value.kind {
    case .comparison(let first, let links):
      var parts = [expression(first)]
      for link in links { parts.append([.text(" \(link.comparison.rawValue)"), .line, expression(link.operand)]) }
      return .group(parts[0], .indented(.sequence(Array(parts.dropFirst()))))
    case .binary(_, let operation, _, _): return chain(of: operation, value, isIndented)
    case .membership, .typeTest: return tests(value)
    default: return .nothing
    }
  }

  /// `a + b - c`: operators of one precedence, whose tree leans to the left.
  private func chain(of operation: BinaryOperator, _ value: Expression, _ isIndented: Bool) -> Layout {
    var links: [(operation: BinaryOperator, right: Expression)] = []
    var left = value
    while case .binary(let first, let next, _, let second) = left.kind, next.precedence == operation.precedence {
      links.append((next, second))
      left = first
      if next == .power { break }
    }
    var parts: [Layout] = []
    for (operation, right) in links.reversed() {
      let sign = Layout.text(operation.rawValue)
      parts += operation.begins ? [.line, sign, " ", expression(right)] : [" ", sign, .line, expression(right)]
    }
    return .group(expression(left), isIndented ? .indented(.sequence(parts)) : .sequence(parts))
  }

  /// `a in b`, `a is kind`, one behind the other.
  private func tests(_ value: Expression) -> Layout {
    var links: [Layout] = []
    var left = value
    descend: while true {
      switch left.kind {
      case .membership(let first, let negated, let second):
        links.append([.text(negated ? " not in " : " in "), expression(second)])
        left = first
      case .typeTest(let first, let negated, let type):
        links.append(.text((negated ? " is not " : " is ") + type.text))
        left = first
      default: break descend
      }
    }
    return [expression(left), .sequence(links.reversed())]
  }
}

extension BinaryOperator {
  /// Operators of the same number stand in one chain.
  fileprivate var precedence: Int {
    switch self {
    case .power: 6
    case .multiply, .divide, .modulo: 5
    case .add, .subtract: 4
    case .intersection, .union: 3
    case .and: 2
    case .or: 1
    case .coalesce: 0
    }
  }

  /// Whether a broken line begins with the operator rather than ending with it.
  fileprivate var begins: Bool {
    switch self {
    case .and, .or, .coalesce, .intersection, .union: true
    default: false
    }
  }
}
