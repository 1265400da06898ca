/// A span of positions, open at its end.
struct Span {
  var from: Position
  var to = Position.never

  func contains(_ position: Position) -> Bool { from <= position && position < to }
}

/// A reservation: effective while it counts.
struct Reservation {
  var actor: Thing
  var clause: Int
  var event: Int
  var span: Span
  /// Made on signing, before the day of consent: lapses unless repeated [VCLT 23(2)].
  var onSigning: Bool
}

struct Objection {
  var objector: Thing
  var reserver: Thing
  /// Nothing where it is over the whole treaty.
  var clause: Int?
  var event: Int
  var span: Span
}

struct Suspension {
  var by: Thing
  /// Nothing: between it and all.
  var against: Thing?
  /// Nothing where it is the whole treaty.
  var clause: Int?
  var span: Span
}

/// A notice of withdrawal.
struct Notice {
  var actor: Thing
  var event: Int
  var given: Position
  /// The day on which it has run.
  var ends: Int64
  var stoppedOn: Int64?
  var revokedAt: Position?
}

/// What has come of one treaty so far: histories, so that any date up to now can be asked about.
final class TreatyLife {
  let treaty: Treaty
  /// Whether it binds without accession (a law).
  var isLaw: Bool { treaty.binds != nil }
  var signatures: [Thing: [Span]] = [:]
  /// Consents by actor, in order: where, and by which event.
  var consents: [Thing: [(position: Position, event: Int)]] = [:]
  /// In the order of their consent.
  var consenting: [Thing] = []
  /// The day of entry of each actor, in the order of recording; and when it left.
  var memberships: [Thing: [(from: Int64, to: Int64, knownAt: Position)]] = [:]
  /// In the order of their entry.
  var members: [Thing] = []
  var quorumMetAt: Position?
  var entryDay: Int64?
  var firstAct: Int64?
  var reservations: [Reservation] = []
  var objections: [Objection] = []
  var suspensions: [Suspension] = []
  var notices: [Notice] = []
  /// When the treaty ended.
  var ended: Position?
  /// Those that have declared it terminated and wait for the others.
  var terminating: [Thing: Position] = [:]

  init(_ treaty: Treaty) {
    self.treaty = treaty
    if let opened = treaty.opened, let binds = treaty.binds {
      entryDay = opened
      for actor in binds.sorted() {
        members.append(actor)
        memberships[actor] = [(opened, .max, Position.start(of: .min))]
      }
    }
  }

  /// The day of adoption.
  var adoption: Int64? { treaty.opened ?? firstAct }

  func isSignatory(_ actor: Thing, at position: Position) -> Bool {
    signatures[actor]?.contains { $0.contains(position) } ?? false
  }

  func hasEnded(at position: Position) -> Bool { ended.map { $0 <= position } ?? false }

  func isInForce(at position: Position) -> Bool {
    guard let entryDay, Position.start(of: entryDay) <= position else { return false }
    return !hasEnded(at: position)
  }

  /// Whether an actor is a party, or still bound by a clause that survives its leaving or the treaty's end.
  func isMember(_ actor: Thing, at position: Position, surviving survival: Survival = .no) -> Truth {
    guard let spans = memberships[actor] else { return .no }
    for span in spans where Position.start(of: span.from) <= position {
      var end = Position.start(of: span.to)
      if span.to == .max { end = .never }
      if let ended, ended < end { end = ended }
      if position < end { return .yes }
      switch survival {
      case .no: continue
      case .forever: return .yes
      case .until(let day): if position < Position.start(of: day(end.day)) { return .yes }
      }
    }
    return .no
  }

  func parties(at position: Position) -> [Thing] {
    members.filter { isMember($0, at: position) == .yes }
  }

  /// Whether a reservation has effect: made by the day of consent, repeated if made on signing, not taken back.
  func counts(_ reservation: Reservation, at position: Position) -> Bool {
    guard reservation.span.contains(position) else { return false }
    guard let consent = consents[reservation.actor]?.first(where: { $0.position <= position }) else { return false }
    if reservation.onSigning, consent.position.day != reservation.span.from.day { return false }
    return true
  }

  /// Why a clause does not stand between two, if it does not: `excluded`, or the whole treaty refused.
  func isExcluded(clause: Int, _ a: Thing, _ b: Thing, at position: Position) -> Bool {
    reservations.contains { $0.clause == clause && ($0.actor == a || $0.actor == b) && counts($0, at: position) }
  }

  func isRefused(_ a: Thing, _ b: Thing, at position: Position) -> Bool {
    objections.contains { objection in
      objection.clause == nil && objection.span.contains(position)
        && ((objection.objector == a && objection.reserver == b)
          || (objection.objector == b && objection.reserver == a))
        && reservations.contains { $0.actor == objection.reserver && counts($0, at: position) }
    }
  }

  func suspension(clause: Int, _ a: Thing, _ b: Thing, at position: Position) -> Suspension? {
    suspensions.first { suspension in
      guard suspension.clause == nil || suspension.clause == clause, suspension.span.contains(position) else {
        return false
      }
      guard let against = suspension.against else { return suspension.by == a || suspension.by == b }
      return (suspension.by == a && against == b) || (suspension.by == b && against == a)
    }
  }
}
