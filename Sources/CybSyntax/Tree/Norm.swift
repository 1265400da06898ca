/// A norm of a clause.
public struct Norm: Sendable {
  public enum Modality: String, CaseIterable, Sendable {
    case forbid, oblige, permit, empower
  }

  public var modality: Modality
  public var subject: Pattern
  public var act: VerbPhrase<Pattern>
  public var tails: NormTails
  public var documentation: String?
  public var span: Span

  public init(
    modality: Modality, subject: Pattern, act: VerbPhrase<Pattern>, tails: NormTails, documentation: String?,
    span: Span
  ) {
    self.modality = modality
    self.subject = subject
    self.act = act
    self.tails = tails
    self.documentation = documentation
    self.span = span
  }
}

/// The tails of a norm, each at most once.
public struct NormTails: Sendable {
  public var when: Expression?
  public var unless: Expression?
  public var `where`: Expression?
  public var deadline: Deadline?
  public var after: Trigger?
  public var reparation: Reparation?

  public init() {}

  public enum Deadline: Sendable {
    /// `within DURATION`.
    case within(Expression)
    /// `by DATE`.
    case by(Expression)
  }

  /// `after SUBJECT ACT`.
  public struct Trigger: Sendable {
    public var subject: Pattern
    public var act: VerbPhrase<Pattern>

    public init(subject: Pattern, act: VerbPhrase<Pattern>) {
      self.subject = subject
      self.act = act
    }
  }

  /// `else oblige …`, boxed because a norm holds its own kind.
  public indirect enum Reparation: Sendable {
    case oblige(Norm)
  }
}
