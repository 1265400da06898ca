/// What has come of the recorded acts: who is bound by what since when, what each act amounted to, and which duties it
/// started, met or missed.
///
/// The acts are gone through once, in the order of their dates; every answer for an earlier date is read from what was
/// kept on the way. Conditions read only what lies before the act that they are about, so they may ask the chronicle
/// itself while it is being written.
public final class Chronicle {
  public let model: Model
  /// By position.
  private(set) var log: [Occurrence] = []
  private(set) var cursor = 0
  /// Up to where acts and deadlines have been gone through.
  public private(set) var reached = Position(day: .min, minute: -1, order: 0)
  let lives: [TreatyLife]
  /// What became of acts that are not plainly effective.
  var effects: [Int: Effect] = [:]
  var revokedAt: [Int: Position] = [:]
  /// Where each event stands in the log; -1 for events that are not in it.
  private var places: [Int32] = []
  /// When a declaration that waited for the others' took effect.
  var completedAt: [Int: Position] = [:]
  /// Assessed acts in which a prohibition is, or may be, breached, in order.
  var offences: [Offence] = []
  public internal(set) var duties: [Duty] = []
  var dutiesByDebtor: [DutyKey: [Int]] = [:]
  /// Duties that may still be met, by norm and debtor, in the order of their start.
  var openDuties: [DutyKey: [Int]] = [:]
  /// Norms of a verb by which a debtor has duties that may still be met.
  var openNorms: [DebtorKey: [Int]] = [:]
  /// Standing duties that have been started: at most once for each debtor and member.
  var started: Set<StandingKey> = []
  /// Duties whose `unless` is looked at after each event.
  var watched: [Int] = []
  /// Offences that a reparation has repaired.
  var repairedOffences: [Int: Position] = [:]
  /// Duties that wait for their `when`: norm and debtor.
  var awaiting: [Awaiting] = []
  /// Whether `party` includes signatories, as in norms about a treaty's life.
  var includesSignatories = false
  /// What the models suppose in place of what is recorded.
  var supposed: Supposition?
  var openActorsMemo: [Int: Set<Thing>] = [:]
  private var agenda: [(position: Position, item: AgendaItem)] = []
  private var agendaHead = 0

  let actorSet: Set<Thing>
  let isActor: ThingTable<Bool>
  private let hasFunctionalEnds: Bool
  let normsByVerb: [NormIndex]
  let triggersByVerb: [NormIndex]
  let obligesByVerb: [[Norm]]
  /// Duties without a trigger, by treaty.
  let standingDuties: [Int: [Norm]]

  enum AgendaItem {
    case boundary
    case entry(treaty: Int, actor: Thing)
    case end(treaty: Int)
    case left(treaty: Int, actor: Thing)
    case deadline(duty: Int)
  }

  public init(_ model: Model, log: [Occurrence]) {
    self.model = model
    actorSet = Set(model.actors)
    var isActor = ThingTable<Bool>()
    for actor in model.actors { isActor[actor] = true }
    self.isActor = isActor
    hasFunctionalEnds = model.treaties.contains { $0.endsWhen != nil }
    lives = model.treaties.map { TreatyLife($0) }
    var byVerb = [[Norm]](repeating: [], count: model.verbs.count)
    var obliges = byVerb
    var triggers = byVerb
    var standing: [Int: [Norm]] = [:]
    for norm in model.norms {
      guard norm.modality == .oblige else {
        byVerb[norm.act.verb].append(norm)
        continue
      }
      obliges[norm.act.verb].append(norm)
      guard norm.repairs == nil else { continue }
      if let trigger = norm.trigger {
        triggers[trigger.act.verb].append(norm)
      } else {
        standing[model.clauses[norm.clause].treaty, default: []].append(norm)
      }
    }
    normsByVerb = byVerb.map { NormIndex($0) { [$0.subject, $0.act.object] + $0.act.roles } }
    triggersByVerb = triggers.map { norms in
      NormIndex(norms) { norm in norm.trigger.map { [$0.subject, $0.act.object] + $0.act.roles } ?? [] }
    }
    obligesByVerb = obliges
    standingDuties = standing
    self.log = log.map { chronological($0) }
    let isSorted = zip(self.log, self.log.dropFirst()).allSatisfy { $0.position <= $1.position }
    if !isSorted { self.log.sort { $0.position < $1.position } }
    for (place, occurrence) in self.log.enumerated() { note(occurrence.index, at: place) }
    for (index, treaty) in model.treaties.enumerated() {
      if let end = treaty.endsOn { schedule(.end(treaty: index), at: .start(of: end)) }
      guard let opened = treaty.opened, treaty.binds != nil else { continue }
      for actor in lives[index].members { schedule(.entry(treaty: index, actor: actor), at: .start(of: opened)) }
    }
  }

  /// Adds an act that lies behind all that has been gone through; false where it does not, and nothing is added.
  public func append(_ occurrence: Occurrence) -> Bool {
    let occurrence = chronological(occurrence)
    guard occurrence.position > reached, log.last.map({ $0.position < occurrence.position }) ?? true else {
      return false
    }
    log.append(occurrence)
    note(occurrence.index, at: log.count - 1)
    return true
  }

  private func note(_ event: Int, at place: Int) {
    if event >= places.count { places.append(contentsOf: repeatElement(-1, count: event + 1 - places.count)) }
    places[event] = Int32(place)
  }

  /// A recorded act that has been gone through.
  func occurrence(of event: Int) -> Occurrence? {
    guard places.indices.contains(event), places[event] >= 0, places[event] < cursor else { return nil }
    return log[Int(places[event])]
  }

  /// Consent takes effect at the start of its day, and so does a reservation, which is part of it.
  private func chronological(_ occurrence: Occurrence) -> Occurrence {
    var occurrence = occurrence
    if isConsent(occurrence.act) || model.verbs[occurrence.act.verb].life == .reserve {
      occurrence.position.minute = -1
    }
    return occurrence
  }

  func isConsent(_ act: Act) -> Bool {
    switch model.verbs[act.verb].life {
    case .ratify?, .accede?: return true
    case .sign?: return treaty(of: act).map { model.treaties[$0].consentBySigning } ?? false
    default: return false
    }
  }

  /// The treaty that an act of treaty life is about.
  func treaty(of act: Act) -> Int? {
    if let thing = act.object.thing, let treaty = model.treatyOfThing[thing] { return treaty }
    for filler in act.others {
      guard let thing = filler.thing else { continue }
      if let treaty = model.treatyOfThing[thing] { return treaty }
      if let clause = model.clauseOfThing[thing] { return model.clauses[clause].treaty }
    }
    return nil
  }

  /// The treaty of the event that an act of treaty life is about.
  func treatyOfTarget(of act: Act) -> Int? {
    guard let event = act.object.thing?.event, let target = occurrence(of: event) else { return nil }
    return treaty(of: target.act)
  }

  public var lastPosition: Position? { log.last?.position }

  func occurrencesOfDay(_ day: Int64) -> ArraySlice<Occurrence> {
    let first = log.partitioningIndex { $0.position.day >= day }
    return log[first...].prefix { $0.position.day == day }
  }

  // MARK: going through

  func schedule(_ item: AgendaItem, at position: Position) {
    var index = agenda.count
    while index > agendaHead, agenda[index - 1].position > position { index -= 1 }
    agenda.insert((position, item), at: index)
  }

  /// Goes through everything up to and including a position.
  public func advance(to position: Position) throws {
    // What the models suppose, they suppose of a day that has been gone through.
    guard supposed == nil else { return }
    while true {
      let next = cursor < log.count && log[cursor].position <= position ? log[cursor] : nil
      let due = agendaHead < agenda.count && agenda[agendaHead].position <= position ? agenda[agendaHead] : nil
      let at: Position
      if let due, next.map({ due.position <= $0.position }) ?? true {
        agendaHead += 1
        if agendaHead > 1024, agendaHead * 2 > agenda.count {
          agenda.removeFirst(agendaHead)
          agendaHead = 0
        }
        at = max(due.position, reached)
        reached = at
        try process(due.item, at: due.position)
      } else if let next {
        cursor += 1
        at = max(next.position, reached)
        reached = at
        try process(next)
      } else {
        return
      }
      // Entries and ends come first, then conditions are read.
      if !beginsDay(at.day, upTo: position) { try readConditions(at: at) }
    }
  }

  /// Whether something is left that happens at the start of a day.
  private func beginsDay(_ day: Int64, upTo limit: Position) -> Bool {
    func begins(_ position: Position) -> Bool {
      position <= limit && position.day <= day && position.minute == -1
    }
    return agendaHead < agenda.count && begins(agenda[agendaHead].position)
      || cursor < log.count && begins(log[cursor].position)
  }

  private func process(_ item: AgendaItem, at position: Position) throws {
    switch item {
    case .boundary: break
    case .entry(let treaty, _):
      try startStandingDuties(in: treaty, at: position)
      try refreshClocks(of: treaty, at: position)
    case .end(let treaty): end(treaty, at: position)
    case .left(let treaty, let actor):
      guard lives[treaty].isMember(actor, at: position) != .yes else { return }
      started = started.filter {
        model.clauses[model.norms[$0.norm].clause].treaty != treaty || $0.debtor != actor && $0.member != actor
      }
      release(treaty: treaty, actor: actor, at: position)
      try refreshClocks(of: treaty, at: position)
    case .deadline(let duty): try miss(duty, at: position)
    }
  }

  private func process(_ occurrence: Occurrence) throws {
    let verb = occurrence.act.verb
    let effect = try effect(of: occurrence.act, at: occurrence.position)
    if effect.truth != .yes { effects[occurrence.index] = effect }
    if model.verbs[verb].life != nil {
      if effect.truth == .yes { try apply(occurrence) }
      if effect.reason == .waitsForOthers { wait(occurrence) }
      if effect.reason == .powerUnknown { try doubt(occurrence) }
      if let treaty = treaty(of: occurrence.act) ?? treatyOfTarget(of: occurrence.act) {
        try refreshClocks(of: treaty, at: occurrence.position)
      }
    } else if effect.truth != .no {
      try assess(occurrence)
    }
    guard effect.truth != .no, effect.reason != .waitsForOthers else { return }
    if !obligesByVerb[verb].isEmpty { try discharge(occurrence, certainty: effect.truth) }
    if !triggersByVerb[verb].norms.isEmpty { try trigger(occurrence, certainty: effect.truth) }
  }

  private func readConditions(at position: Position) throws {
    if hasFunctionalEnds { try readEnds(at: position) }
    try readDutyConditions(at: position)
  }

  private func readEnds(at position: Position) throws {
    for (index, life) in lives.enumerated() where life.ended == nil && life.treaty.endsWhen != nil {
      guard life.adoption != nil, let endsWhen = life.treaty.endsWhen else { continue }
      if try endsWhen(position) == .yes { end(index, at: position) }
    }
  }

  func end(_ treaty: Int, at position: Position) {
    guard lives[treaty].ended == nil else { return }
    lives[treaty].ended = position
    release(treaty: treaty, actor: nil, at: position)
  }
}

extension Array {
  /// The first index at which a condition holds that holds from some index on.
  func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
