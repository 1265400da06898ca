/// What a pattern in a role takes.
public enum Extent: Sendable {
  /// `anyone`, `anything`, or a role left out.
  case everything
  /// `any state`, `each state`: the members, in order, and the kind's number.
  case kind(Int, members: Set<Thing>, isEach: Bool)
  /// `any party`, `each party`.
  case party(isEach: Bool)
  case things([Thing])
  /// A name bound elsewhere in the norm.
  case name(Int)

  var isEach: Bool {
    switch self {
    case .kind(_, _, let isEach), .party(let isEach): isEach
    default: false
    }
  }
}

public struct RolePattern: Sendable {
  public var extent: Extent
  /// The name that it binds.
  public var binding: Int?

  public init(_ extent: Extent, binding: Int? = nil) {
    self.extent = extent
    self.binding = binding
  }

  public static let everything = RolePattern(.everything)

  /// What its name has come to stand for, whether the name is all of it or names what it takes.
  func bound(_ bindings: [Thing?]) -> Thing? {
    let name = if case .name(let name) = extent { name } else { binding }
    return name.flatMap { $0 < bindings.count ? bindings[$0] : nil }
  }
}

public struct ActPattern: Sendable {
  public var verb: Int
  public var object: RolePattern
  public var roles: [RolePattern]

  public init(verb: Int, object: RolePattern, roles: [RolePattern]) {
    self.verb = verb
    self.object = object
    self.roles = roles
  }
}

public enum Modality: Sendable {
  case forbid, oblige, permit, empower
}

/// A condition of a norm. Conditions with the same number say the same; where one is unknown it is tried both ways, alike
/// in all norms that hold it.
public struct Condition: Sendable {
  public var number: Int
  /// The verbs, of no treaty's life, of the acts that it asks about, where its words ask about nothing else.
  public var asked: [Int]?
  /// Reads the act, when it was done, the names that the norm binds, and the world as it stood at a position.
  private let reads: @Sendable (Act, _ doneAt: Position, [Thing?], Position) throws -> Truth

  public init(
    number: Int, asked: [Int]? = nil,
    reads: @escaping @Sendable (Act, _ doneAt: Position, [Thing?], Position) throws -> Truth
  ) {
    self.number = number
    self.asked = asked
    self.reads = reads
  }

  /// A condition that does not ask when the act was done.
  public init(
    number: Int, asked: [Int]? = nil, holds: @escaping @Sendable (Act, [Thing?], Position) throws -> Truth
  ) {
    self.init(number: number, asked: asked) { act, _, names, position in try holds(act, names, position) }
  }

  /// Whether it holds at a position.
  ///
  /// - Parameter date: When the act was done, where it is not being done then: as of the trigger of a duty.
  public func holds(_ act: Act, doneAt date: Position? = nil, _ names: [Thing?], _ position: Position) throws -> Truth {
    try reads(act, date ?? position, names, position)
  }
}

/// When a duty falls due, from its triggering act and its start.
public enum Deadline: Sendable {
  /// A time from the start: gives the last moment in time.
  case within(@Sendable (Act, [Thing?], Position) throws -> Position)
  case by(@Sendable (Act, [Thing?], Position) throws -> Position)

  /// The last moment in time.
  public func last(_ act: Act, _ names: [Thing?], _ start: Position) throws -> Position {
    switch self {
    case .within(let last), .by(let last): try last(act, names, start)
    }
  }
}

/// A norm of a clause.
public final class Norm: @unchecked Sendable {
  /// Its place in `Model.norms`.
  public let index: Int
  public let clause: Int
  public let modality: Modality
  public let subject: RolePattern
  public let act: ActPattern
  public let when: Condition?
  public let unless: Condition?
  public let whereCondition: Condition?
  public let deadline: Deadline?
  public let trigger: (subject: RolePattern, act: ActPattern)?
  public let reparation: Norm?
  /// How many names it binds.
  public let names: Int
  /// The norm whose breach this one repairs.
  public internal(set) weak var repairs: Norm?

  public init(
    index: Int, clause: Int, modality: Modality, subject: RolePattern, act: ActPattern, when: Condition? = nil,
    unless: Condition? = nil, where whereCondition: Condition? = nil, deadline: Deadline? = nil,
    trigger: (subject: RolePattern, act: ActPattern)? = nil, reparation: Norm? = nil, names: Int = 0
  ) {
    self.index = index
    self.clause = clause
    self.modality = modality
    self.subject = subject
    self.act = act
    self.when = when
    self.unless = unless
    self.whereCondition = whereCondition
    self.deadline = deadline
    self.trigger = trigger
    self.reparation = reparation
    self.names = names
    reparation?.repairs = self
  }
}
