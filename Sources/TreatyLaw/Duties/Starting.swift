// How duties start: at their triggering act, at the debtor's own entry, or when their condition comes to hold.
extension Chronicle {
  /// Starts the duties without a trigger that have become due: at the party's own entry or, with `each`, once both are
  /// bound; in an interim clause from signature on.
  func startStandingDuties(in treaty: Int, at position: Position) throws {
    let life = lives[treaty]
    for norm in standingDuties[treaty] ?? [] {
      for debtor in life.isLaw ? life.members : life.signatoriesAndMembers
      where isBoundNow(debtor, norm.clause, position) == .yes {
        for (pattern, member) in narrowed(norm.act, norm, debtor, at: position) {
          let key = StandingKey(norm: norm.index, debtor: debtor, member: member)
          guard !started.contains(key), try startStanding(norm, debtor, pattern, at: position) else { continue }
          started.insert(key)
        }
      }
    }
  }

  private func startStanding(
    _ norm: Norm, _ debtor: Thing, _ pattern: ActPattern, at position: Position
  ) throws -> Bool {
    var bindings = Bindings(repeating: nil, count: norm.names)
    guard match(.thing(debtor), norm.subject, norm.clause, &bindings, position) == .yes else { return false }
    let act = openAct(norm.act.verb, debtor, substituted(pattern, bindings))
    guard !boundTowards(act, by: debtor, clause: norm.clause, at: position).isEmpty else { return false }
    if norm.when != nil {
      awaiting.add(waits.count, norm.when)
      waits.append(Awaiting(norm: norm, debtor: debtor, pattern: pattern))
    } else {
      try start(norm, debtor, bindings, pattern, trigger: nil, act, certainty: .yes, at: position)
    }
    return true
  }

  /// An act of which only verb, subject and what is narrowed down are established.
  private func openAct(_ verb: Int, _ debtor: Thing, _ pattern: ActPattern) -> Act {
    func filler(_ role: RolePattern) -> Filler {
      if case .things(let things) = role.extent, things.count == 1 { return .thing(things[0]) }
      return .open
    }
    return Act(
      verb: verb, subject: .thing(debtor), object: filler(pattern.object), roles: pattern.roles.map(filler))
  }

  /// One pattern, or for `each` one for every member.
  private func narrowed(
    _ pattern: ActPattern, _ norm: Norm, _ debtor: Thing, at position: Position
  ) -> [(pattern: ActPattern, member: Thing?)] {
    var patterns: [(pattern: ActPattern, member: Thing?)] = [(pattern, nil)]
    for place in 0...pattern.roles.count {
      let role = place == 0 ? pattern.object : pattern.roles[place - 1]
      guard role.extent.isEach else { continue }
      let members: [Thing] =
        switch role.extent {
        case .party:
          counterparts(of: openAct(pattern.verb, debtor, pattern), by: debtor, clause: norm.clause, at: position)
        case .kind(_, let members, _): members.sorted().filter { $0 != debtor }
        default: []
        }
      patterns = patterns.flatMap { pattern, _ in
        members.map { member in
          var copy = pattern
          let narrow = RolePattern(.things([member]), binding: role.binding)
          if place == 0 { copy.object = narrow } else { copy.roles[place - 1] = narrow }
          return (copy, member)
        }
      }
    }
    return patterns
  }

  /// Starts the duties that an act triggers.
  func trigger(_ occurrence: Occurrence, certainty: Truth) throws {
    let position = occurrence.position
    let index = triggersByVerb[occurrence.act.verb]
    let isEstablished = occurrence.act.isEstablished
    if isEstablished, !index.match(occurrence.act, into: &matching) { return }
    for norm in isEstablished ? index.norms(in: matching) : index.norms {
      guard let trigger = norm.trigger else { continue }
      let isAboutLife = model.verbs[occurrence.act.verb].life != nil
      let outer = includesSignatories
      includesSignatories = isAboutLife
      defer { includesSignatories = outer }
      var truth: Truth?
      var bound: (act: Act, bindings: Bindings)?
      for possibility in model.possibilities(of: occurrence.act) {
        var bindings = Bindings(repeating: nil, count: norm.names)
        var matched = match(
          possibility, subject: trigger.subject, trigger.act, of: norm.clause, &bindings, at: position)
        if matched != .no, let when = norm.when {
          matched = try matched && when.holds(possibility, bindings, position.justBefore)
        }
        if matched != .no, bound == nil { bound = (possibility, bindings) }
        truth = truth.map { $0 == matched ? $0 : .unknown } ?? matched
      }
      guard let bound, let matching = truth, matching != .no else { continue }
      let existence = matching && certainty
      for debtor in debtors(of: norm, bound.bindings, at: position) {
        var bindings = bound.bindings
        guard match(.thing(debtor), norm.subject, norm.clause, &bindings, position) != .no else { continue }
        for (pattern, _) in narrowed(norm.act, norm, debtor, at: position) {
          let asked = openAct(norm.act.verb, debtor, substituted(pattern, bindings))
          guard !boundTowards(asked, by: debtor, clause: norm.clause, at: position).isEmpty else { continue }
          try start(
            norm, debtor, bindings, pattern, trigger: occurrence.index,
            existence == .yes ? occurrence.act : bound.act, certainty: existence, at: position)
        }
      }
    }
  }

  /// When the act was done that `act` names in a duty's text.
  private func dateOfTrigger(_ event: Int?) -> Position? { event.flatMap { occurrence(of: $0) }?.position }

  private func debtors(of norm: Norm, _ bindings: Bindings, at position: Position) -> [Thing] {
    if case .name(let name) = norm.subject.extent, let bound = bindings[name] { return [bound] }
    if let name = norm.subject.binding, let bound = bindings[name] { return [bound] }
    let life = lives[model.clauses[norm.clause].treaty]
    let candidates = life.isLaw ? life.members : life.signatoriesAndMembers
    return candidates.filter { isBoundNow($0, norm.clause, position) == .yes }
  }

  private func substituted(_ pattern: ActPattern, _ bindings: Bindings) -> ActPattern {
    func role(_ role: RolePattern) -> RolePattern {
      role.bound(bindings).map { RolePattern(.things([$0])) } ?? role
    }
    return ActPattern(verb: pattern.verb, object: role(pattern.object), roles: pattern.roles.map(role))
  }

  @discardableResult
  func start(
    _ norm: Norm, _ debtor: Thing, _ bindings: Bindings, _ pattern: ActPattern, trigger: Int?, _ act: Act,
    certainty: Truth, repairs: Int? = nil, repairsOffence: Int? = nil, at position: Position
  ) throws -> Int? {
    var deadline: Position?
    switch norm.deadline {
    case .within(let last): deadline = try last(act, bindings, position)
    case .by(let last):
      let due = try last(act, bindings, dateOfTrigger(trigger) ?? position)
      if due < position { return nil }
      deadline = due
    case nil: break
    }
    model.didSpeak?(norm.index)
    let index = duties.count
    duties.append(
      Duty(
        Duty.Terms(
          norm: norm, debtor: debtor, bindings: bindings, pattern: pattern, trigger: trigger, triggerAct: act,
          repairs: repairs, repairsOffence: repairsOffence), index: index, start: position, deadline: deadline,
        certainty: certainty))
    openDuties.add(index, norm, debtor, duties[index].aim)
    if let unless = norm.unless { watched.add(index, unless) }
    if let deadline { schedule(.deadline(duty: index), at: max(deadline.next, position)) }
    if try isOutweighed(duties[index], at: position) {
      duties[index].stillSince = position
      duties[index].history.append((position, .suspended, nil))
    }
    return index
  }

  /// A duty that there may have been is there for sure from now on: its condition has come to hold.
  private func settle(_ index: Int, _ act: Act, at position: Position) throws {
    let duty = duties[index]
    duties[index].certainty = .yes
    duties[index].start = position
    if case .within(let last)? = duty.norm.deadline {
      let deadline = try last(act, duty.bindings, position)
      duties[index].deadline = deadline
      schedule(.deadline(duty: index), at: max(deadline.next, position))
    }
    if !duty.mayBeMet { duties[index].history.append((position, .pending, nil)) }
  }

  /// Looks at the conditions that duties wait for, and at those that release from them.
  func readDutyConditions(at position: Position, after cause: Watch.Cause) throws {
    for place in awaiting.places(after: cause) {
      let still = try awaiting.take(place).filter { try stillWaits($0, at: position) }
      awaiting.put(back: still, place)
    }
    for place in watched.places(after: cause) {
      let still = try watched.take(place).filter { try stillStands($0, at: position) }
      watched.put(back: still, place)
    }
  }

  /// Starts a duty whose `when` has come to hold, or may have; whether it is to be looked at again.
  private func stillWaits(_ place: Int, at position: Position) throws -> Bool {
    let item = waits[place]
    guard !item.isOver else { return false }
    let isBound = isBoundNow(item.debtor, item.norm.clause, position)
    guard isBound == .yes else { return isBound == .unknown }
    var bindings = Bindings(repeating: nil, count: item.norm.names)
    _ = match(.thing(item.debtor), item.norm.subject, item.norm.clause, &bindings, position)
    let act = openAct(item.norm.act.verb, item.debtor, item.pattern)
    switch try item.norm.when?.holds(act, bindings, position) ?? .yes {
    case .yes:
      waits[place].isOver = true
      if let index = item.uncertain, duties[index].breachedAt == nil, duties[index].isOpen {
        try settle(index, act, at: position)
      } else {
        try start(item.norm, item.debtor, bindings, item.pattern, trigger: nil, act, certainty: .yes, at: position)
      }
      return false
    case .unknown:
      if item.uncertain == nil {
        waits[place].uncertain = try start(
          item.norm, item.debtor, bindings, item.pattern, trigger: nil, act, certainty: .unknown, at: position)
      }
      return true
    case .no: return true
    }
  }

  /// Releases from a duty whose `unless` has come to hold; whether it is to be looked at again.
  private func stillStands(_ index: Int, at position: Position) throws -> Bool {
    let duty = duties[index]
    guard duty.isOpen, duty.breachedAt == nil, let unless = duty.norm.unless else { return false }
    // Its clock stands still.
    guard duty.stillSince == nil else { return true }
    switch try unless.holds(duty.triggerAct, doneAt: dateOfTrigger(duty.trigger), duty.bindings, position) {
    case .yes:
      close(index, .released, by: nil, at: position)
      return false
    case .unknown:
      if duties[index].certainty == .yes {
        duties[index].certainty = .unknown
        duties[index].history.append((position, .uncertain, nil))
      }
      return true
    case .no: return true
    }
  }
}

extension ActPattern {
  func targets(_ actor: Thing) -> Bool {
    ([object] + roles).contains { role in
      if case .things(let things) = role.extent { return things == [actor] }
      return false
    }
  }
}
