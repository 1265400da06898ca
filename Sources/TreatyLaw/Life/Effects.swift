/// Why an act has no legal effect.
public enum VoidReason: Sendable, Equatable {
  /// The treaty is not open to the actor.
  case notOpen
  case notParty
  /// The one that it is aimed at is no party.
  case otherNotParty
  /// Nobody has given the actor this power.
  case noPower
  case tooLate
  /// The text refuses reservations to this clause.
  case notReservable
  case peremptory
  case noReservation
  case notConsented
  case notDenounceable
  case noMaterialBreach
  /// It takes effect once all parties have done the same.
  case waitsForOthers
  case notOwn
  case consentIsFinal
  case alreadyRun
  case treatyEnded
  case notSuspended
  /// A norm takes the power away.
  case forbidden(norm: Int)
  /// Whether the power is there is not established.
  case powerUnknown
}

/// Whether an act has legal effect.
public struct Effect: Sendable {
  public var truth: Truth
  public var reason: VoidReason?

  static let valid = Effect(truth: .yes, reason: nil)
  static func void(_ reason: VoidReason) -> Effect { Effect(truth: .no, reason: reason) }
  static let waiting = Effect(truth: .unknown, reason: .waitsForOthers)
  static let unknown = Effect(truth: .unknown, reason: .powerUnknown)

  init(truth: Truth, reason: VoidReason?) {
    self.truth = truth
    self.reason = reason
  }

  /// Valid where the condition holds, void for the reason where it does not.
  init(_ truth: Truth, else reason: VoidReason) {
    self.truth = truth
    self.reason = truth == .yes ? nil : truth == .no ? reason : .powerUnknown
  }
}

extension Chronicle {
  /// Whether an act at a position has legal effect; open where it is open whether the treaty has ended.
  func effect(of act: Act, at position: Position) throws -> Effect {
    let effect = try effectInForce(of: act, at: position)
    guard effect.truth == .yes, model.verbs[act.verb].life != nil, act.object.thing?.event == nil,
      let treaty = treaty(of: act), let doubtedEnd = lives[treaty].doubtedEnd, doubtedEnd <= position
    else { return effect }
    return .unknown
  }

  private func effectInForce(of act: Act, at position: Position) throws -> Effect {
    guard case .thing(let actor) = act.subject else {
      return model.verbs[act.verb].life != nil || normsByVerb[act.verb].hasPowers ? .unknown : .valid
    }
    guard let verb = model.verbs[act.verb].life else { return try ordinaryEffect(of: act, actor, at: position) }
    guard act.others.allSatisfy(\.isEstablished) else { return .unknown }
    let isAboutEvent = act.object.thing?.event != nil
    guard let treaty = treaty(of: act) ?? treatyOfTarget(of: act) else {
      return isAboutEvent && verb == .revoke ? revocation(of: act, by: actor, at: position) : .void(.noPower)
    }
    if !isAboutEvent, lives[treaty].hasEnded(at: position) { return .void(.treatyEnded) }
    let power = try power(of: act, treaty: treaty, at: position)
    if power.forbidden == .yes, let norm = power.norm { return .void(.forbidden(norm: norm)) }
    if power.forbidden == .unknown { return .unknown }
    if isAboutEvent {
      if power.covered == .yes, power.granted != .yes { return Effect(power.granted, else: .noPower) }
      if verb == .revoke { return revocation(of: act, by: actor, at: position) }
      return suspensionOfNotice(act, by: actor, at: position)
    }
    // A power replaces the default one, but never the consent of all parties, nor a suspender's own `resume`.
    if power.granted != .yes, power.covered != .no, verb != .resume {
      let granted = power.granted == .no && power.covered == .unknown ? Truth.unknown : power.granted
      guard verb == .terminate else { return Effect(granted, else: .noPower) }
      guard lives[treaty].isMember(actor, at: position) != .no else { return .void(.notParty) }
      if granted == .unknown { return .unknown }
      let areAll = areTerminating(treaty, actor, against: against(act), at: position)
      return areAll == .yes ? .valid : areAll == .unknown ? .unknown : .waiting
    }
    return try defaultEffect(verb, act, actor, treaty, isEmpowered: power.granted == .yes, at: position)
  }

  /// What the norms say of the power to an act: whether some `empower` covers it, its subject aside; whether one grants
  /// it; whether a `forbid` takes it away.
  func power(
    of act: Act, treaty: Int?, at position: Position
  ) throws -> (covered: Truth, granted: Truth, forbidden: Truth, norm: Int?) {
    var (covered, granted, forbidden) = (Truth.no, Truth.no, Truth.no)
    var forbidding: Int?
    // Clauses about a treaty's life apply from its adoption [VCLT 24(4)].
    let outer = includesSignatories
    includesSignatories = treaty != nil
    defer { includesSignatories = outer }
    for norm in normsByVerb[act.verb].norms where norm.modality == .empower || norm.modality == .forbid {
      let home = model.clauses[norm.clause].treaty
      guard let adoption = lives[home].adoption, adoption <= position.day, !lives[home].hasEnded(at: position) else {
        continue
      }
      var bound = Truth.yes
      if home != treaty, let actor = act.subject.thing { bound = isBoundNow(actor, norm.clause, position) }
      if bound == .no, !norm.subject.namesOutsiders { continue }
      var bindings = Bindings(repeating: nil, count: norm.names)
      switch norm.modality {
      case .empower:
        var roleBindings = bindings
        let roles = matchRoles(act, norm.act, of: norm.clause, &roleBindings, at: position)
        guard roles != .no else { continue }
        covered = covered || (bound && roles)
        let matched = match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position)
        let grant = try matched && conditions(of: norm, act, bindings, at: position.justBefore)
        if grant != .no { model.didSpeak?(norm.index) }
        granted = granted || (norm.subject.namesOutsiders ? grant : bound && grant)
      case .forbid where treaty != nil:
        let matched = match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position)
        guard matched != .no else { continue }
        let holds = try bound && matched && conditions(of: norm, act, bindings, at: position.justBefore)
        if holds != .no { model.didSpeak?(norm.index) }
        if holds != .no, forbidden != .yes { forbidding = norm.index }
        forbidden = forbidden || holds
      default: continue
      }
    }
    return (covered, granted, forbidden, forbidding)
  }

  /// `when` and not `unless`.
  func conditions(of norm: Norm, _ act: Act, _ bindings: Bindings, at position: Position) throws -> Truth {
    var truth = Truth.yes
    if let when = norm.when { truth = try truth && when.holds(act, bindings, position) }
    if truth != .no, let unless = norm.unless { truth = try truth && !unless.holds(act, bindings, position) }
    return truth
  }

  private func ordinaryEffect(of act: Act, _ actor: Thing, at position: Position) throws -> Effect {
    guard normsByVerb[act.verb].hasPowers else { return .valid }
    let power = try power(of: act, treaty: nil, at: position)
    switch power.covered {
    case .no: return .valid
    case .yes: return Effect(power.granted, else: .noPower)
    case .unknown: return power.granted == .yes ? .valid : .unknown
    }
  }

  private func defaultEffect(
    _ verb: LifeVerb, _ act: Act, _ actor: Thing, _ treaty: Int, isEmpowered: Bool, at position: Position
  ) throws -> Effect {
    let life = lives[treaty]
    let other = against(act)
    switch verb {
    case .sign, .ratify, .accede:
      if life.isLaw { return .void(.notOpen) }
      // A text is open from its adoption [VCLT 9, 10].
      if let opened = life.treaty.opened, position.day < opened { return .void(.notOpen) }
      return isEmpowered ? .valid : Effect(try life.treaty.isOpenTo(actor), else: .notOpen)
    case .reserve: return try reservation(of: act, by: actor, treaty, at: position)
    case .object: return objection(act, by: actor, treaty, at: position)
    case .withdraw:
      // Only where the text provides for it [VCLT 54, 56].
      let party = life.isLaw ? .no : life.isMember(actor, at: position)
      guard party == .yes else { return Effect(party, else: .notParty) }
      return isEmpowered || life.treaty.isDenounceable ? .valid : .void(.notDenounceable)
    case .suspend:
      let party = life.isMember(actor, at: position)
      guard party == .yes else { return Effect(party, else: .notParty) }
      if isEmpowered { return .valid }
      return Effect(mayRespond(act, actor, treaty, at: position, toSuspend: true), else: .noMaterialBreach)
    case .resume:
      // Its own suspension; with a power to resume, the other's [VCLT 60, 72].
      let clause = act.object.thing.flatMap { model.clauseOfThing[$0] }
      let isThere = life.suspensions.contains {
        ($0.by == actor || isEmpowered) && $0.span.contains(position) && $0.isBetween(actor, other)
          && (clause == nil || $0.clause == nil || $0.clause == clause)
      }
      return isThere ? .valid : .void(.notSuspended)
    case .terminate:
      let party = life.isMember(actor, at: position)
      guard party == .yes else { return Effect(party, else: .notParty) }
      if let other {
        let isThere = life.isMember(other, at: position)
        guard isThere == .yes else { return Effect(isThere, else: .otherNotParty) }
      }
      if isEmpowered { return .valid }
      let mayAlone = mayRespond(act, actor, treaty, at: position, toSuspend: false)
      let may = areTerminating(treaty, actor, against: other, at: position) || mayAlone
      return may == .yes ? .valid : may == .unknown ? .unknown : .waiting
    case .revoke: return .void(.noPower)
    }
  }

  /// The actor that an act of treaty life is aimed at: `against B`, `to B`.
  func against(_ act: Act) -> Thing? { act.others.lazy.compactMap(\.thing).first { self.actorSet.contains($0) } }

  /// Up to the day of consent, to any clause but those that the text keeps out or that are peremptory [VCLT 19, 53].
  private func reservation(of act: Act, by actor: Thing, _ treaty: Int, at position: Position) throws -> Effect {
    let life = lives[treaty]
    guard let thing = act.object.thing, let index = model.clauseOfThing[thing] else { return .void(.notReservable) }
    let clause = model.clauses[index]
    if clause.isPeremptory || life.treaty.isPeremptory { return .void(.peremptory) }
    if life.isLaw || !life.treaty.allowsReservations || clause.isReservable == false { return .void(.notReservable) }
    if clause.isReservable != true, life.treaty.clauses.contains(where: { model.clauses[$0].isReservable == true }) {
      return .void(.notReservable)
    }
    if let consent = life.consents[actor]?.last, consent.position.day < position.day, !life.hasLeft(actor, at: position)
    {
      return .void(.tooLate)
    }
    if let day = life.doubtedConsents[actor], day < position.day { return .unknown }
    return Effect(try life.treaty.isOpenTo(actor), else: .notOpen)
  }

  /// Within twelve months of the reservation, or by one's own consent if that is later [VCLT 20(5)].
  private func objection(_ act: Act, by actor: Thing, _ treaty: Int, at position: Position) -> Effect {
    let life = lives[treaty]
    guard let reserver = against(act) else { return .unknown }
    let clause = act.roles.lazy.compactMap(\.thing).compactMap { self.model.clauseOfThing[$0] }.first
    let consent = life.consents[actor]?.first
    guard consent != nil || life.isSignatory(actor, at: position) else {
      return life.doubtedConsents[actor] == nil ? .void(.notConsented) : .unknown
    }
    let made = life.reservations.filter {
      $0.actor == reserver && (clause == nil || $0.clause == clause) && $0.span.contains(position)
    }
    guard let latest = made.last else { return .void(.noReservation) }
    let limit = Civil.adding(months: 12, to: latest.span.from.day)
    let isInTime = position.day <= limit || consent.map { position.day <= $0.position.day } ?? true
    return isInTime ? .valid : .void(.tooLate)
  }

  /// What an actor may take back: what is its own, a notice that has not run, but no consent [VCLT 18, 22, 68].
  private func revocation(of act: Act, by actor: Thing, at position: Position) -> Effect {
    guard let thing = act.object.thing, let event = thing.event, let target = occurrence(of: event),
      target.position < position
    else { return .void(.notOwn) }
    guard target.act.subject.thing == actor else { return .void(.notOwn) }
    if let treaty = self.treaty(of: target.act) {
      switch model.verbs[target.act.verb].life {
      case .ratify?, .accede?: return .void(.consentIsFinal)
      case .sign? where lives[treaty].consents[actor]?.contains { $0.position <= position } ?? false:
        return .void(.consentIsFinal)
      case .withdraw?:
        let notice = lives[treaty].notices.first { $0.event == event }
        if let notice, notice.stoppedOn == nil, notice.ends <= position.day { return .void(.alreadyRun) }
      default: break
      }
    }
    return .valid
  }

  /// A notice of withdrawal may be made to stand still by who gave it [VCLT 68].
  private func suspensionOfNotice(_ act: Act, by actor: Thing, at position: Position) -> Effect {
    guard let thing = act.object.thing, let event = thing.event, let target = occurrence(of: event) else {
      return .void(.notOwn)
    }
    guard target.act.subject.thing == actor, model.verbs[target.act.verb].life == .withdraw,
      let treaty = treaty(of: target.act), let notice = lives[treaty].notices.first(where: { $0.event == event })
    else { return .void(.notOwn) }
    let isStopped = notice.stoppedOn != nil
    if model.verbs[act.verb].life == .resume { return isStopped ? .valid : .void(.notSuspended) }
    return isStopped || notice.ends <= position.day ? .void(.alreadyRun) : .valid
  }

  /// Those that have declared a treaty terminated, and whether they are all its parties [VCLT 54].
  func terminators(
    of treaty: Int, including actor: Thing, against other: Thing?, at position: Position
  ) -> (actors: Set<Thing>, areAll: Bool) {
    let life = lives[treaty]
    var declared = Set(life.terminations.filter { $0.at <= position && $0.against == nil }.map(\.by))
    if other == nil { declared.insert(actor) }
    return (declared, life.parties(at: position).allSatisfy(declared.contains))
  }

  /// Whether all parties have declared a treaty terminated, once an actor does; open where it is open who is a party.
  private func areTerminating(_ treaty: Int, _ actor: Thing, against other: Thing?, at position: Position) -> Truth {
    let (declared, areAll) = terminators(of: treaty, including: actor, against: other, at: position)
    guard areAll, !lives[treaty].isSettled else { return Truth(areAll) }
    return Truth(model.actors.allSatisfy { declared.contains($0) || lives[treaty].isMember($0, at: position) == .no })
      || .unknown
  }

  /// Whether a material breach lets the actor suspend or terminate, alone or with all the others [VCLT 60]; open where it
  /// is open whether there was one, or who is a party.
  private func mayRespond(_ act: Act, _ actor: Thing, _ treaty: Int, at position: Position, toSuspend: Bool) -> Truth {
    let life = lives[treaty]
    let parties = life.parties(at: position)
    let defaulters = against(act).map { [$0] } ?? (parties.count == 2 ? parties.filter { $0 != actor } : [])
    let material = model.treaties[treaty].clauses.filter { model.clauses[$0].isMaterial }
    if !life.isSettled {
      let suspects = against(act).map { [$0] } ?? model.actors.filter { $0 != actor }
      let isAny = suspects.contains { suspect in
        material.contains { !injured(by: suspect, clause: $0, at: position, certainly: false).isEmpty }
      }
      return isAny ? .unknown : .no
    }
    guard let defaulter = defaulters.first, defaulter != actor, parties.contains(defaulter) else { return .no }
    func mayRespond(certainly: Bool) -> Bool {
      let injuries = material.flatMap { injured(by: defaulter, clause: $0, at: position, certainly: certainly) }
      return !injuries.isEmpty
        && self.mayRespond(act, actor, to: defaulter, injuries, parties, treaty, at: position, toSuspend: toSuspend)
    }
    return mayRespond(certainly: true) ? .yes : mayRespond(certainly: false) ? .unknown : .no
  }

  private func mayRespond(
    _ act: Act, _ actor: Thing, to defaulter: Thing, _ injuries: [Set<Thing>], _ parties: [Thing], _ treaty: Int,
    at position: Position, toSuspend: Bool
  ) -> Bool {
    if parties.count == 2 { return true }
    // Specially affected is whom the breach singled out.
    if toSuspend, injuries.contains(where: { $0.contains(actor) && $0.count < parties.count - 1 }) { return true }
    let others = parties.filter { $0 != defaulter }
    let isInEarnest: (Thing) -> Bool
    if toSuspend {
      let verb = act.verb
      let acting = Set(
        occurrencesOfDay(position.day).filter { $0.act.verb == verb && $0.act.others == act.others }
          .compactMap(\.act.subject.thing))
      isInEarnest = { $0 == actor || acting.contains($0) }
    } else {
      let declared = Set(
        lives[treaty].terminations.filter { $0.at <= position && $0.against == defaulter }.map(\.by))
      isInEarnest = { $0 == actor || declared.contains($0) }
    }
    return others.allSatisfy(isInEarnest)
  }
}

extension Suspension {
  /// Whether it stands between an actor and another; with nobody named, whether it concerns the actor at all.
  func isBetween(_ actor: Thing, _ other: Thing?) -> Bool {
    guard let other else { return by == actor || against == actor || against == nil }
    return by == actor && (against == nil || against == other) || by == other && (against == nil || against == actor)
  }
}

extension TreatyLife {
  /// Whether an actor has been a party, and is no longer.
  func hasLeft(_ actor: Thing, at position: Position) -> Bool {
    guard let last = memberships[actor]?.last else { return false }
    return last.to <= position
  }
}

extension RolePattern {
  /// Whether it names actors themselves, so that a permission or power works for outsiders [VCLT 36].
  var namesOutsiders: Bool {
    if case .things = extent { return true }
    return false
  }
}
