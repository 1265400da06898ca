// What can be asked, of any position; each goes through the acts up to it first.
extension Chronicle {
  public func isInForce(_ treaty: Int, at position: Position) throws -> Bool {
    try advance(to: position)
    if let supposed, supposed.treaty == treaty { return !supposed.parties.isEmpty }
    return lives[treaty].isInForce(at: position)
  }

  /// The day of entry into force that the acts up to a position fix, even if it lies ahead.
  public func entryDay(of treaty: Int, at position: Position) throws -> Int64? {
    try advance(to: position)
    let life = lives[treaty]
    if life.isLaw { return life.entryDay }
    guard let met = life.quorumMetAt, met <= position else { return nil }
    return life.entryDay
  }

  public func entryDay(of treaty: Int, for actor: Thing, at position: Position) throws -> Int64? {
    try advance(to: position)
    let life = lives[treaty]
    guard try entryDay(of: treaty, at: position) != nil else { return nil }
    let hasConsented =
      life.isLaw || life.consents[actor]?.contains { $0.position <= position } ?? false
    return hasConsented ? life.memberships[actor]?.last?.from : nil
  }

  public func parties(of treaty: Int, at position: Position) throws -> [Thing] {
    try advance(to: position)
    if let supposed, supposed.treaty == treaty { return supposed.order }
    return lives[treaty].isInForce(at: position) ? lives[treaty].parties(at: position) : []
  }

  public func isParty(_ actor: Thing, of treaty: Int, at position: Position) throws -> Bool {
    try advance(to: position)
    if let supposed, supposed.treaty == treaty { return supposed.parties.contains(actor) }
    return lives[treaty].isMember(actor, at: position) == .yes
  }

  public func signatories(of treaty: Int, at position: Position) throws -> [Thing] {
    try advance(to: position)
    let life = lives[treaty]
    let standing = life.signatures.keys.compactMap { actor in
      life.signatures[actor]?.last { $0.contains(position) }.map { (actor: actor, from: $0.from) }
    }
    return standing.sorted { $0.from < $1.from }.map(\.actor)
  }

  /// What is known of a treaty's consents: who, and when.
  public func consents(to treaty: Int, at position: Position) throws -> [(actor: Thing, event: Int)] {
    try advance(to: position)
    var found: [(position: Position, actor: Thing, event: Int)] = []
    for (actor, list) in lives[treaty].consents {
      for consent in list where consent.position <= position {
        found.append((consent.position, actor, consent.event))
      }
    }
    return found.sorted { $0.position < $1.position }.map { ($0.actor, $0.event) }
  }

  /// Whether a recorded act has effect at a position: void acts and those taken back do not.
  public func hasEffect(_ event: Int, at position: Position) throws -> Truth {
    try advance(to: position)
    if let revoked = revokedAt[event], revoked <= position { return .no }
    guard let effect = effects[event] else { return .yes }
    if effect.reason == .waitsForOthers {
      return Truth(completedAt[event].map { $0 <= position } ?? false)
    }
    return effect.truth
  }

  public func effect(of event: Int) -> Effect? { effects[event] }

  /// Void acts up to a position, with what was missing.
  public func voidActs(at position: Position) throws -> [(event: Int, reason: VoidReason)] {
    try advance(to: position)
    var found: [(position: Position, event: Int, reason: VoidReason)] = []
    for (event, effect) in effects where effect.truth == .no {
      guard let reason = effect.reason, let occurrence = occurrence(of: event),
        occurrence.position <= position
      else {
        continue
      }
      found.append((occurrence.position, event, reason))
    }
    return found.sorted { $0.position < $1.position }.map { ($0.event, $0.reason) }
  }

  public func treatyOf(event: Int) -> Int? {
    occurrence(of: event).flatMap { treaty(of: $0.act) ?? treatyOfTarget(of: $0.act) }
  }

  /// Whether a recorded act without effect is about a treaty: an act of its life; or one of the script's own verbs, to which
  /// it empowers others than its actor, whom it binds.
  public func isAct(_ event: Int, about treaty: Int) -> Bool {
    guard let occurrence = occurrence(of: event) else { return false }
    let act = occurrence.act
    if model.verbs[act.verb].life != nil { return treatyOf(event: event) == treaty }
    guard let actor = act.subject.thing else { return false }
    return normsByVerb[act.verb].norms.contains { norm in
      guard norm.modality == .empower, model.clauses[norm.clause].treaty == treaty,
        isBoundNow(actor, norm.clause, occurrence.position) != .no
      else { return false }
      var bindings = Bindings(repeating: nil, count: norm.names)
      return matchRoles(act, norm.act, of: norm.clause, &bindings, at: occurrence.position) != .no
    }
  }

  /// Breaches, sure or not, by some actors of some clauses, in order; of all where none are given.
  public func breaches(
    by actors: [Thing]? = nil, of clauses: [Int]? = nil, since: Position? = nil,
    at position: Position
  ) throws -> Breaches {
    try advance(to: position)
    if actors == nil, clauses == nil {
      let first = since.map { firstOffence(from: $0) } ?? 0
      let last = max(first, firstOffence(from: position, isBehind: true))
      let omissions = missed.lazy.map { Int($0) }.filter { self.isMissed($0, since: since, at: position) }
      return Breaches(first..<last, omissions.map { duties[$0] }, of: self)
    }
    var acts: [Int] = []
    var omissions: [Int] = []
    for clause in clauses ?? Array(model.clauses.indices) {
      for actor in actors ?? offenders(against: clause) {
        acts += places(of: clause, actor, since: since, at: position)
      }
      for actor in actors ?? debtorsInBreach(of: clause) {
        omissions += missed(clause, actor, since: since, at: position)
      }
    }
    return Breaches(acts.sorted(), omissions.sorted().map { duties[$0] }, of: self)
  }

  /// Where the offences of an actor against a clause stand, the latest first.
  private func places(
    of clause: Int, _ actor: Thing, since: Position?, at position: Position
  ) -> some Sequence<Int> {
    offences(of: actor, against: clause).lazy.drop { [self] in positionOfOffence($0) > position }
      .prefix { [self] place in since.map { positionOfOffence(place) >= $0 } ?? true }
  }

  private func missed(_ clause: Int, _ debtor: Thing, since: Position?, at position: Position)
    -> some Sequence<Int>
  {
    missed(by: debtor, under: clause).lazy.filter { [self] in
      isMissed($0, since: since, at: position)
    }
  }

  private func isMissed(_ duty: Int, since: Position?, at position: Position) -> Bool {
    guard let breached = duties[duty].breachedAt else { return false }
    return breached <= position && since.map { $0 <= breached } ?? true
  }

  /// Whether some of the actors has breached some clause of a set: also where it is open which of them an act breaches, as
  /// long as, whatever it was, it breaches one.
  public func isBreached(
    by actors: [Thing], of clauses: [Int], since: Position? = nil, at position: Position
  ) throws -> Truth {
    try advance(to: position)
    var open: [Int] = []
    var result = Truth.no
    for clause in clauses {
      for actor in actors {
        for place in places(of: clause, actor, since: since, at: position) {
          if offences[place].truth == .yes { return .yes }
          open.append(place)
        }
        for duty in missed(clause, actor, since: since, at: position) {
          if duties[duty].certainty == .yes { return .yes }
          result = .unknown
        }
      }
    }
    guard !open.isEmpty else { return result }
    var seen = Set<Int>()
    for place in open.sorted() {
      let offence = offence(place)
      guard seen.insert(offence.event).inserted, let occurrence = occurrence(of: offence.event),
        occurrence.act.subject.thing == offence.actor
      else { continue }
      let judgements = try judge(
        occurrence.act, at: occurrence.position, before: occurrence.position.justBefore)
      let isSure = judgements.allSatisfy { judgement in
        judgement.forbidding.contains { clauses.contains(model.norms[$0].clause) }
      }
      if isSure { return .yes }
    }
    return .unknown
  }

  public func isRepaired(_ breach: Breach, at position: Position) -> Truth {
    switch breach {
    case .act(let offence):
      guard !repairedOffences.isEmpty else { return .no }
      for index in firstOffence(from: offence.position)..<offences.count {
        guard log[offences[index].place].index == offence.event else { break }
        guard offences[index].norm == offence.norm, offender(of: index) == offence.actor else {
          continue
        }
        return Truth(repairedOffences[index].map { $0 <= position } ?? false)
      }
      return .no
    case .omission(let duty):
      switch duties[duty.index].state(at: position) {
      case .repaired, .fulfilled_late, .fulfilled: return .yes
      case .uncertain: return .unknown
      default: return .no
      }
    }
  }

  /// Whether a clause binds an actor towards at least one other.
  public func isBound(_ actor: Thing, clause: Int, at position: Position) throws -> Bool {
    try advance(to: position)
    return boundness(actor, clause, position) == .yes
  }

  /// Whether a clause binds an actor towards at least one other, three-valued.
  public func boundTruth(_ actor: Thing, clause: Int, at position: Position) throws -> Truth {
    try advance(to: position)
    return boundness(actor, clause, position)
  }

  private func boundness(_ actor: Thing, _ clause: Int, _ position: Position) -> Truth {
    let nobody = Act(verb: 0, subject: .thing(actor), object: .absent, roles: [])
    return binds(clause, actor, in: nobody, at: position)
  }

  /// The duties of an actor that have started by a position.
  public func duties(of actor: Thing?, at position: Position) throws -> [Duty] {
    try advance(to: position)
    guard let actor else { return duties.filter { $0.start <= position } }
    let own = model.norms.filter { $0.modality == .oblige }.flatMap {
      duties(under: $0.index, of: actor)
    }
    return own.sorted().map { duties[$0] }.filter { $0.start <= position }
  }

  public func owedTo(_ duty: Duty, at position: Position) -> [Thing] {
    owed(duty, at: max(duty.start, position)).sorted()
  }

  public enum Relation: String, Sendable {
    case not_in_force, excluded, suspended, in_force
  }

  /// What stands between two parties, clause by clause.
  public func relation(clause: Int, _ a: Thing, _ b: Thing, at position: Position) throws -> (
    Relation, event: Int?
  ) {
    try advance(to: position)
    let life = lives[model.clauses[clause].treaty]
    let areBound =
      isBoundNow(a, clause, position) == .yes && isBoundNow(b, clause, position) == .yes
    if !areBound { return (.not_in_force, nil) }
    if life.isRefused(a, b, at: position) == .yes {
      return (
        .not_in_force,
        life.objections.last { $0.clause == nil && $0.span.contains(position) }?.event
      )
    }
    if let reservation = life.reservations.first(where: {
      $0.clause == clause && ($0.actor == a || $0.actor == b)
        && life.counts($0, at: position) == .yes
    }) {
      return (.excluded, reservation.event)
    }
    if life.isSuspended(clause: clause, a, b, at: position) == .yes {
      let suspension = life.suspensions.first {
        $0.concerns(clause, a, b) && $0.span.contains(position)
      }
      return (.suspended, suspension?.event)
    }
    return (.in_force, nil)
  }

  /// What the law said of a recorded act when it was done, for each possibility; nothing where no prohibition was
  /// concerned.
  public func assessment(of event: Int, at position: Position) throws -> [Judgement]? {
    try advance(to: position)
    guard let occurrence = occurrence(of: event) else { return nil }
    let judgements = try judge(
      occurrence.act, at: occurrence.position, before: occurrence.position.justBefore)
    return judgements.contains(where: \.concernsProhibition) ? judgements : nil
  }

  /// Adoption: the text's date, or the first signature or consent.
  public func adoption(of treaty: Int, at position: Position) throws -> Int64? {
    try advance(to: position)
    return lives[treaty].adoption
  }
}

extension Chronicle {
  /// Where a recorded act stands among the others.
  public func position(of event: Int) -> Position? { occurrence(of: event)?.position }

  /// yes where all possibilities match, no where none does.
  public func combinedMatch(_ acts: [Act], _ truth: (Act) -> Truth) -> Truth {
    combined(acts, truth)
  }

  /// The verdict of a recorded act, by the world as it stood just before it.
  public func judge(event: Int, at position: Position) throws -> [Judgement] {
    try advance(to: position)
    guard let occurrence = occurrence(of: event) else { return [] }
    if let effect = effects[event] {
      let verdict: Verdict = effect.truth == .no ? .void : .undetermined
      return [Judgement(act: occurrence.act, verdict: verdict, effect: effect)]
    }
    if model.verbs[occurrence.act.verb].life != nil {
      return [Judgement(act: occurrence.act, verdict: .permitted, effect: .valid)]
    }
    return try judge(
      occurrence.act, at: occurrence.position, before: occurrence.position.justBefore)
  }
}
