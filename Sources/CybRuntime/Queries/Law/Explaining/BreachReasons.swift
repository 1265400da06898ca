import CybSyntax
import TreatyLaw

// Why somebody is, or is not, in breach.
extension Oracle {
  func whyDerived(
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
      // One breach is enough; what is open may be open in several ways.
      let needed = truth == .yes && !sure.isEmpty ? 1 : 8
      return Explanation(claim, because: try explain(Array(shown.prefix(needed)), wording, chronicle))
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
          truth == .no ? "no: it is in breach" : "unknown: it turns on what is not established",
          because: try explain(Array(shown.prefix(truth == .no ? 1 : 8)), wording, chronicle))
      }
      if truth == .yes {
        return Explanation(
          "yes: it is bound, and neither in breach nor overdue", because: try membership(inquiry, subject))
      }
      return Explanation("no: it is not bound towards anyone", because: try membership(inquiry, subject))
    }
  }

  /// One branch for each breach; where it is open which clauses an act breaches, one for all of them.
  private func explain(
    _ breaches: [Breach], _ wording: LegalWording, _ chronicle: Chronicle
  ) throws -> [Explanation] {
    var open: [Int: (place: Int, clauses: [Int])] = [:]
    var found: [Explanation] = []
    for breach in breaches {
      guard case .act(let offence) = breach, offence.truth != .yes else {
        found.append(try explain(breach, wording, chronicle))
        continue
      }
      if var known = open[offence.event] {
        if !known.clauses.contains(offence.clause) { known.clauses.append(offence.clause) }
        open[offence.event] = known
        found[known.place].claim =
          "\(wording.event(offence.event)): may be forbidden by \(wording.list(known.clauses.map(wording.clause)))"
        found[known.place].sources.append(wording.clauseValue(offence.norm))
      } else {
        open[offence.event] = (found.count, [offence.clause])
        found.append(try explain(breach, wording, chronicle))
      }
    }
    return found
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
        let act = model.act(world.events[offence.event].act)
        branch.because = possibilities(judgements, act, wording) + openness(of: act, wording)
        branch.because += try doubts(judgements, offence.position.justBefore, wording)
      }
      branch.because += try standing(
        of: offence.actor, in: model.act(world.events[offence.event].act), clause: offence.clause, wording, chronicle,
        at: offence.position)
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
        branch.because += try standing(
          of: duty.debtor, in: chronicle.askedAct(of: duty), clause: duty.norm.clause, wording, chronicle,
          at: duty.start)
      } else {
        branch.because += try standing(
          of: duty.debtor, in: chronicle.askedAct(of: duty), clause: duty.norm.clause, wording, chronicle,
          at: .end(of: duty.start.day))
      }
      if let cause = chronicle.duties[duty.index].cause(at: chronicle.reached), cause != duty.trigger {
        branch.because.append(
          Explanation(
            "done only with \(wording.event(cause))", sources: [.event(EventID(index: Int32(cause)))]))
      }
      return branch
    }
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
}
