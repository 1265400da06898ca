import CybSyntax
import TreatyLaw

// `has`, `may` and `must`.
extension Oracle {
  func legalAnswer(_ inquiry: Inquiry) throws -> Value {
    do {
      if let subject = inquiry.subject {
        let subjects = subject.members
        if inquiry.isWhy { return try explanation(inquiry, of: subjects.first ?? subject).value() }
        return .truth(try subjects.reduce(Truth.yes) { try $0 && self.truth(inquiry, of: $1) })
      }
      var (found, open) = ([Value](), [EntityID]())
      for actor in world.all(BuiltinKind.actor.id) {
        switch try truth(inquiry, of: .value(.entity(actor))) {
        case .yes: found.append(.entity(actor))
        case .unknown: open.append(actor)
        case .no: break
        }
      }
      if inquiry.isWhy { return try groupExplanation(inquiry, found, open).value() }
      note(undecided: open)
      return .set(found)
    } catch {
      law.forget()
      throw error
    }
  }

  func truth(_ inquiry: Inquiry, of subject: Inquiry.Filler) throws -> Truth {
    switch (inquiry.modal, inquiry.verb) {
    case (.has, .derived(let verb)): try derivedTruth(verb, inquiry, subject)
    case (.has, .declared(let verb)): try hasDone(verb, inquiry, subject)
    case (.may, _): try mayTruth(try judgements(inquiry, subject))
    case (.must, _): try mustTruth(try judgements(inquiry, subject))
    default: .unknown
    }
  }

  // MARK: facts

  private func hasDone(_ verb: VerbID, _ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> Truth {
    let found = try matchingEvents(verb, inquiry, subject, stopsAtFirst: true)
    if found.contains(where: { $0.truth == .yes }) { return .yes }
    note(doubtful: found.map(\.event))
    return found.isEmpty ? .no : .unknown
  }

  /// The recorded acts that a `has` is, or may be, about.
  func matchingEvents(
    _ verb: VerbID, _ inquiry: Inquiry, _ subject: Inquiry.Filler, includingVoid: Bool = false,
    stopsAtFirst: Bool = false
  ) throws -> [(event: Int, truth: Truth)] {
    let (model, chronicle) = try law.current()
    let position = position(inquiry.asOf)
    let since = (inquiry.since ?? machine.ambientSince).map { Position(startOf: $0) }
    let patterns = [subject, inquiry.object] + inquiry.roles
    var found: [(event: Int, truth: Truth)] = []
    try chronicle.advance(to: position)
    for index in law.index.events(verb, by: subject) {
      try machine.charge(1)
      let event = world.events[index]
      let at = chronicle.position(of: index) ?? model.occurrence(index).position
      guard at <= position, since.map({ $0 <= at }) ?? true else { continue }
      let effect = try chronicle.hasEffect(index, at: position)
      guard effect != .no || includingVoid else { continue }
      let act = model.act(event.act)
      let matched = chronicle.combinedMatch(model.model.possibilities(of: act)) { possibility in
        var truth = Truth.yes
        for (pattern, filler) in zip(patterns, [possibility.subject, possibility.object] + possibility.roles) {
          truth = truth && self.match(pattern, filler, model)
        }
        return truth
      }
      let truth = includingVoid ? matched : matched && effect
      if truth != .no { found.append((index, truth)) }
      if stopsAtFirst, truth == .yes { break }
    }
    return found
  }

  func match(_ pattern: Inquiry.Filler?, _ filler: TreatyLaw.Filler, _ model: LawModel) -> Truth {
    switch pattern {
    case nil, .anything?, .someone?: return .yes
    case .unknown?: return .unknown
    case .kind(let kind)?:
      switch filler {
      case .thing(let thing):
        guard let entity = model.entity(thing) else { return .no }
        return Truth(world.isEntity(entity, of: kind))
      case .absent: return .no
      case .open, .someone, .undeclared: return .unknown
      }
    case .value(let value)?: return match(.values([value]), filler, model)
    case .values(let values)?:
      switch filler {
      case .thing(let thing): return Truth(values.contains { model.thing($0) == thing })
      case .absent: return Truth(values.contains { $0 == .nothing })
      case .undeclared: return .no
      case .open, .someone: return .unknown
      }
    }
  }

  // MARK: breached, repaired, honoured

  /// The clauses that a question is about.
  func clauses(_ filler: Inquiry.Filler?, _ model: LawModel) -> [Int] {
    guard let filler else { return [] }
    let named = filler.members.flatMap { member -> [Int] in
      guard case .value(.entity(let entity)) = member else { return [] }
      if let treaty = model.index(ofTreaty: entity) { return model.model.treaties[treaty].clauses }
      return model.index(ofClause: entity).map { [$0] } ?? []
    }
    return filler.members.count == 1 ? named : Set(named).sorted()
  }

  func breaches(_ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> [Breach] {
    let (model, chronicle) = try law.current()
    return Array(
      try chronicle.breaches(
        by: actors(subject, model), of: clauses(inquiry.object, model), since: since(inquiry),
        at: position(inquiry.asOf)))
  }

  private func since(_ inquiry: Inquiry) -> Position? {
    (inquiry.since ?? machine.ambientSince).map { Position(startOf: $0) }
  }

  /// The actors that a subject stands for.
  private func actors(_ subject: Inquiry.Filler, _ model: LawModel) -> [Thing] {
    if case .value(.entity(let actor)) = subject { return [Thing(actor.index)] }
    return model.model.actors.filter { match(subject, .thing($0), model) != .no }
  }

  private func derivedTruth(_ verb: DerivedVerb, _ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> Truth {
    let (model, chronicle) = try law.current()
    let position = position(inquiry.asOf)
    let breached = try chronicle.isBreached(
      by: actors(subject, model), of: clauses(inquiry.object, model), since: since(inquiry), at: position)
    switch verb {
    case .breach: return breached
    case .repair:
      guard breached != .no else { return .no }
      return try breaches(inquiry, subject).reduce(breached) {
        $0 && (chronicle.isRepaired($1, at: position) || !$1.truth)
      }
    case .honour:
      guard case .value(.entity(let actor)) = subject else {
        return try model.model.actors.reduce(Truth.no) { truth, actor in
          guard truth != .yes, match(subject, .thing(actor), model) == .yes else { return truth }
          return try truth || derivedTruth(verb, inquiry, .value(model.value(actor)))
        }
      }
      let isBound = try clauses(inquiry.object, model).reduce(Truth.no) {
        try $0 || chronicle.boundTruth(Thing(actor.index), clause: $1, at: position)
      }
      return isBound && !breached
    case .join: return .unknown
    }
  }

  // MARK: may, must

  /// The acts that a `may` or `must` asks about: one, unless a set stands in a role.
  func acts(_ inquiry: Inquiry, _ subject: Inquiry.Filler, _ model: LawModel) -> [TreatyLaw.Act] {
    guard case .declared(let id) = inquiry.verb else { return [] }
    let verb = world[id]
    let objects = fillers(inquiry.object, verb.object, model)
    var acts = fillers(subject, Resolver.actorRole, model).flatMap { subject in
      objects.map { TreatyLaw.Act(verb: Int(id.index), subject: subject, object: $0, roles: []) }
    }
    for (filler, role) in zip(inquiry.roles, verb.roles) {
      let choices = fillers(filler, role.role, model)
      acts = acts.flatMap { act in
        choices.map { choice in
          var next = act
          next.roles.append(choice)
          return next
        }
      }
    }
    return acts
  }

  private func fillers(_ filler: Inquiry.Filler?, _ role: Verb.Role?, _ model: LawModel) -> [TreatyLaw.Filler] {
    guard let role else { return [.absent] }
    switch filler {
    case nil: return [role.isOptional ? .absent : .open]
    case .unknown?, .anything?, .kind?: return [.open]
    case .someone?: return [.someone]
    case .value(.nothing)?: return [.absent]
    case .value(let value)?: return [.thing(model.thing(value))]
    case .values(let values)?: return values.map { .thing(model.thing($0)) }
    }
  }

  /// What the law says of each act asked about, in each of its possibilities.
  func judgements(_ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> [[Judgement]] {
    let (model, chronicle) = try law.current()
    let position = position(inquiry.asOf)
    try chronicle.advance(to: position)
    return try acts(inquiry, subject, model).map { try chronicle.judge($0, at: position, before: position) }
  }

  private func mayTruth(_ acts: [[Judgement]]) throws -> Truth {
    acts.reduce(.yes) { truth, judgements in
      let isNo = judgements.allSatisfy { $0.verdict == .forbidden || $0.verdict == .void }
      let isYes = judgements.allSatisfy { [.permitted, .obliged, .unregulated].contains($0.verdict) }
      return truth && (isNo ? .no : isYes ? .yes : .unknown)
    }
  }

  private func mustTruth(_ acts: [[Judgement]]) throws -> Truth {
    acts.reduce(.yes) { truth, judgements in
      let isYes = judgements.allSatisfy { $0.verdict == .obliged }
      let isNo = judgements.allSatisfy { ![.obliged, .conflict, .undetermined].contains($0.verdict) }
      return truth && (isYes ? .yes : isNo ? .no : .unknown)
    }
  }
}

extension Inquiry.Filler {
  /// The members of a set; anything else alone.
  var members: [Inquiry.Filler] {
    switch self {
    case .values(let values): values.map { .value($0) }
    case .value(let value):
      if case .object(let set as SetObject) = value { set.elements.map { .value($0) } } else { [self] }
    default: [self]
    }
  }
}
