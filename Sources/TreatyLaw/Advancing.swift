// How the chronicle goes through acts, entries, ends and deadlines, in the order of their dates.
extension Chronicle {
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
      var cause = Watch.Cause.other
      let nextAct = cursor < log.count ? log[cursor].position : .never
      let at: Position
      if agendaHead < agenda.count, agenda[agendaHead].position <= min(nextAct, position) {
        let due = agenda[agendaHead]
        agendaHead += 1
        if agendaHead > 1024, agendaHead * 2 > agenda.count {
          agenda.removeFirst(agendaHead)
          agendaHead = 0
        }
        at = max(due.position, reached)
        reached = at
        if case .deadline = due.item { cause = .deadline }
        try process(due.item, at: due.position)
      } else if cursor < log.count, nextAct <= position {
        keepCheckpoint()
        if sweep(upTo: position) { continue }
        let next = log[cursor]
        cursor += 1
        at = max(nextAct, reached)
        reached = at
        if lifeVerbs[next.act.verb] == nil { cause = .act(verb: next.act.verb) }
        try process(next)
      } else {
        return
      }
      // Entries and ends come first, then conditions are read.
      if hasConditionsToRead, !beginsDay(at.day, upTo: position) { try readConditions(at: at, after: cause) }
    }
  }

  var hasConditionsToRead: Bool { hasFunctionalEnds || !awaiting.isEmpty || !watched.isEmpty }

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
      presence.forget(treaty)
      try startStandingDuties(in: treaty, at: position)
      try refreshClocks(of: treaty, at: position)
    case .end(let treaty): end(treaty, at: position)
    case .left(let treaty, let actor):
      presence.forget(treaty)
      guard lives[treaty].isMember(actor, at: position) != .yes else { return }
      started = started.filter {
        model.clauses[model.norms[$0.norm].clause].treaty != treaty || $0.debtor != actor && $0.member != actor
      }
      release(treaty: treaty, actor: actor, at: position)
      try refreshClocks(of: treaty, at: position)
      endIfAllWantIt(treaty, at: position)
    case .deadline(let duty): try miss(duty, at: position)
    }
  }

  /// An act counts for what binds on its day: nothing before entry breaches, triggers or discharges [VCLT 28].
  private func process(_ occurrence: Occurrence) throws {
    let verb = occurrence.act.verb
    let traits = traits[verb]
    var certainty = Truth.yes
    if traits.contains(.plain) {
      if traits.contains(.forbidden) { try assess(occurrence) }
    } else {
      let effect = try effect(of: occurrence.act, at: occurrence.position)
      certainty = effect.truth
      if effect.truth != .yes { effects[occurrence.index] = effect }
      if model.verbs[verb].life != nil {
        try live(occurrence, effect)
      } else if effect.truth != .no, traits.contains(.forbidden) {
        try assess(occurrence)
      }
      guard effect.truth != .no, effect.reason != .waitsForOthers else { return }
    }
    if traits.contains(.owed) { try discharge(occurrence, certainty: certainty) }
    if traits.contains(.triggering) { try trigger(occurrence, certainty: certainty) }
  }

  /// An act of a treaty's life.
  private func live(_ occurrence: Occurrence, _ effect: Effect) throws {
    let treaty = treaty(of: occurrence.act) ?? treatyOfTarget(of: occurrence.act)
    if let treaty { presence.forget(treaty) }
    defer { if let treaty { presence.forget(treaty) } }
    if effect.truth == .yes { try apply(occurrence) }
    if effect.reason == .waitsForOthers { wait(occurrence) }
    if effect.reason == .powerUnknown { try doubt(occurrence) }
    if let treaty { try refreshClocks(of: treaty, at: occurrence.position) }
  }

  private func readConditions(at position: Position, after cause: Watch.Cause) throws {
    if hasFunctionalEnds { try readEnds(at: position) }
    try readDutyConditions(at: position, after: cause)
  }

  private func readEnds(at position: Position) throws {
    for (index, life) in lives.enumerated() where life.ended == nil && life.treaty.endsWhen != nil {
      guard life.adoption != nil, let endsWhen = life.treaty.endsWhen else { continue }
      if try endsWhen(position) == .yes { end(index, at: position) }
    }
  }

  /// Ends a treaty whose last party that had not declared it terminated has left [VCLT 54].
  private func endIfAllWantIt(_ treaty: Int, at position: Position) {
    let declared = lives[treaty].terminations.filter { $0.against == nil }
    let parties = lives[treaty].parties(at: position)
    guard !parties.isEmpty, parties.allSatisfy({ party in declared.contains { $0.by == party } }) else { return }
    for termination in declared { completedAt[termination.event] = completedAt[termination.event] ?? position }
    end(treaty, at: position)
  }

  func end(_ treaty: Int, at position: Position) {
    guard lives[treaty].ended == nil else { return }
    lives[treaty].ended = position
    presence.forget(treaty)
    release(treaty: treaty, actor: nil, at: position)
  }
}
