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
  var occurrences: [Int: Occurrence] = [:]
  var assessments: [Int: Assessment] = [:]
  /// Assessed acts in which a prohibition is, or may be, breached, in order.
  var offences: [Offence] = []
  public internal(set) var duties: [Duty] = []
  var dutiesByNorm: [Int: [Int]] = [:]
  /// Duties that may still be met, by norm.
  var openDuties: [Int: [Int]] = [:]
  /// Duties whose `unless` is looked at after each event.
  var watched: [Int] = []
  /// Offences that a reparation has repaired.
  var repairedOffences: [Int: Position] = [:]
  /// Duties that wait for their `when`: norm and debtor.
  var awaiting: [Awaiting] = []
  /// Whether `party` includes signatories, as in norms about a treaty's life.
  var includesSignatories = false
  private var agenda: [(position: Position, item: AgendaItem)] = []
  private var agendaHead = 0

  let actorSet: Set<Thing>
  let normsByVerb: [Int: [Norm]]
  let obligesByVerb: [Int: [Norm]]
  let triggersByVerb: [Int: [Norm]]
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
    lives = model.treaties.map { TreatyLife($0) }
    var byVerb: [Int: [Norm]] = [:]
    var obliges: [Int: [Norm]] = [:]
    var triggers: [Int: [Norm]] = [:]
    var standing: [Int: [Norm]] = [:]
    for norm in model.norms {
      switch norm.modality {
      case .oblige:
        obliges[norm.act.verb, default: []].append(norm)
        guard norm.repairs == nil else { continue }
        if let trigger = norm.trigger {
          triggers[trigger.act.verb, default: []].append(norm)
        } else {
          standing[model.clauses[norm.clause].treaty, default: []].append(norm)
        }
      default: byVerb[norm.act.verb, default: []].append(norm)
      }
    }
    normsByVerb = byVerb
    obligesByVerb = obliges
    triggersByVerb = triggers
    standingDuties = standing
    self.log = log.map { chronological($0) }.sorted { $0.position < $1.position }
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
    return true
  }

  /// Consent takes effect at the start of its day.
  private func chronological(_ occurrence: Occurrence) -> Occurrence {
    var occurrence = occurrence
    if isConsent(occurrence.act) { occurrence.position.minute = -1 }
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
    for filler in act.others {
      guard let thing = filler.thing else { continue }
      if let treaty = model.treatyOfThing[thing] { return treaty }
      if let clause = model.clauseOfThing[thing] { return model.clauses[clause].treaty }
    }
    return nil
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
    while true {
      let next = cursor < log.count && log[cursor].position <= position ? log[cursor] : nil
      if agendaHead < agenda.count, agenda[agendaHead].position <= position,
        next.map({ agenda[agendaHead].position <= $0.position }) ?? true
      {
        let (due, item) = agenda[agendaHead]
        agendaHead += 1
        if agendaHead > 1024, agendaHead * 2 > agenda.count {
          agenda.removeFirst(agendaHead)
          agendaHead = 0
        }
        reached = max(reached, due)
        try process(item, at: due)
        continue
      }
      guard let next else { return }
      cursor += 1
      reached = max(reached, next.position)
      try process(next)
    }
  }

  private func process(_ item: AgendaItem, at position: Position) throws {
    switch item {
    case .boundary: break
    case .entry(let treaty, let actor): try startStandingDuties(of: actor, in: treaty, at: position)
    case .end(let treaty): end(treaty, at: position)
    case .left(let treaty, let actor):
      if lives[treaty].isMember(actor, at: position) != .yes { release(treaty: treaty, actor: actor, at: position) }
    case .deadline(let duty): try miss(duty, at: position)
    }
    try readConditions(at: position)
  }

  private func process(_ occurrence: Occurrence) throws {
    occurrences[occurrence.index] = occurrence
    let effect = try effect(of: occurrence.act, at: occurrence.position)
    if effect.truth != .yes { effects[occurrence.index] = effect }
    if model.verbs[occurrence.act.verb].life != nil {
      if effect.truth == .yes { try apply(occurrence) }
      if effect.reason == .waitsForOthers { wait(occurrence) }
    } else if effect.truth != .no {
      try assess(occurrence)
      try discharge(occurrence)
    }
    if effect.truth == .yes { try trigger(occurrence) }
    try readConditions(at: occurrence.position)
  }

  private func readConditions(at position: Position) throws {
    try readEnds(at: position)
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
