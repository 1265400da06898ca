extension Chronicle {
  /// Judges a recorded act by the world as it stood just before, and keeps the prohibitions that it breaches.
  func assess(_ occurrence: Occurrence) throws {
    let act = occurrence.act
    if let actor = act.subject.thing, act.isEstablished, try assessPlainly(occurrence, by: actor) { return }
    try assessAll(occurrence)
  }

  /// The plain case, quickly: nothing speaks of an established act but prohibitions without conditions, which all stand.
  /// False where it is not so, and nothing is kept.
  private func assessPlainly(_ occurrence: Occurrence, by actor: Thing) throws -> Bool {
    let (act, position) = (occurrence.act, occurrence.position)
    let index = normsByVerb[act.verb]
    guard index.match(act, into: &matching) else { return true }
    presence.refreshUneven(lives)
    let (isAnyLeft, areOthers) = matching.withUnsafeMutableBufferPointer {
      presence.strike($0, act, index, presence.layout.first[act.verb], lives, at: position)
    }
    if areOthers {
      return !isAnyLeft
        && !index.norms(in: matching).contains {
          $0.modality == .forbid && isBoundNow(actor, $0.clause, position) != .no
        }
    }
    guard isAnyLeft else { return true }
    guard openDuties.isEmpty(act.verb, actor), traits[act.verb].contains(.plain) || effects[occurrence.index] == nil
    else {
      return false
    }
    for norm in index.norms(in: matching) {
      var bindings = Bindings(repeating: nil, count: norm.names)
      guard match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position) == .yes else {
        continue
      }
      keep(norm.index, of: occurrence, by: actor, isSure: true)
      model.didSpeak?(norm.index)
    }
    return true
  }

  private func keep(_ norm: Int, of occurrence: Occurrence, by actor: Thing, isSure: Bool) {
    if isMaterial[clauseOfNorm[norm]] { materialOffences.append(offences.count) }
    if occurrence.act.subject.thing != actor { suspects[offences.count] = actor }
    offences.append(OffenceRecord(place: Int(places[occurrence.index]), norm: norm, isSure: isSure))
  }

  private func assessAll(_ occurrence: Occurrence) throws {
    let position = occurrence.position
    isAssessing = true
    defer { isAssessing = false }
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
      let truth: Truth = isSure ? .yes : .unknown
      if let reparation = model.norms[norm].reparation {
        var bindings = Bindings(repeating: nil, count: model.norms[norm].names)
        let possibility = judgements.first { $0.forbidding.contains(norm) }?.act ?? occurrence.act
        _ = match(
          possibility, subject: model.norms[norm].subject, model.norms[norm].act, of: clause, &bindings, at: position)
        if let debtor = debtor(of: reparation, breachedBy: actor, bindings, at: position) {
          try start(
            reparation, debtor, bindings, reparation.act, trigger: occurrence.index, occurrence.act,
            certainty: truth, repairsOffence: offences.count, at: position)
        }
      }
      keep(norm, of: occurrence, by: actor, isSure: isSure)
    }
  }

  /// For each breach of a material clause by a defaulter up to a position, those injured: the counterparts.
  func injured(by defaulter: Thing, clause: Int, at position: Position, certainly: Bool) -> [Set<Thing>] {
    let acts = materialOffences.lazy.map { self.offence($0) }.filter {
      $0.clause == clause && $0.actor == defaulter && ($0.truth == .yes || !certainly) && $0.position < position
    }.map { self.injured(by: $0) }
    let omissions = duties.filter {
      $0.norm.clause == clause && $0.debtor == defaulter && ($0.certainty == .yes || !certainly)
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
    if let bound = role.bound(duty.bindings) { return .thing(bound) }
    if case .things(let things) = role.extent, things.count == 1 { return .thing(things[0]) }
    return .open
  }
}

extension Judgement {
  /// Whether a prohibition stands, or may stand, against it.
  var concernsProhibition: Bool { !forbidding.isEmpty || !opposed.isEmpty }
}
