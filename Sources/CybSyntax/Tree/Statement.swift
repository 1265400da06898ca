/// A statement with its place.
public struct Statement: Sendable {
  public var kind: Kind
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case binding(Binding)
    case assignment(Assignment)
    case conditional(Conditional)
    case forLoop(ForLoop)
    case whileLoop(condition: Expression, body: Block)
    case `break`
    case `continue`
    case `return`(Expression?)
    case function(FunctionDeclaration)
    case importFile(ImportStatement)
    case ask(Expression)
    case expect(Expression)
    /// `expect error "part" { … }`.
    case expectError(part: Expression, body: Block)
    case test(name: Expression, body: Block)
    case suppose(Block)
    case verb(VerbDeclaration)
    case declaration(Declaration)
    case expression(Expression)
    /// What could not be parsed; a diagnostic has been made.
    case invalid
  }
}

/// Statements between braces.
public struct Block: Sendable {
  public var statements: [Statement]
  /// From `{` to `}`.
  public var span: Span

  public init(statements: [Statement], span: Span) {
    self.statements = statements
    self.span = span
  }
}

/// `let name = e` or `var name = e`.
public struct Binding: Sendable {
  public var isVariable: Bool
  public var name: Name
  public var value: Expression
  public var documentation: String?

  public init(isVariable: Bool, name: Name, value: Expression, documentation: String?) {
    self.isVariable = isVariable
    self.name = name
    self.value = value
    self.documentation = documentation
  }
}

/// `target = e`, `target += e` ….
public struct Assignment: Sendable {
  /// A name, a member or an index; the parser has checked that.
  public var target: Expression
  /// Nothing for `=`.
  public var operation: BinaryOperator?
  /// The place of the assignment operator.
  public var place: Span
  public var value: Expression

  public init(target: Expression, operation: BinaryOperator?, place: Span, value: Expression) {
    self.target = target
    self.operation = operation
    self.place = place
    self.value = value
  }
}

/// `if c { … } else if c { … } else { … }`.
public struct Conditional: Sendable {
  public var branches: [(condition: Expression, body: Block)]
  public var otherwise: Block?

  public init(branches: [(condition: Expression, body: Block)], otherwise: Block?) {
    self.branches = branches
    self.otherwise = otherwise
  }
}

public struct ForLoop: Sendable {
  public var first: Name
  public var second: Name?
  public var source: Expression
  public var body: Block

  public init(first: Name, second: Name?, source: Expression, body: Block) {
    self.first = first
    self.second = second
    self.source = source
    self.body = body
  }
}

public struct FunctionDeclaration: Sendable {
  public enum Body: Sendable {
    case block(Block)
    case expression(Expression)
  }

  public struct Parameter: Sendable {
    public var name: Name
    public var defaultValue: Expression?

    public init(name: Name, defaultValue: Expression?) {
      self.name = name
      self.defaultValue = defaultValue
    }
  }

  public var name: Name
  public var parameters: [Parameter]
  public var body: Body
  public var documentation: String?

  public init(name: Name, parameters: [Parameter], body: Body, documentation: String?) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.documentation = documentation
  }
}

/// `import "path.cyb" [as name]`.
public struct ImportStatement: Sendable {
  public var path: String
  public var pathSpan: Span
  public var alias: Name?

  public init(path: String, pathSpan: Span, alias: Name?) {
    self.path = path
    self.pathSpan = pathSpan
    self.alias = alias
  }
}
