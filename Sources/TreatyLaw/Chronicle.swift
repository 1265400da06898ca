/// What has come of the recorded acts: who is bound by what since when, what each act amounted to, and which duties it
/// started, met or missed.
///
/// The acts are gone through once, in the order of their dates; every answer for an earlier date is read from what was
/// kept on the way. Conditions read only what lies before the act that they are about, so they may ask the chronicle
/// itself while it is being written.
public final class Chronicle {
  public let model: Model
  /// By position.
  var log = Ledger<Occurrence>()
  var cursor = 0
  /// Up to where acts and deadlines have been gone through.
  public internal(set) var reached = Position(day: .min, minute: -1, order: 0)
  var lives: [TreatyLife]
  /// What became of acts that are not plainly effective.
  var effects: [Int: Effect] = [:]
  var revokedAt: [Int: Position] = [:]
  /// Where each event stands in the log; -1 for events that are not in it.
  var places = Ledger<Int32>(bits: 12)
  /// When a declaration that waited for the others' took effect.
  var completedAt: [Int: Position] = [:]
  /// Assessed acts in which a prohibition is, or may be, breached, in order.
  var offences = Ledger<OffenceRecord>()
  /// Offences by clause and actor.
  private var offenceFinder: Finder
  /// Who may have done it, of offences by an author who is not established.
  var suspects: [Int: Thing] = [:]
  /// Those against material clauses.
  var materialOffences: [Int] = []
  public internal(set) var duties = Ledger<Duty>(bits: 5)
  /// Duties by norm and debtor.
  private var dutyFinder: Finder
  /// The duties that were breached, in the order of their breach.
  var missed = Ledger<Int32>()
  /// Breached duties by clause and debtor.
  private var missedFinder: Finder
  /// Duties that may still be met.
  var openDuties: OpenDuties
  /// Standing duties that have been started: at most once for each debtor and member.
  var started: Set<StandingKey> = []
  /// Duties whose `unless` may release from them.
  var watched: Watch
  /// Offences that a reparation has repaired.
  var repairedOffences: [Int: Position] = [:]
  /// Duties that wait for their `when`, or have waited.
  var waits: [Awaiting] = []
  var awaiting: Watch
  /// Whether `party` includes signatories, as in norms about a treaty's life.
  var includesSignatories = false
  /// Whether an act is being judged for the first time, by the world as it stands.
  var isAssessing = false
  /// Conditions taken to be so, by their numbers.
  var supposedConditions: [Int: Truth] = [:]
  /// What the models suppose in place of what is recorded.
  var supposed: Supposition?
  var openActorsMemo: [Int: Set<Thing>] = [:]
  var agenda: [(position: Position, item: AgendaItem)] = []
  var agendaHead = 0
  /// Who is a party now, as far as it has been asked.
  var presence: Presence
  /// Copies as of earlier positions, from which it can be gone on anew.
  var checkpoints: [Chronicle] = []
  var checkpointDistance = usualCheckpointDistance
  /// Where the norms are marked that an act may match.
  var matching: [NormBits] = []

  let actorSet: Set<Thing>
  let isActor: ThingTable<Bool>
  /// By clause.
  let isMaterial: [Bool]
  let hasMaterialClauses: Bool
  let clauseOfNorm: [Int]
  let hasFunctionalEnds: Bool
  /// By verb.
  let lifeVerbs: [LifeVerb?]
  /// By verb.
  let traits: [VerbTraits]
  let normsByVerb: [NormIndex]
  let triggersByVerb: [NormIndex]
  let obligesByVerb: [[Norm]]
  /// Duties without a trigger, by treaty.
  let standingDuties: [Int: [Norm]]
  /// The norms of a treaty that oblige, reparations included.
  let dutyNorms: [[Int]]

  enum AgendaItem {
    case boundary
    case entry(treaty: Int, actor: Thing)
    case end(treaty: Int)
    case left(treaty: Int, actor: Thing)
    case deadline(duty: Int)
  }

  public init(_ model: Model, log: consuming [Occurrence]) {
    self.model = model
    actorSet = Set(model.actors)
    var isActor = ThingTable<Bool>()
    for actor in model.actors { isActor[actor] = true }
    self.isActor = isActor
    isMaterial = model.clauses.map(\.isMaterial)
    hasMaterialClauses = model.clauses.contains(where: \.isMaterial)
    clauseOfNorm = model.norms.map(\.clause)
    lifeVerbs = model.verbs.map(\.life)
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
    var dutyNorms = [[Int]](repeating: [], count: model.treaties.count)
    for norm in model.norms where norm.modality == .oblige {
      dutyNorms[model.clauses[norm.clause].treaty].append(norm.index)
    }
    self.dutyNorms = dutyNorms
    traits = model.verbs.indices.map { [normsByVerb] verb in
      var traits: VerbTraits = []
      if model.verbs[verb].life == nil, !normsByVerb[verb].hasPowers { traits.insert(.plain) }
      if normsByVerb[verb].hasProhibitions { traits.insert(.forbidden) }
      if !obliges[verb].isEmpty { traits.insert(.owed) }
      if !triggers[verb].isEmpty { traits.insert(.triggering) }
      return traits
    }
    dutyFinder = Finder(rows: model.norms.count)
    missedFinder = Finder(rows: model.clauses.count)
    openDuties = OpenDuties(verbs: model.verbs.count)
    watched = Watch(verbs: model.verbs.count)
    awaiting = Watch(verbs: model.verbs.count)
    offenceFinder = Finder(rows: model.clauses.count)
    presence = Presence(Presence.Layout(normsByVerb, model), model.actors)
    begin(with: log)
  }

  /// A copy without its checkpoints.
  init(copying other: Chronicle) {
    model = other.model
    log = other.log
    cursor = other.cursor
    reached = other.reached
    lives = other.lives.map { TreatyLife(copying: $0) }
    effects = other.effects
    revokedAt = other.revokedAt
    places = other.places
    completedAt = other.completedAt
    offences = other.offences
    suspects = other.suspects
    offenceFinder = other.offenceFinder
    materialOffences = other.materialOffences
    duties = other.duties
    dutyFinder = other.dutyFinder
    missed = other.missed
    missedFinder = other.missedFinder
    openDuties = other.openDuties
    started = other.started
    watched = other.watched
    repairedOffences = other.repairedOffences
    waits = other.waits
    awaiting = other.awaiting
    openActorsMemo = other.openActorsMemo
    agenda = other.agenda
    agendaHead = other.agendaHead
    presence = other.presence
    actorSet = other.actorSet
    isActor = other.isActor
    isMaterial = other.isMaterial
    hasMaterialClauses = other.hasMaterialClauses
    clauseOfNorm = other.clauseOfNorm
    hasFunctionalEnds = other.hasFunctionalEnds
    lifeVerbs = other.lifeVerbs
    traits = other.traits
    normsByVerb = other.normsByVerb
    triggersByVerb = other.triggersByVerb
    obligesByVerb = other.obligesByVerb
    standingDuties = other.standingDuties
    dutyNorms = other.dutyNorms
    checkpointDistance = other.checkpointDistance
  }

  private func begin(with log: consuming [Occurrence]) {
    var last = Position(day: .min, minute: -1, order: 0)
    var isSorted = true
    var lastEvent = -1
    for index in log.indices {
      lastEvent = max(lastEvent, log[index].index)
      if lifeVerbs[log[index].act.verb] != nil { chronologically(&log[index]) }
      let position = log[index].position
      if position < last { isSorted = false }
      last = position
    }
    if !isSorted { log.sort { $0.position < $1.position } }
    var places = [Int32](repeating: -1, count: 1 + lastEvent)
    for place in log.indices { places[log[place].index] = Int32(place) }
    self.places = Ledger(places, bits: 12)
    self.log = Ledger(log)
    for (index, treaty) in model.treaties.enumerated() {
      if let end = treaty.endsOn { schedule(.end(treaty: index), at: .start(of: end)) }
      guard let opened = treaty.opened, treaty.binds != nil else { continue }
      for actor in lives[index].members { schedule(.entry(treaty: index, actor: actor), at: .start(of: opened)) }
    }
  }

  /// Adds an act that lies behind all that has been gone through; false where it does not, and nothing is added.
  public func append(_ occurrence: Occurrence) -> Bool {
    var occurrence = occurrence
    chronologically(&occurrence)
    guard occurrence.position > reached, log.last.map({ $0.position < occurrence.position }) ?? true else {
      return false
    }
    take(occurrence)
    return true
  }

  func take(_ occurrence: Occurrence) {
    keepPlace(of: occurrence.index, log.count)
    log.append(occurrence)
  }

  private func keepPlace(of event: Int, _ place: Int) {
    while event >= places.count { places.append(-1) }
    places[event] = Int32(place)
  }

  /// A recorded act that has been gone through.
  func occurrence(of event: Int) -> Occurrence? {
    guard places.indices.contains(event), places[event] >= 0, places[event] < cursor else { return nil }
    return log[Int(places[event])]
  }

  /// Consent takes effect at the start of its day, and so does a reservation, which is part of it.
  func chronologically(_ occurrence: inout Occurrence) {
    guard let life = lifeVerbs[occurrence.act.verb] else { return }
    if life == .reserve || isConsent(occurrence.act) { occurrence.position.minute = -1 }
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
    return treaty(of: target.act) ?? treatyOfTarget(of: target.act)
  }

  // MARK: finding

  /// Where the offences of an actor against a clause stand, the latest first.
  func offences(of actor: Thing, against clause: Int) -> some Sequence<Int> { findOffences().places(clause, actor) }

  func offenders(against clause: Int) -> [Thing] { findOffences().things(clause) }

  private func findOffences() -> Finder {
    offenceFinder.extend(to: offences.count) { (clauseOfNorm[offences[$0].norm], offender(of: $0)) }
    return offenceFinder
  }

  /// The duties of an actor under a norm, in the order of their start.
  func duties(under norm: Int, of actor: Thing) -> [Int] {
    dutyFinder.extend(to: duties.count) { (duties[$0].norm.index, duties[$0].debtor) }
    return dutyFinder.places(norm, actor).reversed()
  }

  /// The duties under a clause that an actor has breached, the latest first.
  func missed(by debtor: Thing, under clause: Int) -> some Sequence<Int> {
    findMissed().places(clause, debtor).lazy.map { [missed] in Int(missed[$0]) }
  }

  func debtorsInBreach(of clause: Int) -> [Thing] { findMissed().things(clause) }

  private func findMissed() -> Finder {
    missedFinder.extend(to: missed.count) {
      let duty = duties[Int(missed[$0])]
      return (duty.norm.clause, duty.debtor)
    }
    return missedFinder
  }

  /// A copy has no need of what was found quickly: it finds it again.
  func forgetFinders() {
    offenceFinder = Finder(rows: model.clauses.count)
    dutyFinder = Finder(rows: model.norms.count)
    missedFinder = Finder(rows: model.clauses.count)
  }

  public var lastPosition: Position? { log.last?.position }

  func occurrencesOfDay(_ day: Int64) -> some Sequence<Occurrence> {
    let first = log.partitioningIndex { $0.position.day >= day }
    return log[first...].prefix { $0.position.day == day }
  }
}

/// What norms there are about a verb.
struct VerbTraits: OptionSet {
  let rawValue: UInt8
  /// Of no treaty's life, and no norm empowers to it: acts with it always have effect.
  static let plain = VerbTraits(rawValue: 1)
  static let forbidden = VerbTraits(rawValue: 2)
  static let owed = VerbTraits(rawValue: 4)
  static let triggering = VerbTraits(rawValue: 8)
}

extension RandomAccessCollection where Index == Int {
  /// The first index at which a condition holds that holds from some index on.
  func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
