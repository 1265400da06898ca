/// `WORD name ["title"] {, name ["title"]} [: kind] [{ … }]`.
public struct Declaration: Sendable {
  /// The word in front: a kind, or `kind` itself.
  public var word: Name
  public var names: [DeclaredName]
  /// The kind behind `:`.
  public var kind: Name?
  public var body: Body?
  public var documentation: String?

  public init(word: Name, names: [DeclaredName], kind: Name?, body: Body?, documentation: String?) {
    self.word = word
    self.names = names
    self.kind = kind
    self.body = body
    self.documentation = documentation
  }
}

public struct DeclaredName: Sendable {
  public enum Kind: Sendable {
    case fixed(Name)
    /// `(row.name)`.
    case computed(Expression)
  }

  public var kind: Kind
  public var title: Expression?

  public init(kind: Kind, title: Expression?) {
    self.kind = kind
    self.title = title
  }
}

/// What stands between the braces of a declaration or clause, in order.
public struct Body: Sendable {
  public enum Member: Sendable {
    case field(Field)
    case clause(ClauseDeclaration)
    case norm(Norm)
  }

  public var members: [Member]
  /// From `{` to `}`.
  public var span: Span

  public init(members: [Member], span: Span) {
    self.members = members
    self.span = span
  }
}

/// `clause ID ["title"] { … }`.
public struct ClauseDeclaration: Sendable {
  public var id: Name
  public var title: Expression?
  public var body: Body
  public var documentation: String?
  public var span: Span

  public init(id: Name, title: Expression?, body: Body, documentation: String?, span: Span) {
    self.id = id
    self.title = title
    self.body = body
    self.documentation = documentation
    self.span = span
  }
}

/// `verb use/uses/used capability for purpose against actor`.
public struct VerbDeclaration: Sendable {
  public var name: Name
  public var thirdPerson: Name?
  public var participle: Name?
  public var object: RoleType?
  public var roles: [Role]
  public var documentation: String?

  public init(
    name: Name, thirdPerson: Name?, participle: Name?, object: RoleType?, roles: [Role], documentation: String?
  ) {
    self.name = name
    self.thirdPerson = thirdPerson
    self.participle = participle
    self.object = object
    self.roles = roles
    self.documentation = documentation
  }

  public struct Role: Sendable {
    public var preposition: Preposition
    public var type: RoleType

    public init(preposition: Preposition, type: RoleType) {
      self.preposition = preposition
      self.type = type
    }
  }

  /// `treaty or clause?`: kinds or value types; optional where its omission means `nothing`.
  public struct RoleType: Sendable {
    public var kinds: [Name]
    public var isOptional: Bool

    public init(kinds: [Name], isOptional: Bool) {
      self.kinds = kinds
      self.isOptional = isOptional
    }
  }
}
