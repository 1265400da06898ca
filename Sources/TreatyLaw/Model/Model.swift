/// The acts of a treaty's life, which the law reads.
public enum LifeVerb: String, Sendable, CaseIterable {
  case sign, ratify, accede, reserve, object, withdraw, suspend, resume, terminate, revoke
}

/// A verb, as far as matching needs it.
public struct VerbModel: Sendable {
  public var life: LifeVerb?
  /// What each role (object first, where there is one) may hold when it is not established.
  public var object: RoleModel?
  public var roles: [RoleModel]

  public init(life: LifeVerb? = nil, object: RoleModel?, roles: [RoleModel]) {
    self.life = life
    self.object = object
    self.roles = roles
  }
}

public enum RoleModel: Sendable {
  case actor, capability, purpose
  /// Anything else: entities of the kinds that it takes, or values.
  case other
}

/// How long a clause outlives the treaty.
public enum Survival: Sendable {
  case no
  case forever
  /// Until the day that this gives for the day of the end.
  case until(@Sendable (Int64) -> Int64)
}

public struct Clause: Sendable {
  public var thing: Thing
  public var treaty: Int
  public var isReservable: Bool?
  public var isMaterial: Bool
  public var survives: Survival
  public var isInterim: Bool
  public var isPeremptory: Bool
  public var overrides: Set<Thing>
  public var norms: [Norm]

  public init(
    thing: Thing, treaty: Int, isReservable: Bool? = nil, isMaterial: Bool = false, survives: Survival = .no,
    isInterim: Bool = false, isPeremptory: Bool = false, overrides: Set<Thing> = [], norms: [Norm] = []
  ) {
    self.thing = thing
    self.treaty = treaty
    self.isReservable = isReservable
    self.isMaterial = isMaterial
    self.survives = survives
    self.isInterim = isInterim
    self.isPeremptory = isPeremptory
    self.overrides = overrides
    self.norms = norms
  }
}

public struct Treaty: Sendable {
  public var thing: Thing
  /// The day of adoption, if its text gives one.
  public var opened: Int64?
  public var isOpenTo: @Sendable (Thing) throws -> Truth
  /// Those bound without acceding.
  public var binds: Set<Thing>?
  public var consentBySigning: Bool
  public var quorum: @Sendable ([Thing]) throws -> Truth
  /// From the day of a deposit to that of entry into force.
  public var delay: @Sendable (Int64) throws -> Int64
  /// From the day of a notice to that on which it has run; nothing where the text gives none.
  public var notice: (@Sendable (Int64) throws -> Int64)?
  public var isDenounceable: Bool
  public var allowsReservations: Bool
  public var endsOn: Int64?
  /// Whether the treaty ends, read at a position.
  public var endsWhen: (@Sendable (Position) throws -> Truth)?
  public var overrides: Set<Thing>
  public var isPeremptory: Bool
  /// Places in `Model.clauses`.
  public var clauses: [Int]

  public init(
    thing: Thing, opened: Int64? = nil, isOpenTo: @escaping @Sendable (Thing) throws -> Truth = { _ in .yes },
    binds: Set<Thing>? = nil, consentBySigning: Bool = false,
    quorum: @escaping @Sendable ([Thing]) throws -> Truth = { Truth($0.count >= 2) },
    delay: @escaping @Sendable (Int64) throws -> Int64 = { $0 },
    notice: (@Sendable (Int64) throws -> Int64)? = nil, isDenounceable: Bool = false, allowsReservations: Bool = true,
    endsOn: Int64? = nil, endsWhen: (@Sendable (Position) throws -> Truth)? = nil, overrides: Set<Thing> = [],
    isPeremptory: Bool = false, clauses: [Int] = []
  ) {
    self.thing = thing
    self.opened = opened
    self.isOpenTo = isOpenTo
    self.binds = binds
    self.consentBySigning = consentBySigning
    self.quorum = quorum
    self.delay = delay
    self.notice = notice
    self.isDenounceable = isDenounceable
    self.allowsReservations = allowsReservations
    self.endsOn = endsOn
    self.endsWhen = endsWhen
    self.overrides = overrides
    self.isPeremptory = isPeremptory
    self.clauses = clauses
  }
}

/// Everything that is declared, as far as the law reads it.
public struct Model: Sendable {
  /// In the order of declaration.
  public var actors: [Thing] = []
  public var holds: [Thing: Set<Thing>] = [:]
  /// In the order of declaration.
  public var capabilities: [Thing] = []
  public var purposes: [Thing] = []
  public var serves: [Thing: Set<Thing>] = [:]
  public var verbs: [VerbModel] = []
  public var treaties: [Treaty] = []
  public var clauses: [Clause] = []
  /// All norms, reparations included, by their index.
  public var norms: [Norm] = []
  /// The parent of each kind that has one.
  public var parentOfKind: [Int: Int] = [:]
  public var treatyOfThing: [Thing: Int] = [:]
  public var clauseOfThing: [Thing: Int] = [:]

  /// Told the index of each norm that speaks of an act or begins a duty, where somebody wants to know.
  public var didSpeak: (@Sendable (Int) -> Void)?

  public init() {}
}
