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

  /// Lets an act discharge, of each norm, one duty.
  func discharge(_ occurrence: Occurrence) throws {
    let position = occurrence.position
    let possibilities = model.possibilities(of: occurrence.act)
    for norm in obligesByVerb[occurrence.act.verb] ?? [] {
      guard let open = openDuties[norm.index], !open.isEmpty else { continue }
      var late: Int?
      var met: Int?
      for index in open {
        let truth = try combined(possibilities) {
          try self.matches($0, self.duties[index], at: position, before: position.justBefore)
        }
        if truth == .unknown {
          duties[index].mayBeMet = true
          let state = duties[index].state(at: position)
          if state == .pending { duties[index].history.append((position, .uncertain, occurrence.index)) }
        }
        guard truth == .yes else { continue }
        let isBreached = duties[index].breachedAt.map { $0 <= position } ?? false
        if !isBreached {
          met = index
          break
        }
        if late == nil { late = index }
      }
      if let met {
        close(met, .fulfilled, by: occurrence.index, at: position)
        repairChain(above: met, by: occurrence.index, at: position)
      } else if let late {
        close(late, .fulfilled_late, by: occurrence.index, at: position)
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
    openDuties[duties[index].norm.index]?.removeAll { $0 == index }
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
    guard openDuties[duty.norm.index]?.contains(index) ?? false, let deadline = duty.deadline,
      deadline.next == position
    else { return }
    let asked = Act(
      verb: duty.pattern.verb, subject: .thing(duty.debtor), object: filler(duty.pattern.object, duty),
      roles: duty.pattern.roles.map { filler($0, duty) })
    let clause = duty.norm.clause
    let owed = counterparts(of: asked, by: duty.debtor, clause: clause, at: position)
    let life = lives[model.clauses[clause].treaty]
    if !owed.isEmpty, owed.allSatisfy({ life.suspension(clause: clause, duty.debtor, $0, at: position) != nil }) {
      duties[index].history.append((position, .suspended, nil))
      return
    }
    if duty.certainty != .yes || duty.mayBeMet {
      duties[index].breachedAt = position
      duties[index].certainty = .unknown
      duties[index].history.append((position, .uncertain, nil))
      return
    }
    duties[index].breachedAt = position
    let isLast = duty.norm.reparation == nil
    duties[index].history.append((position, isLast && duty.norm.repairs != nil ? .unrepaired : .breached, nil))
    if isLast, duty.norm.repairs != nil { markUnrepaired(above: index, at: position) }
    guard let reparation = duty.norm.reparation else { return }
    duties[index].reparation = try start(
      reparation, duty.debtor, duty.bindings, reparation.act, trigger: duty.trigger, duty.triggerAct,
      certainty: .yes, repairs: index, at: position)
    openDuties[duty.norm.index]?.removeAll { $0 == index }
  }

  private func filler(_ role: RolePattern, _ duty: Duty) -> Filler {
    switch role.extent {
    case .things(let things) where things.count == 1: .thing(things[0])
    case .name(let name): duty.bindings[name].map { .thing($0) } ?? .open
    default: .open
    }
  }

  private func markUnrepaired(above index: Int, at position: Position) {
    var current = duties[index]
    while let above = current.repairs {
      duties[above].history.append((position, .unrepaired, nil))
      current = duties[above]
    }
  }

  /// Ends what only waits for its time: duties without a trigger, in clauses that do not survive.
  func release(treaty: Int, actor: Thing?, at position: Position) {
    for index in duties.indices where duties[index].norm.trigger == nil && duties[index].repairs == nil {
      let duty = duties[index]
      guard model.clauses[duty.norm.clause].treaty == treaty, actor == nil || duty.debtor == actor,
        duty.repairsOffence == nil, openDuties[duty.norm.index]?.contains(index) ?? false, duty.breachedAt == nil,
        isBoundNow(duty.debtor, duty.norm.clause, position) != .yes
      else { continue }
      close(index, .released, by: nil, at: position)
    }
  }

  /// Lengthens the clocks that stood still while a suspension lasted.
  func prolong(_ treaty: Int, _ suspension: Suspension, until position: Position) {
    for index in duties.indices {
      let duty = duties[index]
      guard model.clauses[duty.norm.clause].treaty == treaty,
        suspension.clause == nil || suspension.clause == duty.norm.clause,
        let deadline = duty.deadline, duty.breachedAt == nil, openDuties[duty.norm.index]?.contains(index) ?? false,
        suspension.by == duty.debtor || suspension.against == duty.debtor || suspension.against == nil
      else { continue }
      let from = max(suspension.span.from.day, duty.start.day)
      guard position.day > from else { continue }
      var moved = deadline
      moved.day += position.day - from
      duties[index].deadline = moved
      if duties[index].state(at: position) == .suspended { duties[index].history.append((position, .pending, nil)) }
      schedule(.deadline(duty: index), at: moved.next)
    }
  }
}
