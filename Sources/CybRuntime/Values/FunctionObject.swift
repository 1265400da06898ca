/// A function value: a script's own, with what it captured, or a builtin.
public final class FunctionObject: Object, @unchecked Sendable {
  public enum Body: Sendable {
    case script(FunctionCode)
    case builtin(Builtin)
  }

  public let body: Body
  /// The captured values and cells, in the order of `FunctionCode.captures`.
  let captures: [Value]
  /// Of a payoff that `symmetric` made: the function of membership and number behind it.
  public let symmetricPayoff: Value?

  init(body: Body, captures: [Value] = [], symmetricPayoff: Value? = nil) {
    self.body = body
    self.captures = captures
    self.symmetricPayoff = symmetricPayoff
    super.init(
      tag: .function, depth: 1 + max(Value.depth(of: captures), symmetricPayoff?.depth ?? 0),
      payload: captures.accountedBytes)
  }

  /// The name it was declared with; nothing for `x -> e`.
  public var name: String? {
    switch body {
    case .script(let code): code.name
    case .builtin(let builtin): builtin.name
    }
  }
}
