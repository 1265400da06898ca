/// One entry of the table of builtins, from which checker, completion, documentation and the reference are made.
public struct Builtin: Sendable {
  public enum Category: String, CaseIterable, Sendable {
    case numbers, text, dates, collections, world, law, prediction, data, output
  }

  public struct Parameter: Sendable {
    public var name: String
    public var type: ParameterType
    public var documentation: String
    /// The value when it is left out; nothing makes it required.
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

  public var name: String
  public var category: Category
  public var parameters: [Parameter]
  /// What it returns, in words for the reference: `number`, `list of numbers`.
  public var returns: String
  public var documentation: String
  public var examples: [Example]
  public var function: Function

  public init(
    _ name: String, _ category: Category, _ parameters: [Parameter], returns: String, _ documentation: String,
    examples: [Example] = [], function: @escaping Function
  ) {
    self.name = name
    self.category = category
    self.parameters = parameters
    self.returns = returns
    self.documentation = documentation
    self.examples = examples
    self.function = function
  }
}

/// What a builtin's parameter accepts; checked before the builtin runs.
public enum ParameterType: Sendable {
  case any
  case number
  /// A number without fraction, in the range of an `Int`.
  case integer
  case text, truth, date, duration, list, set, map, record, function, range
  /// A list, set, map, range or text's characters: what `for` can run over.
  case collection
  case entity, kind, event
  case either([ParameterType])
}
