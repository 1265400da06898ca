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
  /// The first role that one thing alone can fill: 0 is the object; -1 where there is none.
  private(set) var target = (place: Int8(-1), thing: Thing(0))

  /// Looks for the target; once, when the duty starts.
  mutating func aim() {
    for (place, role) in ([pattern.object] + pattern.roles).enumerated() {
      switch role.extent {
      case .things(let things) where things.count == 1: target = (Int8(place), things[0])
      case .name(let name):
        guard name < bindings.count, let bound = bindings[name] else { continue }
        target = (Int8(place), bound)
      default: continue
      }
      return
    }
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
}

/// A prohibition that an act breaches, or may breach.
public struct Offence: Sendable {
  public var position: Position
  public var actor: Thing
  public var truth: Truth
  private var numbers: (event: Int32, norm: Int32, clause: Int32, reparation: Int32)

  public var event: Int { Int(numbers.event) }
  public var norm: Int { Int(numbers.norm) }
  public var clause: Int { Int(numbers.clause) }
  /// The duty to repair it, if it started one.
  public var reparation: Int? { numbers.reparation < 0 ? nil : Int(numbers.reparation) }

  init(
    event: Int, position: Position, norm: Int, clause: Int, actor: Thing, truth: Truth, reparation: Int? = nil
  ) {
    self.position = position
    self.actor = actor
    self.truth = truth
    numbers = (Int32(event), Int32(norm), Int32(clause), Int32(reparation ?? -1))
  }
}

extension Position {
  /// The first moment after it, at which what was due by it is breached.
  var next: Position {
    minute == .max
      ? Position(day: day + 1, minute: -1, order: .min) : Position(day: day, minute: minute + 1, order: .min)
  }
}
