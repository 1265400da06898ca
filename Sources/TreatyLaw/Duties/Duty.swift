public enum DutyState: String, Sendable, CaseIterable {
  case pending, suspended, fulfilled, fulfilled_late, breached, repaired, unrepaired, released, uncertain
}

/// Something that an actor has to do.
public struct Duty: Sendable {
  public var index: Int
  public var norm: Norm
  public var debtor: Thing
  public var bindings: Bindings
  /// What it asks for, `each` narrowed to one member.
  public var pattern: ActPattern
  /// The event that triggered it, or the breach that it repairs.
  public var trigger: Int?
  public var triggerAct: Act
  public var start: Position
  /// The last moment in time.
  public var deadline: Position?
  /// Whether it exists at all.
  public var certainty: Truth
  /// The duty or offence that this one repairs.
  public var repairs: Int?
  public var repairsOffence: Int?
  /// The reparation that took its place.
  public var reparation: Int?
  public var history: [(from: Position, state: DutyState, event: Int?)]
  public var breachedAt: Position?
  /// Whether an act that may be the one asked for has been done.
  public var mayBeMet = false

  /// Since when its clock stands still.
  var stillSince: Position?

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

/// The duties of a norm that one actor owes.
struct DutyKey: Hashable {
  let norm: Int
  let debtor: Thing
}

/// The duties to an act of some verb that one actor owes.
struct DebtorKey: Hashable {
  let verb: Int
  let debtor: Thing
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
}

/// A prohibition that an act breaches, or may breach.
public struct Offence: Sendable {
  public var event: Int
  public var position: Position
  public var norm: Int
  public var clause: Int
  public var actor: Thing
  public var truth: Truth
  public var reparation: Int?
}

extension Position {
  /// The first moment after it, at which what was due by it is breached.
  var next: Position {
    minute == .max
      ? Position(day: day + 1, minute: -1, order: .min) : Position(day: day, minute: minute + 1, order: .min)
  }
}
