import CybSyntax

/// A norm as declared: its patterns evaluated, its conditions as functions of the act and of the names it binds.
public final class NormRecord: @unchecked Sendable {
  public enum Extension: Sendable {
    case anyone
    case anything
    case any(KindID)
    case each(KindID)
    case anyParty
    case eachParty
    case value(Value)
    case values([Value])
    /// A name bound elsewhere in the norm.
    case name(Int)
  }

  public struct Pattern: Sendable {
    public var extent: Extension
    /// The slot of the name bound by `as`, among the norm's names.
    public var binding: Int?
    public var span: Span
  }

  public struct ActPattern: Sendable {
    public var verb: VerbID
    public var object: Pattern?
    /// In the order of the verb's declaration; nothing matches anything.
    public var roles: [Pattern?]
  }

  public enum Deadline: Sendable {
    /// A duration, or a function that gives one.
    case within(FunctionObject)
    case by(FunctionObject)
  }

  public let modality: Norm.Modality
  public let subject: Pattern
  public let act: ActPattern
  public let when: FunctionObject?
  public let unless: FunctionObject?
  public let condition: FunctionObject?
  public let deadline: Deadline?
  public let trigger: (subject: Pattern, act: ActPattern)?
  public let reparation: NormRecord?
  /// The names that the norm binds; conditions take the act and then these.
  public let names: [String]
  public let span: Span

  init(
    modality: Norm.Modality, subject: Pattern, act: ActPattern, when: FunctionObject?, unless: FunctionObject?,
    condition: FunctionObject?, deadline: Deadline?, trigger: (subject: Pattern, act: ActPattern)?,
    reparation: NormRecord?, names: [String], span: Span
  ) {
    self.modality = modality
    self.subject = subject
    self.act = act
    self.when = when
    self.unless = unless
    self.condition = condition
    self.deadline = deadline
    self.trigger = trigger
    self.reparation = reparation
    self.names = names
    self.span = span
  }
}
