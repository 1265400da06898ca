public enum DutyState: String, Sendable, CaseIterable {
  case pending, suspended, fulfilled, fulfilled_late, breached, repaired, unrepaired, released, uncertain
}

/// Something that an actor has to do.
public struct Duty: Sendable {
  /// What does not change while it lasts.
  private let terms: Terms
  public let index: Int
  public internal(set) var start: Position
  /// The last moment in time.
  public internal(set) var deadline: Position?
  /// Whether it exists at all.
  public internal(set) var certainty: Truth
  /// The reparation that took its place.
  public internal(set) var reparation: Int?
  public internal(set) var history: [(from: Position, state: DutyState, event: Int?)]
  public internal(set) var breachedAt: Position?
  /// Whether an act that may be the one asked for has been done.
  public internal(set) var mayBeMet = false

  /// Since when its clock stands still.
  var stillSince: Position?
  /// Whether an act may still meet it, in time or late.
  var isOpen = true

  public var norm: Norm { terms.norm }
  public var debtor: Thing { terms.debtor }
  public var bindings: Bindings { terms.bindings }
  /// What it asks for, `each` narrowed to one member.
  public var pattern: ActPattern { terms.pattern }
  /// The event that triggered it, or the breach that it repairs.
  public var trigger: Int? { terms.trigger }
  public var triggerAct: Act { terms.triggerAct }
  /// The duty or offence that this one repairs.
  public var repairs: Int? { terms.repairs }
  public var repairsOffence: Int? { terms.repairsOffence }
  /// The first role that one thing alone can fill.
  var aim: OpenDuties.Aim { terms.aim }

  final class Terms: Sendable {
    let norm: Norm
    let debtor: Thing
    let bindings: Bindings
    let pattern: ActPattern
    let trigger: Int?
    let triggerAct: Act
    let repairs: Int?
    let repairsOffence: Int?
    let aim: OpenDuties.Aim

    init(
      norm: Norm, debtor: Thing, bindings: Bindings, pattern: ActPattern, trigger: Int?, triggerAct: Act, repairs: Int?,
      repairsOffence: Int?
    ) {
      self.norm = norm
      self.debtor = debtor
      self.bindings = bindings
      self.pattern = pattern
      self.trigger = trigger
      self.triggerAct = triggerAct
      self.repairs = repairs
      self.repairsOffence = repairsOffence
      aim = OpenDuties.Aim(of: pattern, bindings)
    }
  }

  init(_ terms: Terms, index: Int, start: Position, deadline: Position?, certainty: Truth) {
    self.terms = terms
    self.index = index
    self.start = start
    self.deadline = deadline
    self.certainty = certainty
    history = [(start, certainty == .yes ? .pending : .uncertain, terms.trigger)]
  }

  public func state(at position: Position) -> DutyState {
    history.last { $0.from <= position }?.state ?? .pending
  }

  /// Whether it is still to be done at a position at which it is open.
  func standing(at position: Position) -> Truth {
    switch state(at: position) {
    case .uncertain: .unknown
    case .pending, .breached, .unrepaired: certainty == .no ? .no : certainty
    default: .no
    }
  }

  /// The event that brought it into its state.
  public func cause(at position: Position) -> Int? { history.last { $0.from <= position }?.event }
}

/// A standing duty of an actor; with `each`, towards one member.
struct StandingKey: Hashable {
  let norm: Int
  let debtor: Thing
  let member: Thing?
}

/// A duty whose `when` does not hold yet.
struct Awaiting {
  var norm: Norm
  var debtor: Thing
  var pattern: ActPattern
  /// The duty that there may be, since the condition was unknown.
  var uncertain: Int?
  /// Whether it need not be looked at any more.
  var isOver = false
}

extension Position {
  /// The first moment after it, at which what was due by it is breached.
  var next: Position {
    minute == .max
      ? Position(day: day + 1, minute: -1, order: .min) : Position(day: day, minute: minute + 1, order: .min)
  }
}
