/// What can be asked of a prediction about one actor. (`who` asks about each in turn.)
public enum Question: Sendable {
  /// `sign T`: the actor is a signatory.
  case sign(Int)
  /// `join T`: the actor is a party, which a signatory is once the treaty is in force.
  case join(Int)
  /// `honour C`: the clause (second) binds the actor (first), and it honours all parts that bind it.
  case honour(Int, clause: Int)
  /// `breach C`: the clause binds the actor, and it does not honour it.
  case breach(Int, clause: Int)
  /// `honour T`: the actor is a party, and honours all that binds it.
  case honourTreaty(Int)
  /// `breach T`: the actor is a party, and breaches something that binds it.
  case breachTreaty(Int)
  /// Conduct: some act of the actor that fits is open to it and done.
  case conduct(Int, ConductFilter)

  /// The actor asked about.
  public var actor: Int {
    switch self {
    case .sign(let actor), .join(let actor), .honour(let actor, _), .breach(let actor, _), .honourTreaty(let actor),
      .breachTreaty(let actor), .conduct(let actor, _):
      actor
    }
  }
}

/// Which conduct a question is about; a role that is `nil` takes any.
public struct ConductFilter: Sendable {
  /// The capabilities that fit.
  public var capabilities: Set<Int>?
  /// The purposes that fit.
  public var purposes: Set<Int>?
  /// The targets that fit.
  public var targets: ActorSet?

  /// A filter by the roles given.
  public init(capabilities: Set<Int>? = nil, purposes: Set<Int>? = nil, targets: ActorSet? = nil) {
    self.capabilities = capabilities
    self.purposes = purposes
    self.targets = targets
  }
}

/// The answer to a question: in all outcomes (`would`), in some (`might`); `nil` is unknown.
public struct Answer: Equatable, Sendable {
  /// Whether it holds in all outcomes.
  public var would: Bool?
  /// Whether it holds in at least one outcome.
  public var might: Bool?

  /// An answer to both.
  public init(would: Bool?, might: Bool?) {
    self.would = would
    self.might = might
  }
}
