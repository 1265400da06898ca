import CybSyntax
import TreatyLaw

// Why an act is allowed, forbidden, asked for, or open.
extension Oracle {
  func whyLawful(_ inquiry: Inquiry, _ subject: Inquiry.Filler, _ truth: Truth) throws -> Explanation {
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
      if verdicts.count > 1 { because += openness(of: act, wording) }
      because += try doubts(judgements, position, wording)
      if let actor = act.subject.thing {
        let clauses = Set(deciding(judgements).joined().map { model.model.norms[$0].clause })
        var seen = Set<Int>()
        for clause in clauses.sorted() where seen.insert(model.model.clauses[clause].treaty).inserted {
          because += try standing(of: actor, in: act, clause: clause, wording, chronicle, at: position)
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

  /// The fields that say what a role not established could be.
  func openness(of act: TreatyLaw.Act, _ wording: LegalWording) -> [Explanation] {
    let model = wording.model.model
    let verb = world.verbs[act.verb]
    var found: [Explanation] = []
    if let capability = act.object.thing, let served = model.serves[capability],
      zip(verb.roles, act.roles).contains(where: { wording.isPurpose($0.role) && $1 == .open })
    {
      let names = model.purposes.filter(served.contains).map(wording.name)
      found.append(
        Explanation(
          "\(wording.name(capability)) serves \(wording.list(names))",
          sources: [wording.model.value(capability), .text("serves")]))
    }
    if let capability = act.object.thing, !act.subject.isEstablished {
      let names = model.actors.filter { model.holds[$0]?.contains(capability) ?? false }.map(wording.name)
      found.append(
        Explanation(
          names.isEmpty
            ? "nobody is declared to hold \(wording.name(capability))"
            : "\(wording.list(names)) \(names.count == 1 ? "holds" : "hold") \(wording.name(capability))",
          sources: [wording.model.value(capability), .text("holds")]))
    }
    return found
  }

  /// Conditions that are unknown, with the events that make them so.
  func doubts(
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

}
