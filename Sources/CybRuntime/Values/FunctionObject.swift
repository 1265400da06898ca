/// A function value: a script's own, with what it captured, or a builtin.
public final class FunctionObject: Object, @unchecked Sendable {
  public enum Body: Sendable {
    case script(FunctionCode)
    case builtin(Builtin)
  }

  public let body: Body
  /// The captured values and cells, in the order of `FunctionCode.captures`.
  let captures: [Value]

  init(body: Body, captures: [Value] = []) {
    self.body = body
    self.captures = captures
    super.init(tag: .function, depth: 1 + Value.depth(of: captures))
  }

  /// The name it was declared with; nothing for `x -> e`.
  public var name: String? {
    switch body {
    case .script(let code): code.name
    case .builtin(let builtin): builtin.name
    }
  }
}
