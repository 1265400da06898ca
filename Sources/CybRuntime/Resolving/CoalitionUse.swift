import CybSyntax

/// How a function of a player and a coalition uses the coalition, as far as its text tells.
///
/// A payoff that looks at nothing but `count(S)` and `i in S` has few different values, however many coalitions there
/// are; stability is then a matter of counting.
enum CoalitionUse: Sendable, Equatable {
  /// In ways that only asking about every coalition can tell.
  case any
  /// Only by how many members it has and by whether the player is one. `player`: whether anything else about the player
  /// matters.
  case count(player: Bool)

  /// - Parameter isBuiltin: whether a name, where the function stands, is the builtin's.
  init(of parameters: [Name], in body: Expression, isBuiltin: (String) -> Bool) {
    guard parameters.count == 2, parameters[0].text != parameters[1].text, isBuiltin("count") else {
      self = .any
      return
    }
    var reader = Reader(player: parameters[0].text, coalition: parameters[1].text)
    self = reader.reads(body) ? .count(player: reader.usesPlayer) : .any
  }

  init(of function: FunctionDeclaration, isBuiltin: (String) -> Bool) {
    guard case .expression(let body) = function.body, !function.parameters.contains(where: { $0.defaultValue != nil })
    else {
      self = .any
      return
    }
    self.init(of: function.parameters.map(\.name), in: body, isBuiltin: isBuiltin)
  }

  /// Walks an expression; what it does not know it takes for a use of any kind.
  private struct Reader {
    let player: String
    let coalition: String
    var usesPlayer = false

    /// Whether the coalition is used only in the two ways.
    mutating func reads(_ expression: Expression) -> Bool {
      switch expression.kind {
      case .nothing, .truth, .number, .date, .duration: return true
      case .name(let name):
        if name == player { usesPlayer = true }
        return name != coalition
      case .parenthesised(let inner), .negate(let inner), .not(let inner), .member(let inner, _),
        .typeTest(let inner, _, _):
        return reads(inner)
      case .membership(let element, _, let container):
        if isName(element, player), isName(container, coalition) { return true }
        return reads(element) && reads(container)
      case .call(let callee, let arguments): return readsCall(callee, arguments)
      case .binary(let left, _, _, let right), .index(let left, let right), .attempt(let left, let right):
        return reads(left) && reads(right)
      case .comparison(let first, let links): return reads(first) && links.allSatisfy { reads($0.operand) }
      case .conditional(let condition, let then, let otherwise):
        return reads(condition) && reads(then) && reads(otherwise)
      case .list(let elements), .set(let elements): return elements.allSatisfy { reads($0) }
      default: return false
      }
    }

    private mutating func readsCall(_ callee: Expression, _ arguments: [Argument]) -> Bool {
      if isName(callee, "count"), arguments.count == 1, isName(arguments[0].value, coalition) { return true }
      if case .member(let receiver, let name) = callee.kind, name.text == "count", arguments.isEmpty,
        isName(receiver, coalition)
      {
        return true
      }
      return reads(callee) && arguments.allSatisfy { reads($0.value) }
    }

    private func isName(_ expression: Expression, _ wanted: String) -> Bool {
      switch expression.kind {
      case .name(let name): name == wanted
      case .parenthesised(let inner): isName(inner, wanted)
      default: false
      }
    }
  }
}
