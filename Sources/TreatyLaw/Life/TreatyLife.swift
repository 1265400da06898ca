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
  /// Whether it was made at all: unknown where the power to make it is.
  var certainty = Truth.yes
}

/// A party's time in a treaty.
struct Membership {
  /// The day of entry.
  var from: Int64
  var to = Position.never

  func contains(_ position: Position) -> Bool { Position.start(of: from) <= position && position < to }
}

/// A declaration that a treaty is terminated.
struct Termination {
  var by: Thing
  var against: Thing?
  var event: Int
  var at: Position
}

struct Objection {
  var objector: Thing
  var reserver: Thing
  /// Nothing where it is over the whole treaty.
  var clause: Int?
  var event: Int
  var span: Span
  var certainty = Truth.yes
}

struct Suspension {
  var by: Thing
  /// Nothing: between it and all.
  var against: Thing?
  /// Nothing where it is the whole treaty.
  var clause: Int?
  var event: Int
  var span: Span
  var certainty = Truth.yes
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
  var signatures = ThingTable<[Span]>()
  /// Consents by actor, in order: where, and by which event.
  var consents: [Thing: [(position: Position, event: Int)]] = [:]
  /// In the order of their consent.
  var consenting: [Thing] = []
  /// Each actor's times as a party.
  var memberships = ThingTable<[Membership]>()
  /// Those whose consent is not settled, since the power to it or its author is not established.
  var maybeConsenting: [Thing] = []
  /// The first day on which an actor may have consented, where that is not settled.
  var doubtedConsents: [Thing: Int64] = [:]
  /// Since when it is not settled whether an actor is a party.
  var doubts = ThingTable<[Span]>()
  private(set) var hasDoubts = false
  /// Since when it is not settled whether the treaty has ended.
  var doubtedEnd: Position?
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
  /// Declarations that it is terminated, whether they had effect yet or wait for the others'.
  var terminations: [Termination] = []

  init(_ treaty: Treaty) {
    self.treaty = treaty
    if let opened = treaty.opened, let binds = treaty.binds {
      entryDay = opened
      for actor in binds.sorted() {
        members.append(actor)
        memberships[actor] = [Membership(from: opened)]
      }
    }
  }

  init(copying other: TreatyLife) {
    treaty = other.treaty
    signatures = other.signatures
    consents = other.consents
    consenting = other.consenting
    memberships = other.memberships
    maybeConsenting = other.maybeConsenting
    doubtedConsents = other.doubtedConsents
    doubts = other.doubts
    hasDoubts = other.hasDoubts
    doubtedEnd = other.doubtedEnd
    members = other.members
    quorumMetAt = other.quorumMetAt
    entryDay = other.entryDay
    firstAct = other.firstAct
    reservations = other.reservations
    objections = other.objections
    suspensions = other.suspensions
    notices = other.notices
    ended = other.ended
    terminations = other.terminations
  }

  /// Whether everything stands between all parties: nothing is reserved, objected to, suspended or open.
  var isUndisturbed: Bool {
    isSettled && reservations.isEmpty && objections.isEmpty && suspensions.isEmpty
  }

  /// Whether it is established who is a party.
  var isSettled: Bool { !hasDoubts && doubtedEnd == nil }

  /// The day of adoption.
  var adoption: Int64? { treaty.opened ?? firstAct }

  /// It is not settled, during a span, whether an actor is a party.
  func doubt(_ actor: Thing, _ span: Span) {
    doubts[actor, default: []].append(span)
    hasDoubts = true
  }

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
    if let spans = memberships[actor] {
      for span in spans where Position.start(of: span.from) <= position {
        var end = span.to
        if let ended, ended < end { end = ended }
        if position < end {
          let isDoubted = hasDoubts && doubts[actor]?.contains { $0.contains(position) } ?? false
          return isDoubted || doubtedEnd.map { $0 <= position } ?? false ? .unknown : .yes
        }
        switch survival {
        case .no: continue
        case .forever: return .yes
        case .until(let day): if position < Position.start(of: day(end.day)) { return .yes }
        }
      }
    }
    return hasDoubts && doubts[actor]?.contains { $0.contains(position) } ?? false ? .unknown : .no
  }

  func parties(at position: Position) -> [Thing] {
    members.filter { isMember($0, at: position) == .yes }
  }

  /// Whether a reservation has effect: made by the day of consent, repeated there if it was made on signing, and not
  /// taken back [VCLT 22, 23(2)].
  func counts(_ reservation: Reservation, at position: Position) -> Truth {
    guard reservation.span.contains(position) else { return .no }
    guard let consent = consents[reservation.actor]?.last(where: { $0.position.day <= position.day }) else {
      return doubtedConsents[reservation.actor].map { $0 <= position.day } ?? false ? .unknown : .no
    }
    let day = reservation.span.from.day
    let wasMadeOnSigning = signatures[reservation.actor]?.contains { $0.from.day == day } ?? false
    if wasMadeOnSigning, consent.position.day != day { return .no }
    return reservation.certainty
  }

  /// Whether a reservation, or an objection that makes more of it, keeps a clause out between two [VCLT 21].
  func isExcluded(clause: Int, _ a: Thing, _ b: Thing, at position: Position) -> Truth {
    guard !reservations.isEmpty else { return .no }
    var truth = Truth.no
    for reservation in reservations
    where reservation.clause == clause && (reservation.actor == a || reservation.actor == b) {
      truth = truth || counts(reservation, at: position)
    }
    return truth
  }

  /// Whether an objection keeps the whole treaty out between two [VCLT 20(4)(b)].
  func isRefused(_ a: Thing, _ b: Thing, at position: Position) -> Truth {
    guard !objections.isEmpty else { return .no }
    var truth = Truth.no
    for objection in objections where objection.clause == nil && objection.span.contains(position) {
      guard
        objection.objector == a && objection.reserver == b || objection.objector == b && objection.reserver == a
      else { continue }
      for reservation in reservations where reservation.actor == objection.reserver {
        truth = truth || (objection.certainty && counts(reservation, at: position))
      }
    }
    return truth
  }

  /// Whether a clause is suspended between two [VCLT 57, 60].
  func isSuspended(clause: Int, _ a: Thing, _ b: Thing, at position: Position) -> Truth {
    guard !suspensions.isEmpty else { return .no }
    var truth = Truth.no
    for suspension in suspensions where suspension.concerns(clause, a, b) && suspension.span.contains(position) {
      truth = truth || suspension.certainty
    }
    return truth
  }
}

extension Suspension {
  func concerns(_ clause: Int, _ a: Thing, _ b: Thing) -> Bool {
    guard self.clause == nil || self.clause == clause else { return false }
    guard let against else { return by == a || by == b }
    return by == a && against == b || by == b && against == a
  }
}
