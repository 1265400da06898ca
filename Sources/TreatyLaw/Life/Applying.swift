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
    case .ratify, .accede:
      life.firstAct = min(life.firstAct ?? position.day, position.day)
      try consent(actor, treaty, occurrence)
    case .reserve:
      guard let thing = act.object.thing, let clause = model.clauseOfThing[thing] else { return }
      let signedToday = life.signatures[actor]?.contains { $0.from.day == position.day } ?? false
      let hasConsented = life.consents[actor]?.contains { $0.position.day == position.day } ?? false
      life.reservations.append(
        Reservation(
          actor: actor, clause: clause, event: occurrence.index, span: Span(from: position),
          onSigning: signedToday && !hasConsented && !life.treaty.consentBySigning))
    case .object:
      guard let reserver = act.object.thing else { return }
      let clause = act.roles.lazy.compactMap(\.thing).compactMap { self.model.clauseOfThing[$0] }.first
      life.objections.append(
        Objection(
          objector: actor, reserver: reserver, clause: clause, event: occurrence.index, span: Span(from: position)))
    case .withdraw:
      let isByPowerAlone = !life.treaty.isDenounceable && life.treaty.notice == nil
      let ends =
        try life.treaty.notice.map { try $0(position.day) }
        ?? (isByPowerAlone ? position.day : Civil.adding(months: 12, to: position.day))
      life.notices.append(
        Notice(actor: actor, event: occurrence.index, given: position, ends: ends, stoppedOn: nil, revokedAt: nil))
      leave(actor, treaty, on: ends)
    case .suspend:
      let clause = act.object.thing.flatMap { model.clauseOfThing[$0] }
      life.suspensions.append(
        Suspension(by: actor, against: against(act), clause: clause, span: Span(from: position)))
    case .resume:
      let other = against(act)
      for index in life.suspensions.indices where life.suspensions[index].span.contains(position) {
        let suspension = life.suspensions[index]
        let isOwn = suspension.by == actor && (other == nil || suspension.against == nil || suspension.against == other)
        let isOthers = suspension.by == other || (other == nil && suspension.by != actor)
        let isGranted =
          isOwn ? true : try isOthers && power(of: act, treaty: treaty, at: position).granted == .yes
        guard isGranted else { continue }
        life.suspensions[index].span.to = position
        prolong(treaty, suspension, until: position)
      }
    case .terminate:
      life.terminating[actor] = position
      if let other = against(act), lives[treaty].parties(at: position).count > 2 {
        leave(other, treaty, on: position.day)
      } else {
        end(treaty, at: position)
      }
    case .revoke: break
    }
  }

  /// Records a declaration that waits for the others'.
  func wait(_ occurrence: Occurrence) {
    guard let treaty = treaty(of: occurrence.act), let actor = occurrence.act.subject.thing else { return }
    lives[treaty].terminating[actor] = occurrence.position
  }

  private func consent(_ actor: Thing, _ treaty: Int, _ occurrence: Occurrence) throws {
    let life = lives[treaty]
    let position = occurrence.position
    life.consents[actor, default: []].append((position, occurrence.index))
    guard life.isMember(actor, at: .start(of: max(position.day, life.entryDay ?? position.day))) != .yes else { return }
    if !life.consenting.contains(actor) { life.consenting.append(actor) }
    if let entryDay = life.entryDay {
      try enter(actor, treaty, on: max(entryDay, try life.treaty.delay(position.day)))
    } else if try life.treaty.quorum(life.consenting) == .yes {
      let entryDay = try life.treaty.delay(position.day)
      life.entryDay = entryDay
      life.quorumMetAt = position
      for member in life.consenting { try enter(member, treaty, on: entryDay) }
    }
  }

  private func enter(_ actor: Thing, _ treaty: Int, on day: Int64) throws {
    let life = lives[treaty]
    guard !(life.memberships[actor]?.contains { $0.to == .max } ?? false) else { return }
    if life.memberships[actor] == nil { life.members.append(actor) }
    life.memberships[actor, default: []].append((day, .max, .start(of: day)))
    schedule(.entry(treaty: treaty, actor: actor), at: .start(of: day))
  }

  /// Ends a membership on a day, or moves its end.
  private func leave(_ actor: Thing, _ treaty: Int, on day: Int64) {
    let life = lives[treaty]
    guard var spans = life.memberships[actor], !spans.isEmpty else { return }
    spans[spans.count - 1].to = day
    life.memberships[actor] = spans
    life.consenting.removeAll { $0 == actor }
    if day != .max { schedule(.left(treaty: treaty, actor: actor), at: .start(of: day)) }
  }

  private func revoke(_ act: Act, at position: Position) {
    guard let thing = act.object.thing, let event = thing.event, let target = occurrences[event] else {
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
        leave(actor, treaty, on: .max)
      }
    case .terminate?: life.terminating[actor] = nil
    default: break
    }
  }

  /// `suspends E`, `resumes E`: a notice of withdrawal stands still [VCLT 68].
  private func standStill(_ act: Act, _ verb: LifeVerb, at position: Position) throws {
    guard let thing = act.object.thing, let event = thing.event, let target = occurrences[event],
      let treaty = treaty(of: target.act), let actor = target.act.subject.thing
    else { return }
    let life = lives[treaty]
    guard let index = life.notices.firstIndex(where: { $0.event == event }) else { return }
    if verb == .suspend {
      life.notices[index].stoppedOn = position.day
      leave(actor, treaty, on: .max)
    } else if let stopped = life.notices[index].stoppedOn {
      life.notices[index].ends += position.day - stopped
      life.notices[index].stoppedOn = nil
      leave(actor, treaty, on: life.notices[index].ends)
    }
  }
}
