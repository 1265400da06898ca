extension Chronicle {
  /// Judges a recorded act by the world as it stood just before, and keeps the prohibitions that it breaches.
  func assess(_ occurrence: Occurrence) throws {
    let act = occurrence.act
    let index = normsByVerb[act.verb]
    guard index.hasProhibitions else { return }
    if let actor = act.subject.thing, act.object.isEstablished, act.roles.allSatisfy(\.isEstablished) {
      let candidates = index.candidates(for: act)
      let isConcerned = candidates.contains {
        $0.modality == .forbid && isBoundNow(actor, $0.clause, occurrence.position) != .no
      }
      guard isConcerned else { return }
      if try assessUnopposed(occurrence, by: actor, candidates) { return }
    }
    try assessAll(occurrence)
  }

  /// The plain case, quickly: nothing speaks of an established act but prohibitions without conditions, which all stand.
  /// False where it is not so.
  private func assessUnopposed(_ occurrence: Occurrence, by actor: Thing, _ candidates: [Norm]) throws -> Bool {
    let (act, position) = (occurrence.act, occurrence.position)
    guard
      candidates.allSatisfy({
        $0.modality == .forbid && $0.when == nil && $0.unless == nil && $0.reparation == nil
      }),
      obligesByVerb[act.verb].isEmpty || openNorms[DebtorKey(verb: act.verb, debtor: actor)]?.isEmpty ?? true,
      effects.isEmpty || effects[occurrence.index] == nil
    else { return false }
    let before = offences.count
    for norm in candidates {
      let bound = binds(norm.clause, actor, in: act, at: position)
      guard bound != .no else { continue }
      var bindings = norm.names == 0 ? [] : Bindings(repeating: nil, count: norm.names)
      let matched = match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position)
      guard matched != .no else { continue }
      guard bound == .yes, matched == .yes else {
        offences.removeLast(offences.count - before)
        return false
      }
      offences.append(
        Offence(
          event: occurrence.index, position: position, norm: norm.index, clause: norm.clause, actor: actor,
          truth: .yes, reparation: nil))
    }
    return true
  }

  private func assessAll(_ occurrence: Occurrence) throws {
    let position = occurrence.position
    let judgements = try judge(occurrence.act, at: position, before: position.justBefore)
    guard judgements.contains(where: \.concernsProhibition) else { return }
    var seen: [(norm: Int, actor: Thing)] = []
    for judgement in judgements {
      guard let actor = judgement.act.subject.thing else { continue }
      for norm in judgement.forbidding + judgement.opposed
      where model.norms[norm].modality == .forbid && !seen.contains(where: { $0.norm == norm && $0.actor == actor }) {
        seen.append((norm, actor))
      }
    }
    for (norm, actor) in seen {
      let isSure = judgements.allSatisfy { $0.act.subject.thing == actor && $0.forbidding.contains(norm) }
      let clause = model.norms[norm].clause
      var offence = Offence(
        event: occurrence.index, position: position, norm: norm, clause: clause, actor: actor,
        truth: isSure ? .yes : .unknown, reparation: nil)
      if let reparation = model.norms[norm].reparation {
        var bindings = Bindings(repeating: nil, count: model.norms[norm].names)
        let possibility = judgements.first { $0.forbidding.contains(norm) }?.act ?? occurrence.act
        _ = match(
          possibility, subject: model.norms[norm].subject, model.norms[norm].act, of: clause, &bindings, at: position)
        if let debtor = debtor(of: reparation, breachedBy: actor, bindings, at: position) {
          offence.reparation = try start(
            reparation, debtor, bindings, reparation.act, trigger: occurrence.index, occurrence.act,
            certainty: offence.truth, repairsOffence: offences.count, at: position)
        }
      }
      offences.append(offence)
    }
  }

  /// For each breach of a clause by a defaulter up to a position, those injured: the counterparts.
  func injured(by defaulter: Thing, clause: Int, at position: Position) -> [Set<Thing>] {
    let acts = offences.filter {
      $0.clause == clause && $0.actor == defaulter && $0.truth == .yes && $0.position < position
    }.map { injured(by: $0) }
    let omissions = duties.filter {
      $0.norm.clause == clause && $0.debtor == defaulter && $0.certainty == .yes
        && ($0.breachedAt.map { $0 < position } ?? false)
    }.map { owed($0, at: position) }
    return acts + omissions
  }

  /// Those towards whom a prohibition was breached.
  public func injured(by offence: Offence) -> Set<Thing> {
    guard let occurrence = occurrence(of: offence.event) else { return [] }
    return Set(
      counterparts(of: occurrence.act, by: offence.actor, clause: offence.clause, at: offence.position))
  }

  /// To whom a duty is owed: the parties that it names, else all the others.
  func owed(_ duty: Duty, at position: Position) -> Set<Thing> {
    let act = Act(
      verb: duty.pattern.verb, subject: .thing(duty.debtor), object: established(duty.pattern.object, duty),
      roles: duty.pattern.roles.map { established($0, duty) })
    return Set(counterparts(of: act, by: duty.debtor, clause: duty.norm.clause, at: position))
  }

  private func established(_ role: RolePattern, _ duty: Duty) -> Filler {
    switch role.extent {
    case .things(let things) where things.count == 1: .thing(things[0])
    case .name(let name): name < duty.bindings.count ? duty.bindings[name].map { .thing($0) } ?? .open : .open
    default: .open
    }
  }
}

extension Judgement {
  /// Whether a prohibition stands, or may stand, against it.
  var concernsProhibition: Bool { !forbidding.isEmpty || !opposed.isEmpty }
}
