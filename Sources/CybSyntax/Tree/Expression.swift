/// An expression with its place.
public struct Expression: Sendable {
  public var kind: Kind
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case nothing
    case truth(TruthLiteral)
    case number(Double)
    /// A date literal; `hasTime` where hours and minutes are written.
    case date(DateLiteral)
    /// `90 days`: a number and a unit.
    case duration(Double, DurationUnit)
    case text([TextPiece])
    case name(String)
    case list([Expression])
    case set([Expression])
    case map([MapEntry])
    case record([Field])
    /// `[e for x in xs if c]`, `{e for …}`, `[k: v for …]`, or bare as the only argument of a call.
    case comprehension(Comprehension)
    case member(Expression, Name)
    case index(Expression, Expression)
    case call(Expression, [Argument])
    case negate(Expression)
    case not(Expression)
    case binary(Expression, BinaryOperator, Name, Expression)
    /// `a < b <= c`: the first operand and each operator (with its place) with its right operand.
    case comparison(Expression, [ComparisonLink])
    /// `a in b`, `a not in b`.
    case membership(Expression, negated: Bool, Expression)
    /// `a is state`, `a is not nothing`: the name of a kind or type.
    case typeTest(Expression, negated: Bool, Name)
    case range(RangeExpression)
    case conditional(condition: Expression, then: Expression, otherwise: Expression)
    case lambda(Lambda)
    /// `try e else e2`.
    case attempt(Expression, otherwise: Expression)
    case event(EventExpression)
    case question(Question)
    /// A call with `since`, `as of` or `supposing` behind it.
    case ridden(Expression, Riders)
    case parenthesised(Expression)
    /// What could not be parsed; a diagnostic has been made.
    case invalid
  }
}

public enum TruthLiteral: String, Sendable {
  case yes, no, unknown
}

/// A date or a moment as written: minutes since 1970-01-01T00:00 UTC in the proleptic Gregorian calendar.
public struct DateLiteral: Equatable, Sendable {
  public var minutes: Int64
  public var hasTime: Bool

  public init(minutes: Int64, hasTime: Bool) {
    self.minutes = minutes
    self.hasTime = hasTime
  }
}

public enum DurationUnit: String, CaseIterable, Sendable {
  case minutes, hours, days, weeks, months, years
}

/// A piece of a text literal, escapes resolved.
public enum TextPiece: Sendable {
  case literal(String)
  case interpolation(Expression)
}

public struct MapEntry: Sendable {
  public var key: Expression
  public var value: Expression

  public init(key: Expression, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// A field of a record or of a declaration's body.
public struct Field: Sendable {
  public var name: Name
  public var value: Expression
  /// The `///` lines above it.
  public var documentation: String?

  public init(name: Name, value: Expression, documentation: String? = nil) {
    self.name = name
    self.value = value
    self.documentation = documentation
  }
}

public struct Argument: Sendable {
  /// `b` in `f(a, b: 2)`.
  public var label: Name?
  public var value: Expression

  public init(label: Name?, value: Expression) {
    self.label = label
    self.value = value
  }
}

public struct Comprehension: Sendable {
  public enum Form: Sendable {
    case list, set
    /// The value of a map's entry; `element` is the key.
    case map(Expression)
    /// Bare as the only argument of a call; makes a list.
    case argument
  }

  public var form: Form
  public var element: Expression
  public var first: Name
  public var second: Name?
  public var source: Expression
  public var condition: Expression?

  public init(
    form: Form, element: Expression, first: Name, second: Name?, source: Expression, condition: Expression?
  ) {
    self.form = form
    self.element = element
    self.first = first
    self.second = second
    self.source = source
    self.condition = condition
  }
}

public enum BinaryOperator: String, CaseIterable, Sendable {
  case power = "^"
  case multiply = "*"
  case divide = "/"
  case modulo = "mod"
  case add = "+"
  case subtract = "-"
  case intersection = "&"
  case union = "|"
  case and = "and"
  case or = "or"
  case coalesce = "??"
}

public enum ComparisonOperator: String, CaseIterable, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

public struct ComparisonLink: Sendable {
  public var comparison: ComparisonOperator
  public var place: Span
  public var operand: Expression

  public init(comparison: ComparisonOperator, place: Span, operand: Expression) {
    self.comparison = comparison
    self.place = place
    self.operand = operand
  }
}

/// `a..b`, `a..<b`, `a..b by c`.
public struct RangeExpression: Sendable {
  public var lower: Expression
  public var upper: Expression
  public var excludesUpper: Bool
  public var step: Expression?

  public init(lower: Expression, upper: Expression, excludesUpper: Bool, step: Expression?) {
    self.lower = lower
    self.upper = upper
    self.excludesUpper = excludesUpper
    self.step = step
  }
}

public struct Lambda: Sendable {
  public var parameters: [Name]
  public var body: Expression

  public init(parameters: [Name], body: Expression) {
    self.parameters = parameters
    self.body = body
  }
}
