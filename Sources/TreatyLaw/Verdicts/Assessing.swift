extension Chronicle {
  /// Judges a recorded act by the world as it stood just before, and keeps the prohibitions that it breaches.
  func assess(_ occurrence: Occurrence) throws {
    let index = normsByVerb[occurrence.act.verb]
    guard index.hasProhibitions else { return }
    let position = occurrence.position
    // Most acts are no prohibition's business.
    if let actor = occurrence.act.subject.thing, occurrence.act.others.allSatisfy(\.isEstablished) {
      let isConcerned = index.candidates(for: occurrence.act).contains {
        $0.modality == .forbid && isBoundNow(actor, $0.clause, position) != .no
      }
      guard isConcerned else { return }
    }
    let judgements = try judge(occurrence.act, at: position, before: position.justBefore)
    let concerned = judgements.contains { !$0.forbidding.isEmpty || !$0.opposed.isEmpty }
    guard concerned else { return }
    assessments[occurrence.index] = Assessment(judgements: judgements)
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
        truth: isSure ? .yes : .unknown,
        injured: counterparts(of: occurrence.act, by: actor, clause: clause, at: position), reparation: nil)
      if let reparation = model.norms[norm].reparation {
        var bindings = Bindings(repeating: nil, count: model.norms[norm].names)
        let possibility = judgements.first { $0.forbidding.contains(norm) }?.act ?? occurrence.act
        _ = match(
          possibility, subject: model.norms[norm].subject, model.norms[norm].act, of: clause, &bindings, at: position)
        offence.reparation = try start(
          reparation, actor, bindings, reparation.act, trigger: occurrence.index, occurrence.act,
          certainty: offence.truth, repairsOffence: offences.count, at: position)
      }
      offences.append(offence)
    }
  }

  /// For each breach of a clause by a defaulter up to a position, those injured.
  func injured(by defaulter: Thing, clause: Int, at position: Position) -> [Set<Thing>] {
    let acts = offences.filter {
      $0.clause == clause && $0.actor == defaulter && $0.truth == .yes && $0.position < position
    }.map { Set($0.injured) }
    let omissions = duties.filter {
      $0.norm.clause == clause && $0.debtor == defaulter && $0.certainty == .yes
        && ($0.breachedAt.map { $0 < position } ?? false)
    }.map { owed($0, at: position) }
    return acts + omissions
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
