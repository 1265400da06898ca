// How duties end: done, missed, repaired or released.
extension Chronicle {
  /// Whether an act is one that a duty asks for.
  func matches(_ act: Act, _ duty: Duty, at position: Position, before: Position) throws -> Truth {
    guard act.subject.thing == duty.debtor else {
      return act.subject.isEstablished || act.subject == .undeclared ? .no : .unknown
    }
    var bindings = duty.bindings
    let truth = matchRoles(act, duty.pattern, of: duty.norm.clause, &bindings, at: position)
    guard truth != .no, let condition = duty.norm.whereCondition else { return truth }
    return try truth && condition.holds(act, bindings, before)
  }

  /// Lets an act discharge, of each norm, one duty: the earliest still open that it matches, else the earliest breached
  /// one whose place no reparation has taken. Where it may have discharged one that the next act surely matches, that act
  /// may be left for the next duty.
  func discharge(_ occurrence: Occurrence, certainty: Truth) throws {
    let position = occurrence.position
    let debtors = occurrence.act.subject.thing.map { [$0] } ?? model.actors
    var possibilities: [Act]?
    for debtor in debtors {
      for open in openDuties.candidates(for: occurrence.act, by: debtor) {
        let acts = possibilities ?? model.possibilities(of: occurrence.act)
        possibilities = acts
        try discharge(occurrence, acts, of: open, certainty, at: position)
      }
    }
  }

  private func discharge(
    _ occurrence: Occurrence, _ possibilities: [Act], of open: OpenDuties.Lines, _ certainty: Truth,
    at position: Position
  ) throws {
    var strength = certainty
    // Those in time come before those that are late.
    for isLate in [false, true] {
      for index in isLate ? open.late : open.inTime {
        // A breach does not repair itself.
        if duties[index].repairsOffence != nil, duties[index].trigger == occurrence.index { continue }
        let matched = try combined(possibilities) {
          try self.matches($0, self.duties[index], at: position, before: position.justBefore)
        }
        let truth = strength && matched
        guard truth != .no else { continue }
        let wasMaybeMet = duties[index].mayBeMet
        if truth == .yes {
          close(index, isLate ? .fulfilled_late : .fulfilled, by: occurrence.index, at: position)
          if !isLate { repairChain(above: index, by: occurrence.index, at: position) }
          guard wasMaybeMet else { return }
          strength = .unknown
        } else {
          duties[index].mayBeMet = true
          if duties[index].state(at: position) != .uncertain {
            duties[index].history.append((position, .uncertain, occurrence.index))
          }
          if matched == .yes, !wasMaybeMet { return }
        }
      }
    }
  }

  func combined(_ acts: [Act], _ truth: (Act) throws -> Truth) rethrows -> Truth {
    var result: Truth?
    for act in acts {
      let next = try truth(act)
      if let known = result, known != next { return .unknown }
      result = next
    }
    return result ?? .unknown
  }

  func close(_ index: Int, _ state: DutyState, by event: Int?, at position: Position) {
    duties[index].history.append((position, state, event))
    closeBooks(on: index)
  }

  private func closeBooks(on index: Int) {
    guard duties[index].isOpen else { return }
    duties[index].isOpen = false
    openDuties.remove(index, duties[index].norm, duties[index].debtor, duties[index].aim)
  }

  /// A reparation done in time repairs the breach, and those before it in the chain.
  private func repairChain(above index: Int, by event: Int, at position: Position) {
    var current = duties[index]
    while let above = current.repairs {
      duties[above].history.append((position, .repaired, event))
      current = duties[above]
    }
    if let offence = current.repairsOffence { repairedOffences[offence] = position }
  }

  /// The deadline of a duty has run out.
  func miss(_ index: Int, at position: Position) throws {
    let duty = duties[index]
    guard duty.stillSince == nil, duty.breachedAt == nil, let deadline = duty.deadline, deadline.next <= position,
      duty.isOpen
    else { return }
    duties[index].breachedAt = position
    missed.append(Int32(index))
    openDuties.miss(index, duty.norm, duty.debtor, duty.aim)
    let isSure = duty.certainty == .yes && !duty.mayBeMet
    let isLast = duty.norm.reparation == nil
    if isSure {
      duties[index].history.append((position, isLast && duty.norm.repairs != nil ? .unrepaired : .breached, nil))
      if isLast, duty.norm.repairs != nil { markUnrepaired(above: index, at: position) }
    } else {
      duties[index].certainty = .unknown
      duties[index].history.append((position, .uncertain, nil))
    }
    guard let reparation = duty.norm.reparation else { return }
    guard let debtor = debtor(of: reparation, breachedBy: duty.debtor, duty.bindings, at: position) else { return }
    duties[index].reparation = try start(
      reparation, debtor, duty.bindings, reparation.act, trigger: duty.trigger, duty.triggerAct,
      certainty: isSure ? .yes : .unknown, repairs: index, at: position)
    if isSure, duties[index].reparation != nil { closeBooks(on: index) }
  }

  /// Who owes a reparation: who committed the breach, unless the text names somebody else.
  func debtor(of reparation: Norm, breachedBy actor: Thing, _ bindings: Bindings, at position: Position) -> Thing? {
    var names = bindings
    if match(.thing(actor), reparation.subject, reparation.clause, &names, position) == .yes { return actor }
    switch reparation.subject.extent {
    case .name(let name): return bindings.indices.contains(name) ? bindings[name] : nil
    case .things(let things) where things.count == 1: return things[0]
    default: return nil
    }
  }

  private func markUnrepaired(above index: Int, at position: Position) {
    var current = duties[index]
    while let above = current.repairs {
      duties[above].history.append((position, .unrepaired, nil))
      current = duties[above]
    }
  }

  /// Ends what only waits for its time: duties without a trigger, in clauses that no longer bind [VCLT 70].
  func release(treaty: Int, actor: Thing?, at position: Position) {
    for index in openIndices(of: treaty) {
      let duty = duties[index]
      guard duty.norm.trigger == nil, duty.norm.repairs == nil, duty.breachedAt == nil,
        actor == nil || duty.debtor == actor || duty.pattern.names(actor),
        isBoundNow(duty.debtor, duty.norm.clause, position) == .no || isForGone(duty, actor, at: position)
      else { continue }
      close(index, .released, by: nil, at: position)
    }
  }

  /// Whether a duty is owed to one alone that is no longer bound.
  private func isForGone(_ duty: Duty, _ actor: Thing?, at position: Position) -> Bool {
    guard let actor, duty.pattern.names(actor), duty.norm.act.hasEach else { return false }
    return isBoundNow(actor, duty.norm.clause, position) == .no
  }

  /// The duties of a treaty's norms that may still be met, in the order of their start.
  private func openIndices(of treaty: Int, where isWanted: (Norm) -> Bool = { _ in true }) -> [Int] {
    let norms = Set(dutyNorms[treaty].filter { isWanted(model.norms[$0]) })
    guard !norms.isEmpty else { return [] }
    return Set(norms.map { model.norms[$0].act.verb }).flatMap { verb in
      openDuties.all(verb).filter { norms.contains(duties[$0].norm.index) }
    }.sorted()
  }

  /// Stops the clocks of duties that are suspended, starts those that no longer are, lengthened by the days between, and
  /// releases from those that a reservation or objection has lifted.
  func refreshClocks(of treaty: Int, at position: Position) throws {
    let life = lives[treaty]
    // As long as nothing sets two parties apart, only a prohibition of the act can stop a clock.
    let concerned = openIndices(of: treaty) { !life.isUndisturbed || self.normsByVerb[$0.act.verb].hasProhibitions }
    for index in concerned where duties[index].breachedAt == nil {
      let duty = duties[index]
      let clause = duty.norm.clause
      let owed = owed(duty, at: position)
      if !owed.isEmpty, duty.norm.trigger == nil, duty.norm.repairs == nil,
        owed.allSatisfy({
          (life.isExcluded(clause: clause, duty.debtor, $0, at: position)
            || life.isRefused(duty.debtor, $0, at: position)) == .yes
        })
      {
        close(index, .released, by: nil, at: position)
        continue
      }
      let isSuspended =
        !owed.isEmpty
        && owed.allSatisfy { life.isSuspended(clause: clause, duty.debtor, $0, at: position) == .yes }
      let isStill = try isSuspended || isOutweighed(duty, at: position)
      if isStill, duty.stillSince == nil {
        duties[index].stillSince = position
        duties[index].history.append((position, .suspended, nil))
      } else if !isStill, let since = duty.stillSince {
        duties[index].stillSince = nil
        duties[index].history.append(
          (position, duty.certainty == .yes && !duty.mayBeMet ? .pending : .uncertain, nil))
        guard var deadline = duty.deadline else { continue }
        deadline.day += position.day - since.day
        duties[index].deadline = deadline
        schedule(.deadline(duty: index), at: max(deadline.next, position))
      }
    }
  }

  /// Whether stronger norms forbid every act that would discharge a duty.
  func isOutweighed(_ duty: Duty, at position: Position) throws -> Bool {
    let verb = duty.pattern.verb
    guard normsByVerb[verb].hasProhibitions, model.verbs[verb].life == nil else { return false }
    let asked = askedAct(of: duty)
    var isAnyAsked = false
    for act in model.possibilities(of: asked) {
      guard try matches(act, duty, at: position, before: position) == .yes else { continue }
      isAnyAsked = true
      let applicable = try self.applicable(to: act, by: duty.debtor, at: position, before: position)
      let own = Applicable(norm: duty.norm, duty: duty.index, requirements: [])
      let all = applicable.filter { $0.norm !== duty.norm } + [own]
      let isBeaten = judgements(act, duty.debtor, all, at: position).allSatisfy { judgement in
        judgement.beaten.contains { $0.loser == duty.norm.index }
      }
      guard isBeaten else { return false }
    }
    return isAnyAsked
  }

  /// The act that a duty asks for, as far as the duty fixes it.
  public func askedAct(of duty: Duty) -> Act {
    func filler(_ role: RolePattern) -> Filler {
      switch role.extent {
      case .things(let things) where things.count == 1: .thing(things[0])
      case .name(let name) where duty.bindings.indices.contains(name): duty.bindings[name].map { .thing($0) } ?? .open
      default: .open
      }
    }
    return Act(
      verb: duty.pattern.verb, subject: .thing(duty.debtor), object: filler(duty.pattern.object),
      roles: duty.pattern.roles.map(filler))
  }
}

extension ActPattern {
  var hasEach: Bool { object.extent.isEach || roles.contains { $0.extent.isEach } }

  /// Whether a role is narrowed down to one actor.
  func names(_ actor: Thing?) -> Bool { actor.map(targets) ?? false }
}
