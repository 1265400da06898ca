import CybSyntax
import TreatyLaw

// `why` for `has`, `may` and `must`.
extension Oracle {
  func explanation(_ inquiry: Inquiry, of subject: Inquiry.Filler) throws -> Explanation {
    let truth = try truth(inquiry, of: subject)
    var explanation: Explanation
    switch (inquiry.modal, inquiry.verb) {
    case (.has, .derived(let verb)): explanation = try whyDerived(verb, inquiry, subject, truth)
    case (.has, .declared(let verb)): explanation = try whyDone(verb, inquiry, subject, truth)
    default: explanation = try whyLawful(inquiry, subject, truth)
    }
    explanation.answer = .truth(truth)
    return explanation
  }

  /// `why who …`: one branch for each for whom it is yes or unknown.
  func groupExplanation(_ inquiry: Inquiry, _ found: [Value], _ open: [EntityID]) throws -> Explanation {
    let concerned = found + open.map { .entity($0) }
    var explanation = Explanation(
      found.isEmpty ? "nobody for sure" : found.map { machine.describe($0) }.joined(separator: ", "),
      answer: .set(found),
      because: try concerned.map { actor in
        var branch = try self.explanation(inquiry, of: .value(actor))
        branch.claim = "\(machine.describe(actor)): \(branch.claim)"
        return branch
      })
    explanation.sources = found
    return explanation
  }

  // MARK: facts

  private func whyDone(
    _ verb: VerbID, _ inquiry: Inquiry, _ subject: Inquiry.Filler, _ truth: Truth
  ) throws -> Explanation {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let found = try matchingEvents(verb, inquiry, subject)
    func branch(_ event: Int, _ note: String = "") -> Explanation {
      Explanation(wording.event(event) + note, sources: [.event(EventID(index: Int32(event)))])
    }
    switch truth {
    case .yes:
      let sure = found.filter { $0.truth == .yes }.prefix(1)
      return Explanation("yes: it is recorded", because: sure.map { branch($0.event) })
    case .unknown:
      return Explanation(
        "unknown: it turns on what is not established",
        because: found.map { branch($0.event, " (\(openRoles($0.event)))") })
    case .no:
      let void = try matchingEvents(verb, inquiry, subject, includingVoid: true)
      guard !void.isEmpty else { return Explanation("no: nothing recorded says so") }
      return Explanation(
        "no: what is recorded has no effect",
        because: void.map { event, _ in
          if let effect = chronicle.effect(of: event), let reason = effect.reason {
            return branch(event, ": \(wording.reason(reason, model.act(self.world.events[event].act)))")
          }
          return branch(event, ": it was taken back")
        })
    }
  }

  /// `the purpose is not established`.
  private func openRoles(_ event: Int) -> String {
    let act = world.events[event].act
    let verb = world[act.verb]
    var names: [String] = []
    if !act.subject.isEstablished { names.append("by whom") }
    if !act.object.isEstablished, verb.object != nil { names.append("with what") }
    for (role, filler) in zip(verb.roles, act.roles) where !filler.isEstablished {
      names.append("`\(role.preposition.rawValue)`")
    }
    return names.isEmpty ? "its effect is not established" : names.joined(separator: " and ") + " is not established"
  }

  // MARK: breached, repaired, honoured

  private func whyDerived(
    _ verb: DerivedVerb, _ inquiry: Inquiry, _ subject: Inquiry.Filler, _ truth: Truth
  ) throws -> Explanation {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let position = position(inquiry.asOf)
    let breaches = try breaches(inquiry, subject)
    let sure = breaches.filter { $0.truth == .yes }
    let shown = sure.isEmpty ? breaches : sure
    switch verb {
    case .breach:
      if truth == .no { return try whyNoBreach(inquiry, subject) }
      let claim = truth == .yes ? "yes" : "unknown: it turns on what is not established"
      return Explanation(claim, because: try shown.prefix(8).map { try explain($0, wording, chronicle) })
    case .repair:
      if breaches.isEmpty { return Explanation("no: there is no breach to repair") }
      return Explanation(
        "\(machine.describe(.truth(truth)))",
        because: try shown.prefix(8).map { breach in
          var branch = try explain(breach, wording, chronicle)
          let isRepaired = chronicle.isRepaired(breach, at: position)
          branch.claim +=
            isRepaired == .yes ? ": made good" : isRepaired == .no ? ": not made good" : ": open whether made good"
          return branch
        })
    case .honour, .join:
      if !breaches.isEmpty {
        return Explanation(
          truth == .no ? "no: it is in breach" : "unknown",
          because: try shown.prefix(8).map { try explain($0, wording, chronicle) })
      }
      if truth == .yes {
        return Explanation(
          "yes: it is bound, and neither in breach nor overdue", because: try membership(inquiry, subject))
      }
      return Explanation("no: it is not bound towards anyone", because: try membership(inquiry, subject))
    }
  }

  private func explain(_ breach: Breach, _ wording: LegalWording, _ chronicle: Chronicle) throws -> Explanation {
    let model = wording.model
    switch breach {
    case .act(let offence):
      let event = Value.event(EventID(index: Int32(offence.event)))
      let clause = wording.clause(offence.clause)
      let isSure = offence.truth == .yes
      var branch = Explanation(
        "\(wording.event(offence.event)): \(isSure ? "forbidden by" : "may be forbidden by") \(clause)",
        sources: [event, wording.clauseValue(offence.norm)])
      if isSure {
        branch.because = [
          Explanation("\(clause): \(wording.norm(offence.norm))", sources: [wording.clauseValue(offence.norm)])
        ]
      } else {
        let judgements = try chronicle.assessment(of: offence.event, at: offence.position) ?? []
        branch.because = possibilities(judgements, model.act(world.events[offence.event].act), wording)
        branch.because += try doubts(judgements, offence.position.justBefore, wording)
      }
      branch.because += try entry(of: offence.actor, clause: offence.clause, wording, chronicle, at: offence.position)
      return branch
    case .omission(let duty):
      let clause = wording.clause(duty.norm.clause)
      let due = duty.deadline.map { " by \(wording.date($0))" } ?? ""
      var branch = Explanation(
        "\(wording.name(duty.debtor)) had a duty under \(clause) to be met\(due), and did not meet it in time",
        sources: [wording.clauseValue(duty.norm.index)])
      branch.because = [
        Explanation("\(clause): \(wording.norm(duty.norm.index))", sources: [wording.clauseValue(duty.norm.index)])
      ]
      if let trigger = duty.trigger {
        branch.because.append(
          Explanation(
            "it began with \(wording.event(trigger))", sources: [.event(EventID(index: Int32(trigger)))]))
      } else {
        branch.because += try entry(
          of: duty.debtor, clause: duty.norm.clause, wording, chronicle, at: .end(of: duty.start.day))
      }
      if let cause = chronicle.duties[duty.index].cause(at: chronicle.reached), cause != duty.trigger {
        branch.because.append(
          Explanation(
            "done only with \(wording.event(cause))", sources: [.event(EventID(index: Int32(cause)))]))
      }
      return branch
    }
  }

  /// Since when an actor is bound by a clause's treaty.
  private func entry(
    of actor: Thing, clause: Int, _ wording: LegalWording, _ chronicle: Chronicle, at position: Position
  ) throws -> [Explanation] {
    let index = wording.model.model.clauses[clause].treaty
    let treaty = wording.model.treaties[index]
    guard let day = try chronicle.entryDay(of: index, for: actor, at: position) else { return [] }
    let consent = try chronicle.consents(to: index, at: position).last { $0.actor == actor }
    let date = Moment(minutes: day * 1440, hasTime: false)
    let sources: [Value] = [.entity(treaty)] + (consent.map { [.event(EventID(index: Int32($0.event)))] } ?? [])
    let basis = consent.map { " (\(wording.event($0.event)))" } ?? ""
    return [
      Explanation(
        "\(wording.name(actor)) is bound by \(world.name(of: treaty)) from \(date) on\(basis)", sources: sources)
    ]
  }

  private func membership(_ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> [Explanation] {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let position = position(inquiry.asOf)
    guard case .value(.entity(let actor)) = subject, let clause = clauses(inquiry.object, model).first else {
      return []
    }
    let known = try entry(of: Thing(actor.index), clause: clause, wording, chronicle, at: position)
    if !known.isEmpty { return known }
    let treaty = model.model.clauses[clause].treaty
    let name = world.name(of: model.treaties[treaty])
    let who = world.name(of: actor)
    guard try chronicle.isInForce(treaty, at: position) else {
      return [try notInForce(treaty, at: position, wording, chronicle)]
    }
    return [Explanation("\(who) is not a party to \(name)", sources: [.entity(model.treaties[treaty])])]
  }

  /// Why a treaty is not in force, and what it lacks.
  private func notInForce(
    _ treaty: Int, at position: Position, _ wording: LegalWording, _ chronicle: Chronicle
  ) throws -> Explanation {
    let entity = wording.model.treaties[treaty]
    let name = world.name(of: entity)
    if let day = try chronicle.entryDay(of: treaty, at: position), Position.start(of: day) > position {
      return Explanation(
        "\(name) enters into force only on \(Moment(minutes: day * 1440, hasTime: false))", sources: [.entity(entity)])
    }
    let consents = try chronicle.consents(to: treaty, at: position)
    let quorum =
      switch wording.model.field("quorum", of: entity) {
      case .number(let number)?: "\(machine.describe(.number(number))) must consent"
      case .object(let function as FunctionObject)?:
        "its quorum is `\(function.name ?? function.place.map { machine.sources.text($0) } ?? "a function")`"
      default: "two must consent"
      }
    let done =
      consents.isEmpty
      ? "nobody has" : "\(consents.count) \(consents.count == 1 ? "has" : "have") consented"
    return Explanation(
      "\(name) is not in force on \(wording.date(position)): \(quorum), and \(done)",
      sources: [.entity(entity), .text("quorum")])
  }

  private func whyNoBreach(_ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> Explanation {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let position = position(inquiry.asOf)
    let wanted = Set(clauses(inquiry.object, model))
    var because: [Explanation] = []
    if case .value(.entity(let actor)) = subject {
      let isBound = try wanted.contains { try chronicle.isBound(Thing(actor.index), clause: $0, at: position) }
      if !isBound { because += try membership(inquiry, subject) }
    }
    for (index, event) in world.events.enumerated() {
      guard because.count < 6, match(subject, model.filler(event.act.subject), model) != .no,
        try chronicle.hasEffect(index, at: position) != .no,
        model.model.norms.contains(where: {
          wanted.contains($0.clause) && $0.modality == .forbid && $0.act.verb == Int(event.act.verb.index)
        })
      else { continue }
      let judgements = try chronicle.judge(event: index, at: position)
      var branch = Explanation(
        "\(wording.event(index)): \(judgements.first?.verdict.rawValue ?? "unregulated")",
        sources: [.event(EventID(index: Int32(index)))])
      branch.because = beaten(judgements, wording)
      if judgements.allSatisfy({ $0.verdict == .unregulated }), let at = chronicle.position(of: index) {
        branch.because += try dormant(model.act(event.act), at.justBefore, chronicle, wording).filter { reason in
          reason.sources.contains { source in
            if case .entity(let entity) = source { return model.index(ofClause: entity).map(wanted.contains) ?? false }
            return false
          }
        }
      }
      because.append(branch)
    }
    if case .value(.entity(let actor)) = subject {
      for duty in try chronicle.duties(of: Thing(actor.index), at: position) where wanted.contains(duty.norm.clause) {
        let state = duty.state(at: position)
        guard because.count < 8 else { break }
        let until = duty.deadline.map { ", to be met by \(Moment(lastOf: $0))" } ?? ", without a deadline"
        var branch = Explanation(
          "a duty under \(wording.clause(duty.norm.clause)) is \(state.rawValue)\(state == .pending ? until : "")",
          sources: [wording.clauseValue(duty.norm.index)])
        if let cause = duty.cause(at: position), state != .pending {
          branch.because = [Explanation(wording.event(cause), sources: [.event(EventID(index: Int32(cause)))])]
        }
        because.append(branch)
      }
    }
    return Explanation("no: no act of it is forbidden, and no duty of it is overdue", because: because)
  }

  // MARK: may, must

  private func whyLawful(_ inquiry: Inquiry, _ subject: Inquiry.Filler, _ truth: Truth) throws -> Explanation {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let acts = acts(inquiry, subject, model)
    let position = position(inquiry.asOf)
    var because: [Explanation] = []
    var verdicts = Set<Verdict>()
    for act in acts {
      let judgements = try chronicle.judge(act, at: position, before: position)
      verdicts.formUnion(judgements.map(\.verdict))
      because += possibilities(judgements, act, wording)
      because += try doubts(judgements, position, wording)
      if let actor = act.subject.thing {
        let clauses = Set(judgements.flatMap { $0.forbidding + $0.allowing }.map { model.model.norms[$0].clause })
        var seen = Set<Int>()
        for clause in clauses.sorted() where seen.insert(model.model.clauses[clause].treaty).inserted {
          because += try entry(of: actor, clause: clause, wording, chronicle, at: position)
        }
      }
    }
    if verdicts == [.unregulated] {
      for act in acts { because += try dormant(act, position, chronicle, wording) }
    }
    let verdict = verdicts.count == 1 ? verdicts.first?.rawValue ?? "undetermined" : "undetermined"
    let answer = machine.describe(.truth(truth))
    var explanation = Explanation("\(answer): \(verdict)", because: because)
    if let reason = turningPoints(acts, chronicle, position, wording), truth == .unknown {
      explanation.claim = "\(answer): it turns on \(reason)"
    } else if verdicts.count == 1, let first = because.first {
      explanation.claim = "\(answer): \(first.claim)"
      explanation.sources = first.sources
      explanation.because = first.because + because.dropFirst()
    }
    if truth != .yes, inquiry.modal == .may {
      explanation.because += remedies(acts, position, chronicle, wording)
    }
    explanation.verdict = .text(verdict)
    return explanation
  }

  /// What an open answer turns on: roles not established, and conditions.
  private func turningPoints(
    _ acts: [TreatyLaw.Act], _ chronicle: Chronicle, _ position: Position, _ wording: LegalWording
  ) -> String? {
    guard acts.count == 1, let act = acts.first else { return nil }
    let verb = world.verbs[act.verb]
    var names: [String] = []
    if !act.subject.isEstablished { names.append("who it is") }
    if !act.object.isEstablished { names.append("what is used") }
    for (role, filler) in zip(verb.roles, act.roles) where !filler.isEstablished {
      var isPurpose = false
      if case .kind(let kind)? = role.role.kinds.first {
        isPurpose = world.isKind(kind, within: BuiltinKind.purpose.id)
      }
      names.append(isPurpose ? "the purpose" : "`\(role.preposition.rawValue)`")
    }
    let judgements = (try? chronicle.judge(act, at: position, before: position)) ?? []
    for key in Set(judgements.flatMap(\.assumptions.keys)).filter({ $0 >= 0 }).sorted() {
      if let span = wording.model.conditionSources[key] { names.append("`\(machine.sources.text(span))`") }
    }
    return names.isEmpty ? nil : wording.list(names)
  }

  /// Conditions that are unknown, with the events that make them so.
  private func doubts(
    _ judgements: [Judgement], _ position: Position, _ wording: LegalWording
  ) throws -> [Explanation] {
    let keys = Set(judgements.flatMap(\.assumptions.keys)).filter { $0 >= 0 }.sorted()
    return try keys.compactMap { key in
      guard let span = wording.model.conditionSources[key],
        let judgement = judgements.first(where: { $0.assumptions[key] != nil }),
        let norm = wording.model.model.norms.first(where: { $0.when?.number == key || $0.unless?.number == key }),
        let condition = norm.when?.number == key ? norm.when : norm.unless
      else { return nil }
      let events = try tracing {
        _ = try condition.holds(judgement.act, Bindings(repeating: nil, count: norm.names), position)
      }
      guard !events.isEmpty else { return nil }
      return Explanation(
        "`\(machine.sources.text(span))` is unknown",
        because: events.prefix(6).map {
          Explanation("\(wording.event($0)) (\(openRoles($0)))", sources: [.event(EventID(index: Int32($0)))])
        })
    }
  }

  /// Clauses that speak of such acts, and why they do not apply to this one.
  private func dormant(
    _ act: TreatyLaw.Act, _ position: Position, _ chronicle: Chronicle, _ wording: LegalWording
  ) throws -> [Explanation] {
    try chronicle.dormant(for: act, at: position).map { dormant in
      let norm = wording.model.model.norms[dormant.norm]
      let clause = wording.clause(norm.clause)
      let treaty = world.name(of: wording.model.treaties[wording.model.model.clauses[norm.clause].treaty])
      let actor = act.subject.thing.map(wording.name) ?? "someone"
      var sources = [wording.clauseValue(dormant.norm)]
      let reason: String
      switch dormant.reason {
      case .treatyNotInForce: reason = "\(treaty) is not in force on \(wording.date(position))"
      case .actorNotBound: reason = "\(actor) is not bound by it"
      case .nobodyBound: reason = "nobody towards whom it would bind is concerned"
      case .reserved(let event):
        sources.append(.event(EventID(index: Int32(event))))
        reason = "it is reserved (\(wording.event(event)))"
      case .refused: reason = "the treaty is not in force between the two, after an objection"
      case .suspended: reason = "it is suspended between the two"
      case .conditionFails: reason = "its condition `\(condition(dormant.norm, isException: false))` does not hold"
      case .exceptionHolds: reason = "its exception `\(condition(dormant.norm, isException: true))` holds"
      }
      return Explanation("\(clause) would forbid it, but \(reason)", sources: sources)
    }
  }

  private func condition(_ norm: Int, isException: Bool) -> String {
    guard let (model, _) = try? law.current() else { return "" }
    let record = model.records[norm]
    let function = isException ? record.unless : record.when
    return function?.place.map { machine.sources.text($0) } ?? ""
  }

  /// Changes of one open or given role under which the act would be allowed.
  private func remedies(
    _ acts: [TreatyLaw.Act], _ position: Position, _ chronicle: Chronicle, _ wording: LegalWording
  ) -> [Explanation] {
    guard acts.count == 1, let act = acts.first else { return [] }
    let model = wording.model
    let verb = world.verbs[act.verb]
    var lawful: [String] = []
    for (index, role) in verb.roles.enumerated() {
      guard case .kind(let kind)? = role.role.kinds.first, world.isKind(kind, within: BuiltinKind.purpose.id) else {
        continue
      }
      for purpose in model.model.purposes {
        var other = act
        other.roles[index] = .thing(purpose)
        guard other != act, case .thing(let capability) = act.object,
          model.model.serves[capability]?.contains(purpose) ?? false,
          let judgements = try? chronicle.judge(other, at: position, before: position),
          judgements.allSatisfy({ [.permitted, .unregulated, .obliged].contains($0.verdict) })
        else { continue }
        lawful.append(wording.name(purpose))
      }
    }
    guard !lawful.isEmpty else { return [] }
    return [Explanation("it would be lawful if the purpose were \(lawful.joined(separator: " or "))")]
  }

  /// One claim for each verdict, with the possibilities that lead to it.
  func possibilities(_ judgements: [Judgement], _ act: TreatyLaw.Act, _ wording: LegalWording) -> [Explanation] {
    var groups: [(verdict: Verdict, norms: [Int], cases: [String], judgement: Judgement)] = []
    for judgement in judgements {
      let norms = judgement.verdict == .forbidden ? judgement.forbidding : judgement.allowing + judgement.opposed
      let distinction = wording.distinction(judgement.act, of: act, judgement.assumptions)
      if let index = groups.firstIndex(where: { $0.verdict == judgement.verdict && $0.norms == norms }) {
        groups[index].cases.append(distinction)
      } else {
        groups.append((judgement.verdict, norms, [distinction], judgement))
      }
    }
    return groups.map { group in
      let cases = group.cases.filter { !$0.isEmpty }
      let shown = cases.prefix(6).joined(separator: "; ") + (cases.count > 6 ? "; …" : "")
      let condition = groups.count > 1 && !cases.isEmpty ? "if \(shown): " : ""
      var branch = Explanation(condition + verdict(group.judgement, wording))
      branch.sources = group.norms.map(wording.clauseValue)
      branch.because = group.norms.map {
        Explanation(
          "\(wording.clause(wording.model.model.norms[$0].clause)): \(wording.norm($0))",
          sources: [wording.clauseValue($0)])
      }
      branch.because += beaten([group.judgement], wording)
      return branch
    }
  }

  private func verdict(_ judgement: Judgement, _ wording: LegalWording) -> String {
    if let reason = judgement.effect?.reason {
      return "\(judgement.verdict.rawValue): \(wording.reason(reason, judgement.act))"
    }
    func clauses(_ norms: [Int]) -> String {
      var names: [String] = []
      for norm in norms {
        let name = world.name(of: wording.model.clauses[wording.model.model.norms[norm].clause])
        if !names.contains(name) { names.append(name) }
      }
      return wording.list(names)
    }
    return switch judgement.verdict {
    case .forbidden: "forbidden by \(clauses(judgement.forbidding))"
    case .permitted: "permitted by \(clauses(judgement.allowing))"
    case .obliged: "obliged by \(clauses(judgement.allowing))"
    case .conflict: "a conflict of \(clauses(judgement.opposed)), which no rule decides"
    case .unregulated: "unregulated: no clause in force speaks of it"
    case .void, .undetermined: judgement.verdict.rawValue
    }
  }

  private func beaten(_ judgements: [Judgement], _ wording: LegalWording) -> [Explanation] {
    judgements.flatMap(\.beaten).map { loser, winner, why in
      let names = [winner, loser].map { wording.clause(wording.model.model.norms[$0].clause) }
      return Explanation(
        "\(names[0]) prevails over \(names[1]): \(wording.reason(why))",
        sources: [wording.clauseValue(winner), wording.clauseValue(loser)])
    }
  }
}
