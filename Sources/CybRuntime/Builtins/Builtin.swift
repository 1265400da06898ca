/// One entry of the table of builtins, from which checker, completion, documentation and the reference are made.
public final class Builtin: Sendable {
  public enum Category: String, CaseIterable, Sendable {
    case numbers, text, dates, collections, world, law, prediction, data, output
  }

  public struct Parameter: Sendable {
    public var name: String
    public var type: ParameterType
    public var documentation: String
    /// The value when it is left out; nil makes it required. `undefined` lets the builtin see that it was left out.
    public var defaultValue: Value?
    /// Takes all further positional arguments, as a list.
    public var isVariadic = false

    public init(
      _ name: String, _ type: ParameterType, _ documentation: String, default defaultValue: Value? = nil,
      isVariadic: Bool = false
    ) {
      self.name = name
      self.type = type
      self.documentation = documentation
      self.defaultValue = defaultValue
      self.isVariadic = isVariadic
    }
  }

  public struct Example: Sendable {
    /// An expression.
    public var source: String
    /// What it prints as.
    public var result: String

    public init(_ source: String, _ result: String) {
      self.source = source
      self.result = result
    }
  }

  public typealias Function = @Sendable (borrowing Arguments, Machine) throws -> Value

  public let name: String
  public let category: Category
  public let parameters: [Parameter]
  /// What it returns, in words for the reference: `number`, `list of numbers`.
  public let returns: String
  public let documentation: String
  public let examples: [Example]
  public let function: Function
  /// What it does to one number, where it takes no more; a result that is not finite means: call `function`, which
  /// fails. For nodes of the evaluator that spare the call.
  public let unary: (@Sendable (Double) -> Double)?

  /// The types accepted by each parameter.
  let accepted: [TypeMask]
  let variadicIndex: Int?

  public init(
    _ name: String, _ category: Category, _ parameters: [Parameter], returns: String, _ documentation: String,
    examples: [Example] = [], unary: (@Sendable (Double) -> Double)? = nil, function: @escaping Function
  ) {
    self.name = name
    self.category = category
    self.parameters = parameters
    self.returns = returns
    self.documentation = documentation
    self.examples = examples
    self.unary = unary
    self.function = function
    accepted = parameters.map(\.type.mask)
    variadicIndex = parameters.firstIndex(where: \.isVariadic)
  }

  /// How it is called: `round(x, digits = 0)`.
  public var signature: String {
    let list = parameters.map { parameter in
      if parameter.isVariadic { return parameter.name + "…" }
      switch parameter.defaultValue {
      case nil: return parameter.name
      case .undefined?: return "[\(parameter.name)]"
      case let value?:
        var bytes: [UInt8] = []
        value.write(in: World(), into: &bytes)
        return parameter.name + " = " + String(decoding: bytes, as: UTF8.self)
      }
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }
}
