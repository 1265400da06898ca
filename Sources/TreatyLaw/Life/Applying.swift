// What effective acts of treaty life change.
extension Chronicle {
  func apply(_ occurrence: Occurrence) throws {
    let (act, position) = (occurrence.act, occurrence.position)
    guard let verb = model.verbs[act.verb].life, let actor = act.subject.thing else { return }
    if verb == .revoke { return revoke(act, at: position) }
    guard let treaty = treaty(of: act) else { return try standStill(act, verb, at: position) }
    let life = lives[treaty]
    switch verb {
    case .sign:
      life.firstAct = min(life.firstAct ?? position.day, position.day)
      life.signatures[actor, default: []].append(Span(from: position))
      if life.treaty.consentBySigning { try consent(actor, treaty, occurrence) }
      if life.treaty.clauses.contains(where: { model.clauses[$0].isInterim }) {
        try startStandingDuties(in: treaty, at: position)
      }
    case .ratify, .accede:
      life.firstAct = min(life.firstAct ?? position.day, position.day)
      try consent(actor, treaty, occurrence)
    case .reserve: reserve(occurrence, treaty, certainty: .yes)
    case .object: object(occurrence, treaty, certainty: .yes)
    case .withdraw:
      // The text's own notice, else twelve months [VCLT 54, 56].
      let isByPowerAlone = !life.treaty.isDenounceable && life.treaty.notice == nil
      let ends =
        try life.treaty.notice.map { try $0(position.day) }
        ?? (isByPowerAlone ? position.day : Civil.adding(months: 12, to: position.day))
      life.notices.append(
        Notice(actor: actor, event: occurrence.index, given: position, ends: ends, stoppedOn: nil, revokedAt: nil))
      // Where only a power allows it, at once: from the act on. A second notice does not prolong the first.
      let end = ends <= position.day ? position : Position.start(of: ends)
      let earliest = life.memberships[actor]?.last.map { min($0.to, end) } ?? end
      leave(actor, treaty, at: earliest)
    case .suspend: suspend(occurrence, treaty, certainty: .yes)
    case .resume:
      let isEmpowered = try power(of: act, treaty: treaty, at: position).granted == .yes
      let clause = act.object.thing.flatMap { model.clauseOfThing[$0] }
      for index in life.suspensions.indices where life.suspensions[index].span.contains(position) {
        let suspension = life.suspensions[index]
        guard suspension.by == actor || isEmpowered, suspension.isBetween(actor, against(act)),
          clause == nil || suspension.clause == nil || suspension.clause == clause
        else { continue }
        life.suspensions[index].span.to = position
        // Resumed towards one, or for one clause, of several: the rest stays suspended.
        if let other = against(act), suspension.against == nil, suspension.by == actor {
          for party in life.parties(at: position) where party != other && party != actor {
            var rest = suspension
            rest.against = party
            rest.span = Span(from: position)
            life.suspensions.append(rest)
          }
        }
        if let clause, suspension.clause == nil {
          for other in model.treaties[treaty].clauses where other != clause {
            var rest = suspension
            rest.clause = other
            rest.span = Span(from: position)
            life.suspensions.append(rest)
          }
        }
      }
    case .terminate:
      wait(occurrence)
      let other = against(act)
      let parties = life.parties(at: position)
      let areAll = terminators(of: treaty, including: actor, against: other, at: position).areAll
      for termination in life.terminations where areAll || termination.against == other && other != nil {
        completedAt[termination.event] = completedAt[termination.event] ?? position
      }
      if let other, !areAll, parties.count > 2 || life.hasDoubts {
        leave(other, treaty, at: position)
        // Whether it was a treaty of two is open.
        if parties.count < 3 { life.doubtedEnd = life.doubtedEnd ?? position }
      } else {
        end(treaty, at: position)
      }
    case .revoke: break
    }
  }

  /// Records a declaration of termination, which may wait for the others'.
  func wait(_ occurrence: Occurrence) {
    guard let treaty = treaty(of: occurrence.act), let actor = occurrence.act.subject.thing else { return }
    lives[treaty].terminations.append(
      Termination(by: actor, against: against(occurrence.act), event: occurrence.index, at: occurrence.position))
  }

  private func reserve(_ occurrence: Occurrence, _ treaty: Int, certainty: Truth) {
    guard let thing = occurrence.act.object.thing, let clause = model.clauseOfThing[thing] else { return }
    for actor in authors(of: occurrence.act) {
      lives[treaty].reservations.append(
        Reservation(
          actor: actor, clause: clause, event: occurrence.index, span: Span(from: .start(of: occurrence.position.day)),
          certainty: certainty))
    }
  }

  /// Who did an act, or may have done it.
  private func authors(of act: Act) -> [Thing] { act.subject.thing.map { [$0] } ?? model.actors }

  private func object(_ occurrence: Occurrence, _ treaty: Int, certainty: Truth) {
    guard let reserver = against(occurrence.act) else { return }
    let clause = occurrence.act.roles.lazy.compactMap(\.thing).compactMap { self.model.clauseOfThing[$0] }.first
    for actor in authors(of: occurrence.act) {
      lives[treaty].objections.append(
        Objection(
          objector: actor, reserver: reserver, clause: clause, event: occurrence.index,
          span: Span(from: occurrence.position), certainty: certainty))
    }
  }

  private func suspend(_ occurrence: Occurrence, _ treaty: Int, certainty: Truth) {
    let clause = occurrence.act.object.thing.flatMap { model.clauseOfThing[$0] }
    for actor in authors(of: occurrence.act) {
      lives[treaty].suspensions.append(
        Suspension(
          by: actor, against: against(occurrence.act), clause: clause, event: occurrence.index,
          span: Span(from: occurrence.position), certainty: certainty))
    }
  }

  /// An act of which it is not settled whether it has effect: what depends on it is unknown from now on.
  func doubt(_ occurrence: Occurrence) throws {
    let (act, position) = (occurrence.act, occurrence.position)
    guard let verb = model.verbs[act.verb].life, let treaty = treaty(of: act) else { return }
    let life = lives[treaty]
    let authors = authors(of: act)
    switch verb {
    case .ratify, .accede: try doubtConsent(of: authors, treaty, at: position)
    case .sign: if life.treaty.consentBySigning { try doubtConsent(of: authors, treaty, at: position) }
    case .reserve: reserve(occurrence, treaty, certainty: .unknown)
    case .object: object(occurrence, treaty, certainty: .unknown)
    case .suspend: suspend(occurrence, treaty, certainty: .unknown)
    case .withdraw:
      let ends = try life.treaty.notice.map { try $0(position.day) } ?? position.day
      for author in authors where life.memberships[author] != nil {
        life.doubt(author, Span(from: max(position, .start(of: ends))))
      }
    case .terminate: life.doubtedEnd = life.doubtedEnd ?? position
    case .resume:
      for index in life.suspensions.indices where life.suspensions[index].span.contains(position) {
        life.suspensions[index].certainty = .unknown
      }
    case .revoke: break
    }
  }

  private func doubtConsent(of authors: [Thing], _ treaty: Int, at position: Position) throws {
    let life = lives[treaty]
    var isNew = false
    for author in authors where !life.consenting.contains(author) && !life.maybeConsenting.contains(author) {
      guard try life.treaty.isOpenTo(author) != .no else { continue }
      life.doubtedConsents[author] = min(life.doubtedConsents[author] ?? position.day, position.day)
      life.maybeConsenting.append(author)
      isNew = true
    }
    if isNew { try doubtEntry(treaty, at: position) }
  }

  /// Who may be a party, and from when, given consents that are not settled.
  private func doubtEntry(_ treaty: Int, at position: Position) throws {
    let life = lives[treaty]
    guard !life.maybeConsenting.isEmpty else { return }
    let entry = try life.treaty.delay(position.day)
    if let entryDay = life.entryDay {
      for author in life.maybeConsenting where life.doubts[author] == nil {
        life.doubt(author, Span(from: .start(of: max(entryDay, entry))))
      }
      return
    }
    let possible = life.consenting + life.maybeConsenting
    guard try life.treaty.quorum(possible) == .yes else { return }
    for author in possible where life.doubts[author] == nil {
      life.doubt(author, Span(from: .start(of: entry)))
    }
  }

  /// Consent to be bound: entry with the quorum, for all that have consented, and its delay; later from one's own consent
  /// and its delay [VCLT 24].
  private func consent(_ actor: Thing, _ treaty: Int, _ occurrence: Occurrence) throws {
    let life = lives[treaty]
    let position = occurrence.position
    life.consents[actor, default: []].append((position, occurrence.index))
    guard life.isMember(actor, at: .start(of: max(position.day, life.entryDay ?? position.day))) != .yes else { return }
    if !life.consenting.contains(actor) { life.consenting.append(actor) }
    life.maybeConsenting.removeAll { $0 == actor }
    if let entryDay = life.entryDay {
      try enter(actor, treaty, on: max(entryDay, try life.treaty.delay(position.day)))
    } else if try life.treaty.quorum(life.consenting) == .yes {
      let entryDay = try life.treaty.delay(position.day)
      life.entryDay = entryDay
      life.quorumMetAt = position
      for member in life.consenting { try enter(member, treaty, on: entryDay) }
    } else {
      try doubtEntry(treaty, at: position)
    }
  }

  private func enter(_ actor: Thing, _ treaty: Int, on day: Int64) throws {
    let life = lives[treaty]
    guard !(life.memberships[actor]?.contains { $0.to == .never } ?? false) else { return }
    if life.memberships[actor] == nil { life.members.append(actor) }
    life.memberships[actor, default: []].append(Membership(from: day))
    let begin = Position.start(of: day)
    if let doubted = life.doubts[actor] {
      life.doubts[actor] = doubted.filter { $0.from < begin }.map { Span(from: $0.from, to: min($0.to, begin)) }
    }
    schedule(.entry(treaty: treaty, actor: actor), at: begin)
  }

  /// Ends a membership, or moves its end; the treaty itself goes on, however few are left [VCLT 55].
  private func leave(_ actor: Thing, _ treaty: Int, at position: Position) {
    let life = lives[treaty]
    guard var spans = life.memberships[actor], !spans.isEmpty else { return }
    spans[spans.count - 1].to = position
    life.memberships[actor] = spans
    if position == .never {
      if !life.consenting.contains(actor) { life.consenting.append(actor) }
    } else {
      life.consenting.removeAll { $0 == actor }
      schedule(.left(treaty: treaty, actor: actor), at: position)
    }
  }

  private func revoke(_ act: Act, at position: Position) {
    guard let thing = act.object.thing, let event = thing.event, let target = occurrence(of: event) else {
      return
    }
    revokedAt[event] = position
    guard let treaty = treaty(of: target.act), let actor = target.act.subject.thing else { return }
    let life = lives[treaty]
    switch model.verbs[target.act.verb].life {
    case .sign?:
      for index in life.signatures[actor, default: []].indices
      where life.signatures[actor]?[index].from == target.position {
        life.signatures[actor]?[index].to = position
      }
    case .reserve?:
      for index in life.reservations.indices where life.reservations[index].event == event {
        life.reservations[index].span.to = position
      }
    case .object?:
      for index in life.objections.indices where life.objections[index].event == event {
        life.objections[index].span.to = position
      }
    case .withdraw?:
      for index in life.notices.indices where life.notices[index].event == event {
        life.notices[index].revokedAt = position
        leave(actor, treaty, at: .never)
      }
    case .suspend?:
      for index in life.suspensions.indices where life.suspensions[index].event == event {
        life.suspensions[index].span.to = min(life.suspensions[index].span.to, position)
      }
    case .terminate?: life.terminations.removeAll { $0.event == event }
    default: break
    }
  }

  /// `suspends E`, `resumes E`: a notice of withdrawal stands still [VCLT 68].
  private func standStill(_ act: Act, _ verb: LifeVerb, at position: Position) throws {
    guard let thing = act.object.thing, let event = thing.event, let target = occurrence(of: event),
      let treaty = treaty(of: target.act), let actor = target.act.subject.thing
    else { return }
    let life = lives[treaty]
    guard let index = life.notices.firstIndex(where: { $0.event == event }) else { return }
    if verb == .suspend {
      life.notices[index].stoppedOn = position.day
      leave(actor, treaty, at: .never)
    } else if let stopped = life.notices[index].stoppedOn {
      life.notices[index].ends += position.day - stopped
      life.notices[index].stoppedOn = nil
      leave(actor, treaty, at: .start(of: life.notices[index].ends))
    }
  }
}
