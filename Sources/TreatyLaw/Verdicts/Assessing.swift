extension Chronicle {
  /// Judges a recorded act by the world as it stood just before, and keeps the prohibitions that it breaches.
  func assess(_ occurrence: Occurrence) throws {
    let act = occurrence.act
    guard normsByVerb[act.verb].hasProhibitions else { return }
    if let actor = act.subject.thing, act.isEstablished, try assessPlainly(occurrence, by: actor) { return }
    try assessAll(occurrence)
  }

  /// The plain case, quickly: nothing speaks of an established act but prohibitions without conditions, which all stand.
  /// False where it is not so, and nothing is kept.
  private func assessPlainly(_ occurrence: Occurrence, by actor: Thing) throws -> Bool {
    let (act, position) = (occurrence.act, occurrence.position)
    normsByVerb[act.verb].collect(&candidates, for: act)
    guard !candidates.isEmpty else { return true }
    var isPlain = true
    var concerns = false
    for candidate in candidates {
      let entry = normsByVerb[act.verb].entries[Int(candidate)]
      guard entry.isPlain, lives[Int(entry.treaty)].isUndisturbed else {
        isPlain = false
        let norm = normsByVerb[act.verb].norms[Int(candidate)]
        if norm.modality == .forbid, isBoundNow(actor, norm.clause, position) != .no { concerns = true }
        continue
      }
      if isPartyNow(actor, Int(entry.treaty), position) != .no { concerns = true }
    }
    guard concerns else { return true }
    guard isPlain, obligesByVerb[act.verb].isEmpty || openNorms[act.verb, actor].isEmpty,
      effects.isEmpty || effects[occurrence.index] == nil
    else { return false }
    let before = offences.count
    for candidate in candidates {
      let entry = normsByVerb[act.verb].entries[Int(candidate)]
      let standing = try breaches(act, by: actor, entry, Int(candidate), at: position)
      if standing == .no { continue }
      guard standing == .yes else {
        offences.cut(to: before)
        materialOffences.removeAll { $0 >= before }
        return false
      }
      keep(
        Offence(
          event: occurrence.index, position: position, norm: Int(entry.norm), clause: Int(entry.clause), actor: actor,
          truth: .yes))
    }
    return true
  }

  /// Whether an act, of which an index has found that it may match a plain prohibition, is one that it forbids.
  private func breaches(
    _ act: Act, by actor: Thing, _ entry: NormIndex.Entry, _ place: Int, at position: Position
  ) throws -> Truth {
    let treaty = Int(entry.treaty)
    var truth = isPartyNow(actor, treaty, position)
    guard truth != .no else { return .no }
    truth = truth && hasCounterpart(act, actor, treaty, position)
    guard truth != .no else { return .no }
    if entry.hasNames {
      let norm = normsByVerb[act.verb].norms[place]
      var bindings = Bindings(repeating: nil, count: norm.names)
      return truth && match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position)
    }
    var places = entry.partyPlaces >> 1
    var role = -1
    while places != 0, truth != .no {
      if places & 1 != 0 {
        let filler = role < 0 ? act.object : act.roles[role]
        guard let thing = filler.thing else { return .no }
        truth = truth && isPartyNow(thing, treaty, position)
      }
      places >>= 1
      role += 1
    }
    return truth
  }

  @inline(__always)
  private func isPartyNow(_ actor: Thing, _ treaty: Int, _ position: Position) -> Truth {
    presence.isParty(actor, treaty, lives[treaty], at: position)
  }

  /// Whether a party stands in a role of the act; where none does, whether there is another one at all.
  private func hasCounterpart(_ act: Act, _ actor: Thing, _ treaty: Int, _ position: Position) -> Truth {
    if let thing = act.object.thing, thing != actor, isActor[thing] != nil,
      isPartyNow(thing, treaty, position) == .yes
    {
      return .yes
    }
    for role in act.roles {
      if let thing = role.thing, thing != actor, isActor[thing] != nil, isPartyNow(thing, treaty, position) == .yes {
        return .yes
      }
    }
    return Truth(presence.countOfParties(treaty, lives[treaty], at: position) > 1)
  }

  private func keep(_ offence: Offence) {
    if model.clauses[offence.clause].isMaterial { materialOffences.append(offences.count) }
    offences.append(offence)
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
      var started: Int?
      if let reparation = model.norms[norm].reparation {
        var bindings = Bindings(repeating: nil, count: model.norms[norm].names)
        let possibility = judgements.first { $0.forbidding.contains(norm) }?.act ?? occurrence.act
        _ = match(
          possibility, subject: model.norms[norm].subject, model.norms[norm].act, of: clause, &bindings, at: position)
        if let debtor = debtor(of: reparation, breachedBy: actor, bindings, at: position) {
          started = try start(
            reparation, debtor, bindings, reparation.act, trigger: occurrence.index, occurrence.act,
            certainty: truth, repairsOffence: offences.count, at: position)
        }
      }
      keep(
        Offence(
          event: occurrence.index, position: position, norm: norm, clause: clause, actor: actor, truth: truth,
          reparation: started))
    }
  }

  /// For each breach of a material clause by a defaulter up to a position, those injured: the counterparts.
  func injured(by defaulter: Thing, clause: Int, at position: Position) -> [Set<Thing>] {
    let acts = materialOffences.lazy.map { self.offences[$0] }.filter {
      $0.clause == clause && $0.actor == defaulter && $0.truth == .yes && $0.position < position
    }.map { self.injured(by: $0) }
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
